import { run } from "graphile-worker";
import type pg from "pg";
import { openPool } from "../database/connect.ts";
import { jobLogger } from "./queue.ts";
import type { Task, TaskContext } from "./task.ts";

const modules = import.meta.glob<Readonly<Record<string, unknown>>>("../*/*.job.ts", { eager: true });

/** Every task that a concept folder exports; there is no list to edit. */
export const tasks: readonly Task[] = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .filter((value): value is Task => (value as { kind?: unknown } | null)?.kind === "task")
  .sort((left, right) => left.name.localeCompare(right.name));

export interface JobsRequest extends TaskContext {
  /** Login of the application; jobs hold their own few connections, one of them to be told of new work. */
  readonly app: pg.ClientConfig;
}

/** The running jobs of this process. */
export interface Jobs {
  /** Takes no more work, waits for what is running, and gives its connections back. */
  readonly stop: () => Promise<void>;
}

/** Runs the jobs inside this process; several processes on one database share the work. */
export async function startJobs(request: JobsRequest, collected: readonly Task[] = tasks): Promise<Jobs> {
  const pool = openPool(request.app, "trenza jobs", 4);
  const context: TaskContext = { surroundings: request.surroundings, dataDir: request.dataDir };
  const runner = await run({
    pgPool: pool,
    concurrency: 2,
    noHandleSignals: true,
    logger: jobLogger,
    taskList: Object.fromEntries(collected.map((task) => [task.name, (payload: unknown) => task.run(context, payload)])),
    crontab: collected
      .filter((task) => task.cron !== undefined)
      .map((task) => `${task.cron} ${task.name} ?max=3`)
      .join("\n"),
  }).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  return {
    stop: async () => {
      await runner.stop();
      await pool.end();
    },
  };
}
