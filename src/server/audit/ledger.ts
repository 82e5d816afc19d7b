import { createHmac, hash } from "node:crypto";
import { canonicalJson } from "../../core/canonical.ts";
import type { Transaction } from "../database/transaction.ts";

/** SHA-256 of the canonical text of a value, in hex. */
export function hashOf(value: unknown): string {
  return hash("sha256", canonicalJson(value), "hex");
}

/** The hash before the first row of a chain. */
export const GENESIS = "0".repeat(64);

/** Everything of a ledger row that its hash covers. `seq` starts at 1 in each tenant. */
export interface LedgerEntry {
  readonly tenantId: string;
  readonly seq: string;
  readonly operationId: string;
  readonly operation: string;
  readonly stream: string;
  readonly streamId: string;
  readonly version: number;
  readonly actorId: string;
  readonly device: string;
  readonly claimedAt: string | null;
  readonly recordedAt: string;
  readonly input: unknown;
  readonly previousHash: string;
}

/** Replaces the sealed members of an input by a keyed digest: provable later, readable never. */
export function sealMembers(
  input: Readonly<Record<string, unknown>>,
  sealed: readonly string[],
  key: string,
): Record<string, unknown> {
  const copy: Record<string, unknown> = { ...input };
  for (const name of sealed) {
    if (copy[name] === undefined) continue;
    copy[name] = { sealed: createHmac("sha256", key).update(canonicalJson(copy[name])).digest("hex") };
  }
  return copy;
}

/**
 * Appends one row to the tenant's chain inside the caller's transaction. The head row's lock orders the writers of a
 * tenant, so it is taken last. One round trip, and one that travels with the commit.
 */
export async function appendToLedger(
  { client, lastly }: Pick<Transaction, "client" | "lastly">,
  entry: Omit<LedgerEntry, "seq" | "previousHash" | "recordedAt">,
): Promise<void> {
  // clock_timestamp is read under the head's lock, so that time never runs backwards along the chain; milliseconds,
  // because that is what survives a JavaScript date.
  const { rows } = await client.query(
    `with head as (
       insert into ledger_head (tenant_id, seq, hash) values ($1, 0, $2)
       on conflict (tenant_id) do update set seq = ledger_head.seq returning seq, hash)
     select seq, hash, date_trunc('milliseconds', clock_timestamp()) as at from head`,
    [entry.tenantId, GENESIS],
  );
  const head = rows[0] as { seq: string; hash: string; at: string };
  const full: LedgerEntry = {
    ...entry,
    seq: String(BigInt(head.seq) + 1n),
    previousHash: head.hash,
    recordedAt: head.at,
  };
  const hash = hashOf(full);
  const stored = client.query(
    `with row as (
       insert into ledger (tenant_id, seq, operation_id, operation, stream, stream_id, version, actor_id, device,
                           claimed_at, recorded_at, input, previous_hash, hash)
       values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14))
     update ledger_head set seq = $2, hash = $14 where tenant_id = $1`,
    [
      full.tenantId,
      full.seq,
      full.operationId,
      full.operation,
      full.stream,
      full.streamId,
      full.version,
      full.actorId,
      full.device,
      full.claimedAt,
      full.recordedAt,
      JSON.stringify(full.input),
      full.previousHash,
      hash,
    ],
  );
  lastly(stored);
}
