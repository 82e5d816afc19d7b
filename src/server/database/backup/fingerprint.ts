import pg from "pg";

/** How many rows a table holds and a sum over the hashes of its rows, which does not depend on their order. */
export interface TableFingerprint {
  readonly table: string;
  readonly rows: number;
  readonly hash: string;
}

/** Reads every row of every table of ours; two databases hold the same facts exactly when their fingerprints are equal. */
export async function fingerprint(config: pg.ClientConfig): Promise<readonly TableFingerprint[]> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    // One snapshot for all tables, so that the counts belong together while others write.
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const { rows } = await client.query<{ table: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS table
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
    );
    const found: TableFingerprint[] = [];
    for (const { table } of rows) {
      const { rows: sums } = await client.query<{ rows: string; hash: string }>(
        `SELECT count(*)::text AS rows, coalesce(sum(hashtextextended(t::text, 7)::numeric), 0)::text AS hash FROM ${table} t`,
      );
      found.push({ table, rows: Number(sums[0]?.rows), hash: sums[0]?.hash ?? "0" });
    }
    await client.query("COMMIT");
    return found;
  } finally {
    await client.end();
  }
}
