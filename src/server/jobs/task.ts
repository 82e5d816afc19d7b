import type { Surroundings } from "../surroundings.ts";

/** What a task may use: the process's surroundings and the folder of its data. */
export interface TaskContext {
  readonly surroundings: Surroundings;
  readonly dataDir: string;
}

/** Work that follows an operation, or that the clock asks for. A file `*.job.ts` of any concept folder exports it. */
export interface Task {
  readonly kind: "task";
  /** The name an operation's job gives. */
  readonly name: string;
  /** Times of day in cron's five fields (UTC), for tasks nobody asks for. */
  readonly cron?: string;
  /** Runs at least once per job; so it must be safe to repeat. */
  readonly run: (context: TaskContext, payload: unknown) => Promise<void>;
  /** Interrupts what would take long when the process is about to end: the end waits for what is running. */
  readonly beforeStop?: (context: TaskContext) => Promise<void>;
  /** What is still to be done when the process ends in order. */
  readonly atStop?: (context: TaskContext) => Promise<void>;
}

/** Declares a task. */
export function defineTask(task: Omit<Task, "kind">): Task {
  return { kind: "task", ...task };
}
