import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { accepted, type Result, refused } from "../../core/result.ts";
import type { ReportContent } from "./content.ts";
import { reportFonts } from "./fonts.ts";
import template from "./report.typ?raw";
import source from "./typesetter.mjs?raw";

/** `no_typesetter`: this machine has none of the binaries; `refused`: the typesetter found the document not accessible, or broken. */
export type ReportFailure = { readonly code: "no_typesetter" } | { readonly code: "refused"; readonly problem: string };

type Answer = { readonly pdf: Uint8Array } | { readonly problem: string };

/** Typst 0.14 is the first that writes PDF/UA-1; its binaries exist for Linux on x64 (ADR 0010). */
const LIBRARIES = ["linux-x64-gnu", "linux-x64-musl"].map((name) => `@myriaddreamin/typst-ts-node-compiler-${name}`);
const longestMilliseconds = 30_000;

function findLibrary(): string | undefined {
  const { resolve } = createRequire(import.meta.url);
  for (const name of LIBRARIES) {
    try {
      return resolve(name);
    } catch {
      // Of the platform's packages npm installs one at most.
    }
  }
  return undefined;
}

function answerOf(worker: Worker): Promise<Answer> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ problem: "the typesetter took too long" }), longestMilliseconds);
    const settle = (answer: Answer) => {
      clearTimeout(timer);
      resolve(answer);
    };
    worker.once("message", settle);
    worker.once("error", (error) => settle({ problem: error.message }));
    worker.once("exit", () => settle({ problem: "the typesetter ended" }));
  });
}

/**
 * A report as a PDF that follows PDF/UA-1: tagged, in its language, with words in the place of every picture. The typesetter refuses
 * to write anything that does not.
 */
export async function makeReport(
  report: ReportContent,
  library = findLibrary(),
): Promise<Result<Uint8Array, ReportFailure>> {
  if (library === undefined) return refused({ code: "no_typesetter" });
  const url = new URL(`data:text/javascript;base64,${Buffer.from(source).toString("base64")}`);
  const worker = new Worker(url, {
    workerData: { library, template, report: JSON.stringify(report), fonts: reportFonts(), madeAt: report.madeAt },
  });
  try {
    const answer = await answerOf(worker);
    return "pdf" in answer ? accepted(answer.pdf) : refused({ code: "refused", problem: answer.problem });
  } finally {
    await worker.terminate();
  }
}
