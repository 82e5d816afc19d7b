import { existsSync } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { Words } from "../../core/words.ts";
import { type Computation, type Computed, compute } from "./compute.ts";
import type { ThreadOrder } from "./studyThread.ts";

/** How a computation in the background ended. */
export type Ended = Computed | { readonly kind: "failed"; readonly reason: Words };

/** What goes on between a computation and whoever waits for it. */
export interface Following {
  readonly onShare: (share: number) => void;
  /** Ends the computation where it is. */
  readonly signal: AbortSignal;
}

const heapMebibytes = 2048;

const OUT_OF_MEMORY: Words = {
  es: "La tabla no cabe en la memoria del servidor. Pruebe con menos columnas o menos filas.",
  en: "The table does not fit in the server's memory. Try fewer columns or fewer rows.",
};
const BROKE_OFF: Words = {
  es: "El cálculo se interrumpió por un fallo nuestro. Los datos y el plan siguen como estaban; puede repetirlo.",
  en: "The computation broke off through a fault of ours. Data and plan are as they were; you may repeat it.",
};

/** The file of the thread in a built server; from the sources there is none, and the computation runs in the process itself. */
function threadFile(): URL | undefined {
  return ["./studyThread.js", "../studyThread.js"]
    .map((path) => new URL(path, import.meta.url))
    .find((url) => existsSync(url));
}

function inThread(file: URL, computation: Computation, { onShare, signal }: Following): Promise<Ended> {
  return new Promise((resolve) => {
    const order: ThreadOrder = { trenzaStudy: computation };
    const worker = new Worker(file, { workerData: order, resourceLimits: { maxOldGenerationSizeMb: heapMebibytes } });
    const settle = (ended: Ended) => {
      signal.removeEventListener("abort", stop);
      resolve(ended);
      void worker.terminate();
    };
    const stop = () => settle({ kind: "stopped" });
    signal.addEventListener("abort", stop);
    if (signal.aborted) stop();
    worker.on("message", (message: { readonly share?: number; readonly computed?: Computed }) => {
      if (message.share !== undefined) onShare(message.share);
      if (message.computed) settle(message.computed);
    });
    worker.on("error", (error: NodeJS.ErrnoException) => {
      console.error("a study broke off", error);
      settle({ kind: "failed", reason: error.code === "ERR_WORKER_OUT_OF_MEMORY" ? OUT_OF_MEMORY : BROKE_OFF });
    });
    worker.on("exit", () => settle({ kind: "failed", reason: BROKE_OFF }));
  });
}

async function inProcess(computation: Computation, { onShare, signal }: Following): Promise<Ended> {
  await nextTurn();
  try {
    return compute(computation, (share) => {
      onShare(share);
      return signal.aborted ? "stop" : undefined;
    });
  } catch (error) {
    console.error("a study broke off", error);
    return { kind: "failed", reason: BROKE_OFF };
  }
}

/** Computes in a thread of its own, so that nobody else waits. */
export function computeApart(computation: Computation, following: Following): Promise<Ended> {
  if (following.signal.aborted) return Promise.resolve({ kind: "stopped" });
  const file = threadFile();
  return file ? inThread(file, computation, following) : inProcess(computation, following);
}
