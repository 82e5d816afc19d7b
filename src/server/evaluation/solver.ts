import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { SolvedModel } from "../../evaluation/cases/case.ts";
import source from "./solverThread.mjs?raw";

export interface Solver {
  /** Solves a model in the LP text format; after so many seconds it answers the best solution found, with its gap. */
  readonly solve: (model: string, limits: { readonly seconds: number }) => Promise<SolvedModel>;
  /** Ends the thread; models that wait are answered with status `stopped`. */
  readonly stop: () => Promise<void>;
}

interface ThreadAnswer {
  readonly id: number;
  readonly solved: Omit<SolvedModel, "values"> & { readonly values: readonly (readonly [string, number])[] };
}

const heapMebibytes = 1024;
/** What the solver may need beyond its own limit to notice that time is up; then the thread is ended. */
const graceSeconds = 10;

function unsolved(status: string): SolvedModel {
  return { status, objective: Number.NaN, gap: Number.POSITIVE_INFINITY, values: new Map() };
}

function startThread(): Worker {
  const library = pathToFileURL(createRequire(import.meta.url).resolve("highs")).href;
  const url = new URL(`data:text/javascript;base64,${Buffer.from(source).toString("base64")}`);
  const worker = new Worker(url, {
    workerData: { library },
    resourceLimits: { maxOldGenerationSizeMb: heapMebibytes },
  });
  // An idle solver keeps no process alive.
  worker.unref();
  return worker;
}

/** One solve in the thread: its answer, or why there is none. */
function ask(
  worker: Worker,
  message: { readonly id: number; readonly text: string; readonly seconds: number },
): Promise<SolvedModel> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle(unsolved("time_limit")), (message.seconds + graceSeconds) * 1000);
    const settle = (answer: SolvedModel) => {
      clearTimeout(timer);
      worker.off("message", onMessage);
      worker.off("error", onError);
      worker.off("exit", onExit);
      worker.unref();
      resolve(answer);
    };
    const onMessage = ({ id, solved }: ThreadAnswer) => {
      if (id === message.id) settle({ ...solved, values: new Map(solved.values) });
    };
    const onError = (error: NodeJS.ErrnoException) =>
      settle(unsolved(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "memory_limit" : "error"));
    const onExit = () => settle(unsolved("stopped"));
    worker.on("message", onMessage);
    worker.on("error", onError);
    worker.on("exit", onExit);
    worker.ref();
    worker.postMessage(message);
  });
}

/** A solver in a thread of its own (HiGHS compiled to WebAssembly), started with the first model. One model at a time. */
export function startSolver(): Solver {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let asked = 0;
  const solveNow = async (text: string, seconds: number): Promise<SolvedModel> => {
    worker ??= startThread();
    const mine = worker;
    const solved = await ask(mine, { id: ++asked, text, seconds });
    // A thread that did not answer in time, or failed, is not trusted with another model.
    if (solved.values.size === 0 && worker === mine) {
      worker = undefined;
      await mine.terminate();
    }
    return solved;
  };
  return {
    solve: (text, { seconds }) => {
      const answer = last.then(() => solveNow(text, seconds));
      last = answer.catch(() => undefined);
      return answer;
    },
    stop: async () => {
      const ending = worker;
      worker = undefined;
      await ending?.terminate();
    },
  };
}
