import { defineTask, type TaskContext } from "../jobs/task.ts";
import { type Anchor, readAnchors, writeAnchors } from "./anchor.ts";

const MINUTES = 5;
const ROWS = 500n;

const latest = new Map<string, Map<string, Anchor>>();

function latestOf(dataDir: string): Map<string, Anchor> {
  const known = latest.get(dataDir);
  if (known) return known;
  const read = new Map(readAnchors(dataDir).anchors.map((anchor) => [anchor.tenant, anchor]));
  latest.set(dataDir, read);
  return read;
}

interface Head {
  readonly tenant_id: string;
  readonly seq: string;
  readonly hash: string;
}

function isDue(head: Head, last: Anchor | undefined, now: Date): boolean {
  if (!last) return true;
  const rows = BigInt(head.seq) - BigInt(last.seq);
  return rows >= ROWS || (rows > 0n && now.getTime() - Date.parse(last.at) >= MINUTES * 60_000);
}

/** Writes an anchor for every chain that has grown enough, or for every one that has grown at all. */
export async function anchorLedger({ surroundings, dataDir }: TaskContext, all: boolean): Promise<number> {
  const { rows } = await surroundings.pool.query<Head>("select * from app.ledger_heads()");
  const known = latestOf(dataDir);
  const now = surroundings.clock();
  const anchors = rows
    .filter((head) => (all ? known.get(head.tenant_id)?.seq !== head.seq : isDue(head, known.get(head.tenant_id), now)))
    .map((head) => ({ tenant: head.tenant_id, seq: head.seq, hash: head.hash, at: now.toISOString() }));
  await writeAnchors(dataDir, anchors);
  for (const anchor of anchors) known.set(anchor.tenant, anchor);
  return anchors.length;
}

export const anchorLedgerTask = defineTask({
  name: "anchorLedger",
  cron: "* * * * *",
  run: async (context) => {
    await anchorLedger(context, false);
  },
  atStop: async (context) => {
    await anchorLedger(context, true);
  },
});
