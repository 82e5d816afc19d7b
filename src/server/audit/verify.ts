import type pg from "pg";
import type { Anchor, Anchors } from "./anchor.ts";
import { GENESIS, hashOf, type LedgerEntry } from "./ledger.ts";
import { digestReads, NOTHING_SEALED, type ReadSeal, SEAL } from "./readlog.ts";

/** What is wrong, and where. `seq` is the row of the tenant's chain at which it shows. */
export interface LedgerProblem {
  readonly tenantId: string;
  readonly seq: string;
  readonly code:
    | "edited"
    | "missing"
    | "broken_link"
    | "truncated"
    | "rewritten"
    | "head_differs"
    | "reads_differ"
    | "seals_differ"
    | "anchor_forged";
}

/** The outcome of a verification. Nothing was changed exactly when `problems` is empty. */
export interface LedgerReport {
  readonly tenants: number;
  readonly rows: number;
  readonly anchors: number;
  /** Rows of the read log that a seal covers and confirms. */
  readonly sealedReads: number;
  readonly problems: readonly LedgerProblem[];
}

interface Row extends LedgerEntry {
  readonly hash: string;
}

const BATCH = 4000;
const COLUMNS = `seq, operation_id, operation, stream, stream_id, version, actor_id, device, claimed_at, recorded_at,
  input, previous_hash, hash`;
const PROBLEMS_PER_TENANT = 100;

function rowFrom(tenantId: string, values: readonly never[]): Row {
  const [seq, operationId, operation, stream, streamId, version, actorId, device, claimedAt, recordedAt, input] =
    values;
  const [previousHash, hash] = values.slice(11);
  return {
    tenantId,
    seq,
    operationId,
    operation,
    stream,
    streamId,
    version,
    actorId,
    device,
    claimedAt,
    recordedAt,
    input,
    previousHash,
    hash,
  } as unknown as Row;
}

function fetchBatch(client: pg.ClientBase, tenantId: string, after: string): Promise<Row[]> {
  const text = `select ${COLUMNS} from ledger where tenant_id = $1 and seq > $2 order by seq limit ${BATCH}`;
  return client
    .query<never[]>({ text, values: [tenantId, after], rowMode: "array" })
    .then(({ rows }) => rows.map((values) => rowFrom(tenantId, values)));
}

/** Rows of one chain in order; the next batch is fetched while the present one is checked. */
async function* chainOf(client: pg.ClientBase, tenantId: string): AsyncGenerator<Row[]> {
  let batch = await fetchBatch(client, tenantId, "0");
  while (batch.length > 0) {
    const last = batch.at(-1);
    const next = last && batch.length === BATCH ? fetchBatch(client, tenantId, last.seq) : Promise.resolve([]);
    yield batch;
    batch = await next;
  }
}

interface Walk {
  readonly tenantId: string;
  readonly anchored: ReadonlyMap<string, string>;
  readonly problems: LedgerProblem[];
  readonly seals: (ReadSeal & { readonly seq: string })[];
  seq: string;
  hash: string;
  rows: number;
}

function report(walk: Walk, code: LedgerProblem["code"], seq: string): void {
  if (walk.problems.length < PROBLEMS_PER_TENANT) walk.problems.push({ tenantId: walk.tenantId, seq, code });
}

function checkRow(walk: Walk, { hash, ...entry }: Row): void {
  const expected = String(BigInt(walk.seq) + 1n);
  if (entry.seq !== expected) report(walk, "missing", expected);
  else if (entry.previousHash !== walk.hash) report(walk, "broken_link", entry.seq);
  if (hashOf(entry) !== hash) report(walk, "edited", entry.seq);
  const anchored = walk.anchored.get(entry.seq);
  if (anchored !== undefined && anchored !== hash) report(walk, "rewritten", entry.seq);
  if (entry.operation === SEAL) walk.seals.push({ ...(entry.input as ReadSeal), seq: entry.seq });
  walk.seq = entry.seq;
  walk.hash = hash;
  walk.rows++;
}

function checkEnd(walk: Walk, head: { seq: string; hash: string } | undefined): void {
  const farthest = [...walk.anchored.keys()].reduce((most, seq) => (BigInt(seq) > BigInt(most) ? seq : most), "0");
  const lost = [farthest, head?.seq ?? "0"].some((seq) => BigInt(seq) > BigInt(walk.seq));
  if (lost) report(walk, "truncated", String(BigInt(walk.seq) + 1n));
  else if (walk.rows > 0 && (head?.seq !== walk.seq || head.hash !== walk.hash)) report(walk, "head_differs", walk.seq);
}

async function checkSeals(client: pg.ClientBase, walk: Walk): Promise<number> {
  let upTo = NOTHING_SEALED;
  let confirmed = 0;
  for (const seal of walk.seals) {
    if (seal.after !== upTo) report(walk, "seals_differ", seal.seq);
    const found = await digestReads(client, seal.after, seal.upTo);
    if (found.digest !== seal.digest || found.count !== seal.count) report(walk, "reads_differ", seal.seq);
    else confirmed += found.count;
    upTo = seal.upTo;
  }
  return confirmed;
}

function anchorsOf(
  anchors: readonly Anchor[],
  tenantId: string,
): { map: Map<string, string>; clash: string | undefined } {
  const map = new Map<string, string>();
  let clash: string | undefined;
  for (const anchor of anchors.filter(({ tenant }) => tenant === tenantId)) {
    const earlier = map.get(anchor.seq);
    if (earlier !== undefined && earlier !== anchor.hash) clash ??= anchor.seq;
    map.set(anchor.seq, anchor.hash);
  }
  return { map, clash };
}

async function verifyTenant(client: pg.ClientBase, tenantId: string, anchors: readonly Anchor[]) {
  await client.query("select set_config('trenza.tenant', $1, true)", [tenantId]);
  const { map, clash } = anchorsOf(anchors, tenantId);
  const walk: Walk = { tenantId, anchored: map, problems: [], seals: [], seq: "0", hash: GENESIS, rows: 0 };
  if (clash !== undefined) report(walk, "rewritten", clash);
  for await (const batch of chainOf(client, tenantId)) for (const row of batch) checkRow(walk, row);
  const { rows } = await client.query("select seq, hash from ledger_head where tenant_id = $1", [tenantId]);
  checkEnd(walk, rows[0]);
  const sealedReads = await checkSeals(client, walk);
  return { rows: walk.rows, sealedReads, problems: walk.problems };
}

/**
 * Compares every row of every chain with its digest, its predecessor, the head, the anchors outside the database and the
 * seals over the read log. `client` is logged in as owner or superuser. Rows are streamed; one consistent view of all.
 */
export async function verifyLedger(client: pg.ClientBase, { anchors, badLines }: Anchors): Promise<LedgerReport> {
  await client.query("begin isolation level repeatable read read only");
  try {
    const { rows: tenants } = await client.query<{ id: string }>("select id from app.tenant_ids() as id");
    const all = new Set([...tenants.map(({ id }) => id), ...anchors.map(({ tenant }) => tenant)]);
    const problems: LedgerProblem[] = badLines.map((line) => {
      return { tenantId: "", seq: String(line), code: "anchor_forged" };
    });
    let [rows, sealedReads] = [0, 0];
    for (const tenantId of all) {
      const outcome = await verifyTenant(client, tenantId, anchors);
      rows += outcome.rows;
      sealedReads += outcome.sealedReads;
      problems.push(...outcome.problems);
    }
    return { tenants: all.size, rows, anchors: anchors.length, sealedReads, problems };
  } finally {
    await client.query("rollback");
  }
}
