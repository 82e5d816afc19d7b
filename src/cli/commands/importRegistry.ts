import { readFile, stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { Value } from "typebox/value";
import type { OutputOf } from "../../contracts/contract.ts";
import { type applyRegistryImport, type RegistryCheck, RegistryMapping } from "../../contracts/imports.ts";
import { fieldNames, tellFinding } from "../../contracts/importTelling.ts";
import { findingTitles } from "../../contracts/importTitles.ts";
import { type FindingKind, findingKinds } from "../../core/imports/findings.ts";
import { accepted, type Result } from "../../core/result.ts";
import { atImportDesk, type ImportDesk, type ListWanted } from "../../server/imports/fromTerminal.ts";
import { openInstallation } from "../../server/installation.ts";
import type { Refusal } from "../../server/onBehalf.ts";
import type { Command, CommandIo } from "../command.ts";

interface Wanted {
  readonly file: string;
  readonly as: string;
  readonly mapping?: string;
  readonly apply: boolean;
  readonly json: boolean;
  readonly leaveOutDuplicates: boolean;
}

const USAGE = "FILE.xlsx|FILE.csv --as EMAIL [--apply] [--leave-out-duplicates] [--mapping FILE.json] [--json]";
const SWITCHES = { "--apply": "apply", "--json": "json", "--leave-out-duplicates": "leaveOutDuplicates" } as const;
/** Lists of the size a municipality has; a larger one is split. */
const largestFile = 30 * 1024 * 1024;
/** Rows told of each reason; `--json` tells all. */
const mostRowsTold = 5;

function readArguments(args: readonly string[]): Wanted | undefined {
  let wanted: Wanted = { file: "", as: "", apply: false, json: false, leaveOutDuplicates: false };
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? "";
    const next = args[at + 1];
    if (word in SWITCHES) wanted = { ...wanted, [SWITCHES[word as keyof typeof SWITCHES]]: true };
    else if ((word === "--as" || word === "--mapping") && next !== undefined && !next.startsWith("--")) {
      wanted = { ...wanted, [word.slice(2)]: next };
      at += 1;
    } else if (word.startsWith("--") || wanted.file !== "") return undefined;
    else wanted = { ...wanted, file: word };
  }
  return wanted.file === "" || wanted.as === "" ? undefined : wanted;
}

async function readList({ file, mapping, leaveOutDuplicates }: Wanted, cwd: string): Promise<ListWanted | string> {
  let bytes: Buffer;
  try {
    const path = resolve(cwd, file);
    if ((await stat(path)).size > largestFile) return "El archivo pasa de 30 MiB. Divida la lista en varias.";
    bytes = await readFile(path);
  } catch {
    return `No se pudo leer el archivo «${basename(file)}».`;
  }
  if (mapping === undefined) return { fileName: basename(file), bytes, mapping: {}, leaveOutDuplicates };
  try {
    const explained: unknown = JSON.parse(await readFile(resolve(cwd, mapping), "utf8"));
    if (Value.Check(RegistryMapping, explained)) {
      return { fileName: basename(file), bytes, mapping: explained, leaveOutDuplicates };
    }
    const [first] = Value.Errors(RegistryMapping, explained);
    return `El archivo de equivalencias no se entiende en «${first?.instancePath || "/"}»: ${first?.message ?? ""}.`;
  } catch {
    return `No se pudo leer el archivo de equivalencias «${basename(mapping)}».`;
  }
}

const kinds: readonly (readonly [FindingKind, string])[] = [
  ["file", "De la lista entera"],
  ["refused", "Filas que no entran"],
  ["skipped", "Filas repetidas, que se cuentan una vez"],
  ["warning", "Filas que entran con un aviso"],
];

function printFindings({ groups, findings }: RegistryCheck, io: CommandIo): void {
  for (const [kind, title] of kinds) {
    const some = groups.filter(({ code }) => findingKinds[code] === kind);
    if (some.length > 0) io.out(`\n${title}:`);
    for (const { code, count } of some) {
      const of = findings.filter((finding) => finding.code === code);
      const [first] = of;
      if (!first) continue;
      io.out(`  ${count} × ${findingTitles[code].es} [${code}]. ${tellFinding(first, "es").advice}`);
      for (const finding of of.slice(0, mostRowsTold)) {
        const where = finding.row === null ? "" : `fila ${finding.row}`;
        const field = finding.field === null ? "" : `, ${fieldNames[finding.field].es}`;
        io.out(`    ${where}${field}: ${tellFinding(finding, "es").reason}`.replace(/^ {4}: /, "    "));
      }
      if (of.length > mostRowsTold) io.out(`    … y ${of.length - mostRowsTold} más (todas con --json).`);
    }
  }
}

function printCheck(check: RegistryCheck, io: CommandIo): void {
  const number = (value: number) => value.toLocaleString("es");
  io.out(`«${check.fileName}» (${check.readAs}): ${number(check.rows)} filas.`);
  const read = check.columns.filter(({ field }) => field !== null);
  io.out(`Columnas leídas: ${read.map(({ heading }) => heading).join(", ")}.`);
  io.out(`Entran: ${number(check.families)} familias, ${number(check.people)} personas.`);
  io.out(`No entran: ${number(check.refusedRows)} filas. Repetidas: ${number(check.skippedRows)}.`);
  printFindings(check, io);
}

interface Done {
  readonly check: RegistryCheck;
  /** Absent after a dry run. */
  readonly loaded: OutputOf<typeof applyRegistryImport> | undefined;
}

async function checkAndLoad(
  desk: ImportDesk,
  list: ListWanted,
  { apply, json }: Wanted,
  io: CommandIo,
): Promise<Result<Done, Refusal>> {
  const check = await desk.check(list);
  if (!check.ok) return check;
  if (!json) printCheck(check.value, io);
  if (!apply) return accepted({ check: check.value, loaded: undefined });
  const loaded = await desk.load(list, check.value);
  return loaded.ok ? accepted({ check: check.value, loaded: loaded.value }) : loaded;
}

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const wanted = readArguments(args);
  if (!wanted) {
    io.err(`Uso: trenza import registry ${USAGE}`);
    return 2;
  }
  const list = await readList(wanted, io.cwd);
  if (typeof list === "string") {
    io.err(list);
    return 1;
  }
  const log = wanted.json ? () => undefined : io.out;
  const installation = await openInstallation({ env: io.env, cwd: io.cwd, log });
  try {
    const done = await atImportDesk(installation, wanted.as, (desk) => checkAndLoad(desk, list, wanted, io));
    if (!done.ok) {
      io.err(done.failure.message);
      return 1;
    }
    if (wanted.json) io.out(JSON.stringify(done.value));
    else if (done.value.loaded) {
      const { batchId, families } = done.value.loaded;
      io.out(`\nFamilias cargadas: ${families}. Para deshacerlo: trenza import undo ${batchId} --as ${wanted.as}`);
    } else io.out("\nNo se ha cargado nada. Para cargar lo que entra, repita la orden con --apply.");
    return 0;
  } finally {
    await installation.stop();
  }
}

export const command: Command = {
  words: "import registry",
  usage: USAGE,
  summary: "Comprueba fila por fila una lista del registro social y, con --apply, la carga",
  run,
};
