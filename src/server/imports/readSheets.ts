import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { Cell } from "../../core/imports/table.ts";
import { accepted, type Result, refused } from "../../core/result.ts";
import source from "./sheetReader.mjs?raw";

export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

export type WorkbookFailure =
  | { readonly code: "not_xlsx" }
  | { readonly code: "broken" }
  | { readonly code: "too_large" }
  | { readonly code: "too_slow" };

type Answer = { readonly sheets: readonly Sheet[] } | { readonly failure: WorkbookFailure["code"] };

/** What a workbook of a registry may hold once unpacked: 50,000 rows take about 60 MiB. */
const largestContent = 96 * 1024 * 1024;
const heapMebibytes = 384;
const longestMilliseconds = 30_000;

function startReader(bytes: Uint8Array): Worker {
  const library = pathToFileURL(createRequire(import.meta.url).resolve("read-excel-file/node")).href;
  const url = new URL(`data:text/javascript;base64,${Buffer.from(source).toString("base64")}`);
  return new Worker(url, {
    workerData: { bytes, limit: largestContent, library },
    resourceLimits: { maxOldGenerationSizeMb: heapMebibytes },
  });
}

function answerOf(worker: Worker): Promise<Answer> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ failure: "too_slow" }), longestMilliseconds);
    const settle = (answer: Answer) => {
      clearTimeout(timer);
      resolve(answer);
    };
    worker.once("message", settle);
    worker.once("error", (error: NodeJS.ErrnoException) =>
      settle({ failure: error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "too_large" : "broken" }),
    );
    worker.once("exit", () => settle({ failure: "broken" }));
  });
}

/** Reads every sheet of an .xlsx file in a thread with limits of memory and time. Formulas count by their last value. */
export async function readSheets(bytes: Uint8Array): Promise<Result<readonly Sheet[], WorkbookFailure>> {
  const worker = startReader(bytes);
  try {
    const answer = await answerOf(worker);
    return "failure" in answer ? refused({ code: answer.failure }) : accepted(answer.sheets);
  } finally {
    await worker.terminate();
  }
}
