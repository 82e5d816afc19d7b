import { run } from "graphile-worker";
import { openPool } from "../database/connect.ts";
import type { Installation } from "../installation.ts";
import type { Surroundings } from "../surroundings.ts";
import { bearLostConnections, loggerTo } from "./queue.ts";
import type { Task, TaskContext } from "./task.ts";

const modules = import.meta.glob<Readonly<Record<string, unknown>>>("../*/*.job.ts", { eager: true });

/** Every task that a concept folder exports; there is no list to edit. */
export const tasks: readonly Task[] = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .filter((value): value is Task => (value as { kind?: unknown } | null)?.kind === "task")
  .sort((left, right) => left.name.localeCompare(right.name));

const AT_ONCE = 2;
/** Two tasks that each hold the queue's connection and one of their own, and the one that is told of new work. */
const CONNECTIONS = 2 * AT_ONCE + 1;

export interface JobsRequest {
  readonly installation: Pick<Installation, "app" | "dataDir">;
  readonly surroundings: Surroundings;
  /** Receives what went wrong. */
  readonly log: (line: string) => void;
}

/** The running jobs of this process. */
export interface Jobs {
  /** Takes no more work, waits for what is running, does what is left for the end, and gives the connections back. */
  readonly stop: () => Promise<void>;
}

function taskList(collected: readonly Task[], context: TaskContext) {
  return Object.fromEntries(collected.map((task) => [task.name, (payload: unknown) => task.run(context, payload)]));
}

function crontab(collected: readonly Task[]): string {
  const timed = collected.filter((task) => task.cron !== undefined);
  return timed.map((task) => `${task.cron} ${task.name} ?max=3`).join("\n");
}

/** Runs the jobs inside this process, on connections of their own; several processes on one database share the work. */
export async function startJobs(request: JobsRequest, collected: readonly Task[] = tasks): Promise<Jobs> {
  const { installation, log } = request;
  const pool = openPool(installation.app, "trenza jobs", CONNECTIONS);
  bearLostConnections(pool);
  const context: TaskContext = {
    surroundings: { ...request.surroundings, pool },
    dataDir: installation.dataDir,
  };
  const runner = await run({
    pgPool: pool,
    concurrency: AT_ONCE,
    noHandleSignals: true,
    logger: loggerTo(log),
    taskList: taskList(collected, context),
    crontab: crontab(collected),
  }).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  return {
    stop: async () => {
      for (const task of collected) await task.beforeStop?.(context);
      await runner.stop();
      try {
        for (const task of collected) await task.atStop?.(context);
      } finally {
        await pool.end();
      }
    },
  };
}
