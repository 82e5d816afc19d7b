import { createHash } from "node:crypto";
import type pg from "pg";
import { canonicalJson } from "../../core/canonical.ts";
import { inTransaction } from "../database/transaction.ts";
import { newId } from "../ids.ts";
import type { Surroundings } from "../surroundings.ts";
import { appendToLedger } from "./ledger.ts";

/** Name of the ledger rows that seal the read log. */
export const SEAL = "sealReadLog";

/** Who seals: nobody of the tenant. */
export const SYSTEM_USER = "00000000-0000-0000-0000-000000000000";

/** Number before the first one: the lowest there is, so that a row put in front of all others shows too. */
export const NOTHING_SEALED = "-9223372036854775808";

/** What a seal says: the rows after one number up to another, how many they are, and the digest of all of them. */
export interface ReadSeal {
  readonly after: string;
  readonly upTo: string;
  readonly count: number;
  readonly digest: string;
}

const BATCH = 5000;

/** Digest and number of the rows of the transaction's tenant in `(after, upTo]`. */
export async function digestReads(
  client: pg.ClientBase,
  after: string,
  upTo: string,
): Promise<{ readonly digest: string; readonly count: number }> {
  const hash = createHash("sha256");
  let count = 0;
  for (let from = after; ; ) {
    const { rows } = await client.query<{ id: string }>("select * from app.read_log_rows($1, $2, $3)", [
      from,
      upTo,
      BATCH,
    ]);
    for (const row of rows) hash.update(`${canonicalJson(row)}\n`);
    count += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return { digest: hash.digest("hex"), count };
    from = last.id;
  }
}

async function sealTenant({ pool, clock }: SealSurroundings, tenantId: string, upTo: string): Promise<boolean> {
  const identity = { tenantId, userId: SYSTEM_USER, purpose: "care" };
  return inTransaction(pool, identity, async (transaction) => {
    const { client } = transaction;
    await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`${SEAL} ${tenantId}`]);
    const { rows } = await client.query("select app.last_read_seal() as after");
    const after = rows[0].after as string;
    const { digest, count } = await digestReads(client, after, upTo);
    if (count === 0) return false;
    const seal: ReadSeal = { after, upTo, count, digest };
    await appendToLedger(transaction, {
      tenantId,
      operationId: newId(),
      operation: SEAL,
      stream: "read_log",
      streamId: tenantId,
      version: 0,
      actorId: SYSTEM_USER,
      device: "",
      claimedAt: clock().toISOString(),
      input: seal,
    });
    return true;
  });
}

type SealSurroundings = Pick<Surroundings, "pool" | "clock">;

/**
 * Seals what was read since the last seal, tenant by tenant: the digest of those rows becomes a row of the chain, so that
 * reading needs no chain of its own and no reader waits for another. Returns how many tenants had something to seal.
 */
export async function sealReadLog(surroundings: SealSurroundings): Promise<number> {
  const { pool } = surroundings;
  const boundary = (await pool.query("select app.read_log_boundary() as id")).rows[0].id as string;
  const { rows } = await pool.query<{ id: string }>("select id from app.tenant_ids() as id");
  let sealed = 0;
  for (const { id } of rows) if (await sealTenant(surroundings, id, boundary)) sealed++;
  return sealed;
}
