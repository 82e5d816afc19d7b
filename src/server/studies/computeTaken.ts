import { CARE_PURPOSE } from "../../core/access/actions.ts";
import type { Actor } from "../../core/access/policy.ts";
import { countDone } from "../../core/studies/tasks.ts";
import { ENGINE_VERSION } from "../../evaluation/studies/names.ts";
import { appendToLedger } from "../audit/ledger.ts";
import { inTransaction, type Transaction } from "../database/transaction.ts";
import { newId } from "../ids.ts";
import type { OperationSurroundings } from "../operation.ts";
import type { Computation } from "./compute.ts";
import { computeApart, type Ended } from "./engine.ts";
import { rowsForRun } from "./rowsForRun.ts";
import { computationOf, endRun, findRun, type LoadedRun } from "./runs.data.ts";

/** A computation that this process took from the queue. */
export interface TakenRun {
  readonly tenantId: string;
  readonly id: string;
  readonly askedBy: string;
}

/** How often a running computation shows that it lives, tells its progress and asks whether it is still wanted. */
const BEAT_MILLISECONDS = 500;

const NO_ROWS = {
  es: "Los datos de este estudio ya no están y no se puede calcular.",
  en: "The data of this study are no longer there, so it cannot be computed.",
};

/** In whose name the queue works: row security decides by the grants that person has now. */
function actorOf({ tenantId, askedBy }: TakenRun): Actor {
  return { tenantId, userId: askedBy, purpose: CARE_PURPOSE, today: "", grants: [] };
}

/** Reads what is to be computed; outcomes of the records are read here and kept with the run, once. */
async function prepare(
  { sealingKey }: OperationSurroundings,
  { client }: Transaction,
  taken: TakenRun,
): Promise<Computation | undefined> {
  const actor = actorOf(taken);
  const run = await findRun({ client, actor }, taken.id);
  if (!run) return undefined;
  const rows = run.data ? undefined : await rowsForRun({ client, actor, sealingKey }, run.study);
  await client.query(
    `update study_run set data = coalesce($3, data), data_sha256 = coalesce($4, data_sha256), engine_version = $5
     where tenant_id = $1 and id = $2`,
    [taken.tenantId, taken.id, rows?.data ?? null, rows?.sha256 ?? null, ENGINE_VERSION],
  );
  return computationOf({ client, actor }, { ...run, data: rows?.data ?? run.data });
}

/** The result, the state of the study and the ledger row: all or nothing. */
async function keepResult(
  transaction: Transaction,
  taken: TakenRun,
  { text, sha256, verdict }: Extract<Ended, { kind: "done" }>,
): Promise<void> {
  const { client } = transaction;
  const { tenantId, id, askedBy } = taken;
  const run = (await findRun({ client, actor: actorOf(taken) }, id)) as LoadedRun;
  const { rowCount } = await client.query(
    `update study_run set state = 'done', progress = 1, result = $3, result_sha256 = $4, beat_at = null, ended_at = clock_timestamp()
     where tenant_id = $1 and id = $2 and state = 'running'`,
    [tenantId, id, text, sha256],
  );
  if (rowCount === 0) return;
  const { study } = run;
  const done = countDone({ ...study, state: "analysed", computing: false });
  await client.query(
    `update study set state = case when state = 'frozen' then 'analysed' else state end, verdict = $3, tasks_done = $4, version = version + 1
     where tenant_id = $1 and id = $2`,
    [tenantId, study.id, verdict, done],
  );
  await appendToLedger(transaction, {
    tenantId,
    operationId: newId(),
    operation: "computeStudy",
    stream: "study_run",
    streamId: id,
    version: 2,
    actorId: askedBy,
    device: "",
    claimedAt: null,
    input: { studyId: study.id, runId: id, engineVersion: ENGINE_VERSION, resultSha256: sha256 },
  });
}

interface Pulse {
  readonly onShare: (share: number) => void;
  readonly stop: () => void;
}

/** Tells how far the computation is, and ends it when the run has been cancelled. */
function startPulse(surroundings: OperationSurroundings, taken: TakenRun, abort: () => void): Pulse {
  let share = 0;
  let asking = false;
  const beat = async () => {
    if (asking) return;
    asking = true;
    const identity = { tenantId: taken.tenantId, userId: taken.askedBy, purpose: CARE_PURPOSE };
    const wanted = await inTransaction(surroundings.pool, identity, async ({ client }) => {
      const { rowCount } = await client.query(
        `update study_run set beat_at = clock_timestamp(), progress = greatest(progress, $3)
         where tenant_id = $1 and id = $2 and state = 'running'`,
        [taken.tenantId, taken.id, share],
      );
      return rowCount === 1;
    }).catch(() => true); // A database that does not answer now is asked again at the next beat.
    if (!wanted) abort();
    asking = false;
  };
  const timer = setInterval(beat, BEAT_MILLISECONDS);
  return {
    onShare: (told) => {
      share = Math.min(1, Math.max(share, told));
    },
    stop: () => clearInterval(timer),
  };
}

/** Computes what was taken from the queue and keeps what came of it. `halt` ends it so that it is taken up again later. */
export async function computeTaken(
  surroundings: OperationSurroundings,
  taken: TakenRun,
  halt: AbortSignal,
): Promise<void> {
  const identity = { tenantId: taken.tenantId, userId: taken.askedBy, purpose: CARE_PURPOSE };
  const key = { tenantId: taken.tenantId, runId: taken.id };
  const within = <Value>(work: (transaction: Transaction) => Promise<Value>) =>
    inTransaction(surroundings.pool, identity, work);
  const computation = await within((transaction) => prepare(surroundings, transaction, taken));
  if (!computation) {
    await within(({ client }) => endRun(client, key, { state: "failed", reason: NO_ROWS }));
    return;
  }
  const cancelled = new AbortController();
  const pulse = startPulse(surroundings, taken, () => cancelled.abort());
  const signal = AbortSignal.any([halt, cancelled.signal]);
  const ended = await computeApart(computation, { onShare: pulse.onShare, signal }).finally(pulse.stop);
  await within(async (transaction) => {
    if (ended.kind === "done") return keepResult(transaction, taken, ended);
    const state = ended.kind === "stopped" ? (halt.aborted ? "waiting" : "cancelled") : ended.kind;
    const reason = ended.kind === "stopped" ? undefined : ended.reason;
    await endRun(transaction.client, key, { state, ...(reason && { reason }) });
  });
}
