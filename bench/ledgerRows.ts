import type pg from "pg";
import { GENESIS, hashOf, type LedgerEntry } from "../src/server/audit/ledger.ts";
import { idOf } from "./ids.ts";

const BATCH = 5000;
const FIRST = Date.parse("2024-01-01T08:00:00.000Z");

/** A saved visit as the ledger keeps it: names are ids, free text is sealed. */
function entryOf(tenantId: string, seq: number, previousHash: string): LedgerEntry {
  const at = new Date(FIRST + seq * 60_000).toISOString();
  const sessionId = idOf(`${tenantId} session ${seq}`);
  return {
    tenantId,
    seq: String(seq),
    operationId: idOf(`${tenantId} operation ${seq}`),
    operation: "recordSession",
    stream: "session",
    streamId: sessionId,
    version: 1,
    actorId: idOf(`${tenantId} user ${seq % 40}`),
    device: "web",
    claimedAt: at,
    recordedAt: at,
    input: {
      sessionId,
      caseId: idOf(`${tenantId} case ${seq % 4000}`),
      kind: "home_visit",
      level: "family",
      heldOn: at.slice(0, 10),
      minutes: 45,
      present: [{ personId: idOf(`${tenantId} person ${seq % 4000}`) }],
      notes: { sealed: hashOf(`notes ${seq}`) },
      progress: [],
      agreements: [],
      summaryConfirmed: true,
    },
    previousHash,
  };
}

/** Chains whose every hash is the one the product would have written; each tenant a long one. */
export async function addLedgerRows(owner: pg.Client, rows: number, tenants: number): Promise<void> {
  for (let tenant = 0; tenant < tenants; tenant++) await addChain(owner, idOf(`ledger ${tenant}`), rows / tenants);
  await owner.query("vacuum (analyze) ledger");
}

async function addChain(owner: pg.Client, tenantId: string, rows: number): Promise<void> {
  await owner.query("insert into tenant (id, name, country, time_zone) values ($1, 'Cadena', 'ES', 'Europe/Madrid')", [
    tenantId,
  ]);
  let previous = GENESIS;
  for (let from = 1; from <= rows; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, rows - from + 1) }, (_, index) => {
      const entry = entryOf(tenantId, from + index, previous);
      previous = hashOf(entry);
      return { ...entry, hash: previous };
    });
    await owner.query(
      `insert into ledger (tenant_id, seq, operation_id, operation, stream, stream_id, version, actor_id, device, claimed_at,
                           recorded_at, input, previous_hash, hash)
       select "tenantId", seq, "operationId", operation, stream, "streamId", version, "actorId", device, "claimedAt",
              "recordedAt", input, "previousHash", hash
       from jsonb_to_recordset($1) as new ("tenantId" uuid, seq bigint, "operationId" uuid, operation text, stream text,
         "streamId" uuid, version int, "actorId" uuid, device text, "claimedAt" timestamptz, "recordedAt" timestamptz,
         input jsonb, "previousHash" text, hash text)`,
      [JSON.stringify(batch)],
    );
  }
  await owner.query("insert into ledger_head (tenant_id, seq, hash) values ($1, $2, $3)", [tenantId, rows, previous]);
}
