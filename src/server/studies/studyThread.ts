import { parentPort, workerData } from "node:worker_threads";
import { type Computation, compute } from "./compute.ts";

/** What the thread of a computation is told at its start; any other thread that loads this file does nothing. */
export interface ThreadOrder {
  readonly trenzaStudy: Computation;
}

const order = (workerData as Partial<ThreadOrder> | null)?.trenzaStudy;

if (parentPort && order) {
  const port = parentPort;
  const computed = compute(order, (share) => {
    port.postMessage({ share });
    return undefined;
  });
  port.postMessage({ computed });
}
