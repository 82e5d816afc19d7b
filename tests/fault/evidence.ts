import pg from "pg";
import { GENESIS, hashOf, type LedgerEntry } from "../../src/server/audit/ledger.ts";
import "../../src/server/database/connect.ts";
import { openEmbedded } from "../../src/server/database/embedded/openEmbedded.ts";

/** What a database holds of the notes sent to it. */
export interface Evidence {
  /** Id of each stored note and its text. */
  readonly notes: ReadonlyMap<string, string>;
  /** Ids of the notes the ledger tells of, in its order. */
  readonly ledgerNotes: readonly string[];
  /** Hash of the last row of the chain. */
  readonly head: string;
  readonly hashes: readonly string[];
}

/** Opens a data folder and reads everything; throws when the ledger's chain does not hold. */
export async function gatherEvidence(dataDir: string): Promise<Evidence> {
  const database = await openEmbedded({ dataDir, log: () => {} });
  const client = new pg.Client(database.superuser);
  await client.connect();
  try {
    const { rows: notes } = await client.query("SELECT id, text FROM note");
    const { rows: ledger } = await client.query<LedgerRow>(
      `SELECT tenant_id AS "tenantId", seq, operation_id AS "operationId", operation, stream, stream_id AS "streamId", version,
              actor_id AS "actorId", device, claimed_at AS "claimedAt", recorded_at AS "recordedAt", input,
              previous_hash AS "previousHash", hash FROM ledger ORDER BY tenant_id, seq`,
    );
    const { rows: heads } = await client.query<{ hash: string }>("SELECT hash FROM ledger_head");
    checkChain(ledger, heads[0]?.hash);
    return {
      notes: new Map(notes.map((row) => [row.id as string, row.text as string])),
      ledgerNotes: ledger.filter((row) => row.stream === "note").map((row) => row.streamId),
      head: heads[0]?.hash ?? "",
      hashes: ledger.map((row) => row.hash),
    };
  } finally {
    await client.end();
    await database.stop();
  }
}

type LedgerRow = LedgerEntry & { readonly hash: string };

/** Computes every hash again, apart from the product's own verification. */
function checkChain(rows: readonly LedgerRow[], head: string | undefined): void {
  let previous = GENESIS;
  for (const [index, { hash, ...entry }] of rows.entries()) {
    if (entry.seq !== String(index + 1)) throw new Error(`ledger row ${entry.seq} stands at place ${index + 1}`);
    if (entry.previousHash !== previous) throw new Error(`ledger row ${entry.seq} does not follow the one before it`);
    if (hashOf(entry) !== hash) throw new Error(`ledger row ${entry.seq} does not match its hash`);
    previous = hash;
  }
  if (head !== undefined && head !== previous) throw new Error("the head of the ledger is not its last row");
}
