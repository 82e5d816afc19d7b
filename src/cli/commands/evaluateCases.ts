import { resolve } from "node:path";
import type { CaseData, CaseInput } from "../../evaluation/cases/case.ts";
import { jsonReady } from "../../evaluation/cases/inputs.ts";
import { runCase } from "../../evaluation/cases/runCase.ts";
import { failureText } from "../../evaluation/failureTexts.ts";
import { folderData } from "../../server/evaluation/caseData.ts";
import { startSolver } from "../../server/evaluation/solver.ts";
import type { Command, CommandIo } from "../command.ts";

interface Asked {
  readonly id: unknown;
  readonly fn: string;
  readonly input: CaseInput;
  readonly dataDir: string;
}

type Answer = { readonly id: unknown } & (
  | { readonly result: unknown }
  | { readonly error: { readonly code: string; readonly message: string } }
);

function isRecord(value: unknown): value is CaseInput {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function error(id: unknown, code: string, message: string): Answer {
  return { id, error: { code, message } };
}

/** Reads one line; a string tells what is wrong with it. */
function readLine(line: string): Asked | Answer {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return error(null, "not_json", "La línea no es JSON.");
  }
  if (!isRecord(parsed))
    return error(null, "malformed_request", "La línea debe ser un objeto con «id», «fn» e «input».");
  const { id = null, fn, input = {}, dataDir = "." } = parsed;
  if (typeof fn !== "string") return error(id, "malformed_request", "Falta el nombre del análisis («fn»).");
  if (!isRecord(input)) return error(id, "malformed_request", "«input» debe ser un objeto.");
  if (typeof dataDir !== "string")
    return error(id, "malformed_request", "«dataDir» debe ser el nombre de una carpeta.");
  return { id, fn, input, dataDir };
}

async function answer({ id, fn, input }: Asked, data: CaseData): Promise<Answer> {
  try {
    const answered = await runCase({ fn, input }, data);
    if (answered.ok) return { id, result: jsonReady(answered.value) };
    return error(id, answered.failure.code, failureText(answered.failure));
  } catch (fault) {
    // One broken case must not silence the ones after it.
    return error(id, "internal_error", `El cálculo falló: ${fault instanceof Error ? fault.message : String(fault)}`);
  }
}

/** Lines of what comes in; pieces of a long line are only joined once it ends. */
async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let waiting: string[] = [];
  for await (const piece of pieces) {
    const [first = "", ...others] = piece.split("\n");
    waiting.push(first);
    for (const next of others) {
      yield waiting.join("");
      waiting = [next];
    }
  }
  yield waiting.join("");
}

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.length > 0 || !io.input) {
    io.err("Uso: trenza evaluate cases < PETICIONES.jsonl");
    return 2;
  }
  const folders = new Map<string, CaseData>();
  const solver = startSolver();
  for await (const line of linesOf(io.input)) {
    if (line.trim() === "") continue;
    const asked = readLine(line);
    if (!("fn" in asked)) {
      io.out(JSON.stringify(asked));
      continue;
    }
    const folder = resolve(io.cwd, asked.dataDir);
    const data = folders.get(folder) ?? folderData(folder, solver.solve);
    folders.set(folder, data);
    io.out(JSON.stringify(await answer(asked, data)));
  }
  await solver.stop();
  return 0;
}

export const command: Command = {
  words: "evaluate cases",
  usage: "< PETICIONES.jsonl",
  summary: "Responde a análisis de evaluación escritos como líneas JSON, sin abrir la base de datos",
  run,
};
