import { defineTask, type TaskContext } from "../jobs/task.ts";
import { computeTaken, type TakenRun } from "./computeTaken.ts";
import { COMPUTE_STUDIES } from "./runStudy.ts";

/** One computation at a time in a process, whoever asked; while it lasts, whatever else is asked for waits in its table. */
let working: Promise<void> | undefined;
let askedMeanwhile = false;
let halt = new AbortController();

async function takeNext({ surroundings }: TaskContext): Promise<TakenRun | undefined> {
  const { rows } = await surroundings.pool.query(
    `select tenant_id as "tenantId", id, asked_by as "askedBy" from app.take_study_run()`,
  );
  return rows[0] as TakenRun | undefined;
}

async function computeWaiting(context: TaskContext): Promise<void> {
  do {
    askedMeanwhile = false;
    for (;;) {
      const taken = halt.signal.aborted ? undefined : await takeNext(context);
      if (!taken) break;
      await computeTaken(context.surroundings, taken, halt.signal);
    }
  } while (askedMeanwhile && !halt.signal.aborted);
}

export const computeStudies = defineTask({
  name: COMPUTE_STUDIES,
  // A computation whose process ended is taken up again even when nobody asks for another.
  cron: "* * * * *",
  run: async (context) => {
    askedMeanwhile = true;
    if (working) return;
    halt = new AbortController();
    working = computeWaiting(context).finally(() => {
      working = undefined;
    });
    await working;
  },
  beforeStop: async (context) => {
    const interrupted = working;
    if (!interrupted) return;
    halt.abort();
    await interrupted.catch(() => undefined);
    // What was interrupted goes on as soon as a process starts.
    await context.surroundings.pool.query("select app.add_job($1, '{}')", [COMPUTE_STUDIES]);
  },
});
