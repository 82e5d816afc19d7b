import { readFile, stat, writeFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { ImportedForm } from "../../core/instruments/xlsform/importXlsForm.ts";
import type { ReportEntry } from "../../core/instruments/xlsform/report.ts";
import { openInstallation } from "../../server/installation.ts";
import { publishImported } from "../../server/instruments/publishImported.ts";
import { importWorkbook, largestWorkbook, workbookMessage } from "../../server/instruments/readWorkbook.ts";
import type { Command, CommandIo } from "../command.ts";

interface Wanted {
  readonly file: string;
  readonly id?: string;
  readonly out?: string;
  readonly json: boolean;
  /** E-mail of the person in whose name it is published. */
  readonly as?: string;
  readonly publish: boolean;
}

const USAGE = "FILE.xlsx [--id ID] [--json] [--out FILE.json] [--publish --as EMAIL]";
const WITH_VALUE = ["--id", "--out", "--as"];

function readArguments(args: readonly string[]): Wanted | undefined {
  let wanted: Wanted = { file: "", json: false, publish: false };
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? "";
    const next = args[at + 1];
    if (word === "--json") wanted = { ...wanted, json: true };
    else if (word === "--publish") wanted = { ...wanted, publish: true };
    else if (WITH_VALUE.includes(word) && next !== undefined && !next.startsWith("--")) {
      wanted = { ...wanted, [word.slice(2)]: next };
      at += 1;
    } else if (word.startsWith("--") || wanted.file !== "") return undefined;
    else wanted = { ...wanted, file: word };
  }
  const named = wanted.publish === (wanted.as !== undefined);
  return wanted.file === "" || !named ? undefined : wanted;
}

async function readBytes(file: string): Promise<Uint8Array | string> {
  try {
    const { size } = await stat(file);
    if (size > largestWorkbook) return workbookMessage({ code: "workbook_too_large", limit: largestWorkbook });
    return await readFile(file);
  } catch {
    return `No se pudo leer el archivo «${basename(file)}».`;
  }
}

const levels: readonly (readonly [ReportEntry["level"], string])[] = [
  ["not_run", "Sin efecto aquí"],
  ["changed", "Cambiado al importar"],
  ["info", "Para tener en cuenta"],
];

function placeOf({ sheet, row, column }: ReportEntry): string {
  return [sheet, ...(row === null ? [] : [`fila ${row}`]), ...(column === null ? [] : [column])].join(", ");
}

function printReport({ definition, report, rows }: ImportedForm, io: CommandIo): void {
  io.out(`Instrumento «${definition.title.es}» (${definition.id}, versión ${definition.version})`);
  io.out(`Leídas ${rows.survey} filas de preguntas y ${rows.choices} de opciones. Avisos: ${report.length}.`);
  for (const [level, title] of levels) {
    const entries = report.filter((entry) => entry.level === level);
    if (entries.length > 0) io.out(`\n${title} (${entries.length}):`);
    for (const entry of entries) {
      const value = entry.value === "" ? "" : ` «${entry.value.replace(/\s+/g, " ").slice(0, 100)}»`;
      io.out(`  [${placeOf(entry)}]${value} ${entry.reason}`);
    }
  }
}

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const wanted = readArguments(args);
  if (!wanted) {
    io.err(`Uso: trenza instrument import ${USAGE}`);
    return 2;
  }
  const bytes = await readBytes(resolve(io.cwd, wanted.file));
  const options = {
    name: basename(wanted.file).replace(/\.[^.]*$/, ""),
    ...(wanted.id === undefined ? {} : { id: wanted.id }),
  };
  const imported = typeof bytes === "string" ? bytes : await importWorkbook(bytes, options);
  if (typeof imported === "string" || !imported.ok) {
    io.err(typeof imported === "string" ? imported : workbookMessage(imported.failure));
    return 1;
  }
  if (wanted.out !== undefined) {
    await writeFile(resolve(io.cwd, wanted.out), `${JSON.stringify(imported.value.definition, undefined, 2)}\n`);
  }
  if (wanted.json) io.out(JSON.stringify(imported.value, undefined, 2));
  else printReport(imported.value, io);
  return wanted.as === undefined ? 0 : publish(imported.value, { ...wanted, as: wanted.as }, io);
}

/** Stores the instrument through the same operation as the screens, in the name of somebody who may publish. */
async function publish(form: ImportedForm, wanted: Wanted & { readonly as: string }, io: CommandIo): Promise<number> {
  const log = wanted.json ? () => undefined : io.out;
  const installation = await openInstallation({ env: io.env, cwd: io.cwd, log });
  try {
    const answer = await publishImported(installation, { form, file: basename(wanted.file), email: wanted.as });
    if (!answer.ok) {
      io.err(answer.failure.message);
      return 1;
    }
    log(`Publicado. Huella del contenido: ${answer.value.contentHash}`);
    return 0;
  } finally {
    await installation.stop();
  }
}

export const command: Command = {
  words: "instrument import",
  usage: USAGE,
  summary: "Convierte un XLSForm en instrumento y cuenta qué cambió, fila por fila",
  run,
};
