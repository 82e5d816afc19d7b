import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { Value } from "typebox/value";
import type { OutputOf } from "../contracts/contract.ts";
import { type ReturnKind, ReturnMapping, type returnBatch } from "../contracts/returns.ts";
import { isListKind } from "../core/returns/lists.ts";
import { openInstallation } from "../server/installation.ts";
import { filesUnder } from "../server/returns/filesUnder.ts";
import { loadReturn, type ReturnWanted, rehearseReturn, type ToldReturn } from "../server/returns/fromTerminal.ts";
import type { Command, CommandIo } from "./command.ts";

/** Rules told in the terminal; `--json` tells all. */
const mostRulesTold = 25;

interface Wanted {
  readonly paths: readonly string[];
  readonly as: string | undefined;
  readonly source: string | undefined;
  readonly year: number | undefined;
  readonly mapping: string | undefined;
  readonly dryRun: boolean;
  readonly json: boolean;
}

function readArguments(args: readonly string[]): Wanted | undefined {
  const values = new Map<string, string>();
  const switches = new Set<string>();
  const paths: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? "";
    const next = args[at + 1];
    if (["--dry-run", "--json"].includes(word)) switches.add(word);
    else if (
      ["--as", "--source", "--year", "--mapping"].includes(word) &&
      next !== undefined &&
      !next.startsWith("--")
    ) {
      values.set(word, next);
      at += 1;
    } else if (word.startsWith("--")) return undefined;
    else paths.push(word);
  }
  const year = values.get("--year");
  if (paths.length === 0 || (year !== undefined && !/^(19[89]\d|20\d\d)$/.test(year))) return undefined;
  const dryRun = switches.has("--dry-run");
  if (!dryRun && !values.has("--as")) return undefined;
  const [as, source, mapping] = [values.get("--as"), values.get("--source"), values.get("--mapping")];
  return {
    paths,
    as,
    source,
    mapping,
    year: year === undefined ? undefined : Number(year),
    dryRun,
    json: switches.has("--json"),
  };
}

const number = (value: number) => value.toLocaleString("es");

function printFiles({ files, tables }: OutputOf<typeof returnBatch>, io: CommandIo): void {
  for (const { name, readAs, table, years, rows, refused, yearFromDays, ignoredColumns } of files) {
    const what = table === null ? "tabla desconocida, no se lee" : `${table}, ${years.join(", ")}`;
    io.out(
      `  ${name} (${readAs}): ${what}; ${number(rows)} filas${refused > 0 ? `, ${number(refused)} no se leen` : ""}.`,
    );
    if (yearFromDays) io.out("    El año se ha deducido de las fechas.");
    if (ignoredColumns.length > 0) io.out(`    Columnas que no se usan: ${ignoredColumns.join(", ")}.`);
  }
  const given = new Set(tables.map(({ table }) => table));
  io.out(`Tablas: ${[...given].join(", ")}.`);
  const unknown = files.flatMap(({ unknownCodes }) => unknownCodes);
  if (unknown.length > 0) io.out(`Códigos sin equivalencia: ${[...new Set(unknown)].join("; ")}.`);
}

function printReturn({ told, facts }: ToldReturn, io: CommandIo): void {
  const { batch, groups, notRun, rulesRun, childrenWithFindings } = told;
  io.out(`Filas leídas: ${number(batch.rowsRead)}; no leídas: ${number(batch.rowsRefused)}.`);
  printFiles(told, io);
  io.out(
    `\nReglas pasadas: ${rulesRun}. Observaciones: ${number(batch.findings)}, de ${number(childrenWithFindings)} niñas y niños.`,
  );
  for (const { rule, es, count, children } of groups.slice(0, mostRulesTold)) {
    io.out(`  ${number(count)} × [${rule}] ${es} (${number(children)} niñas y niños)`);
  }
  if (groups.length > mostRulesTold) io.out(`  … y ${groups.length - mostRulesTold} reglas más (todas con --json).`);
  if (notRun.length > 0) {
    const lacking = [...new Set(notRun.flatMap(({ missing }) => missing))].join(", ");
    io.out(`No se han podido pasar ${notRun.length} reglas en algún año, porque faltan tablas: ${lacking}.`);
  }
  if (!facts) return;
  io.out(
    `\nHechos: ${number(facts.children)} niñas y niños, ${number(facts.periods)} periodos, ${number(facts.settings)} episodios.`,
  );
}

async function findFiles(paths: readonly string[]): Promise<ReturnWanted["files"] | string> {
  try {
    return await filesUnder(paths);
  } catch {
    return `No se pudo leer ${paths.map((path) => `«${path}»`).join(", ")}.`;
  }
}

async function readMapping(path: string, cwd: string): Promise<ReturnMapping | string> {
  try {
    const explained: unknown = JSON.parse(await readFile(resolve(cwd, path), "utf8"));
    if (Value.Check(ReturnMapping, explained)) return explained;
    const [first] = Value.Errors(ReturnMapping, explained);
    return `El archivo de equivalencias no se entiende en «${first?.instancePath || "/"}»: ${first?.message ?? ""}.`;
  } catch {
    return `No se pudo leer el archivo de equivalencias «${basename(path)}».`;
  }
}

async function gather(kind: ReturnKind, wanted: Wanted, cwd: string): Promise<ReturnWanted | string> {
  const files = await findFiles(wanted.paths.map((path) => resolve(cwd, path)));
  if (typeof files === "string") return files;
  const mapping = wanted.mapping === undefined ? undefined : await readMapping(wanted.mapping, cwd);
  return typeof mapping === "string" ? mapping : { files, kind, year: wanted.year, mapping };
}

async function load(asked: ReturnWanted, wanted: Wanted, io: CommandIo): Promise<number> {
  const { as: email, source, dryRun, json } = wanted;
  const installation = await openInstallation({ env: io.env, cwd: io.cwd, log: json ? () => undefined : io.out });
  try {
    const done =
      email === undefined || (dryRun && !isListKind(asked.kind))
        ? await rehearseReturn(installation, asked)
        : await loadReturn(installation, { email, source, discard: dryRun }, asked);
    if (!done.ok) {
      io.err(done.failure.message);
      return 1;
    }
    if (json) io.out(JSON.stringify({ applied: !dryRun, ...done.value.told, facts: done.value.facts }));
    else {
      printReturn(done.value, io);
      io.out(dryRun ? "No se ha cargado nada." : `Cargada y aplicada (${done.value.told.batch.batchId}).`);
    }
    return 0;
  } finally {
    await installation.stop();
  }
}

/** A command that rehearses a return of a kind and, without `--dry-run`, loads it in somebody's name and makes it count. */
export function returnCommand(kind: ReturnKind, { words, usage, summary }: Omit<Command, "run">): Command {
  const whole = `${usage} [--dry-run] [--as EMAIL] [--source NAME] [--year YYYY] [--json]`;
  return {
    words,
    usage: whole,
    summary,
    run: async (args, io) => {
      const wanted = readArguments(args);
      if (!wanted) {
        io.err(
          `Uso: trenza ${words} ${whole}\nSin --dry-run hace falta --as: la declaración se carga en nombre de alguien.`,
        );
        return 2;
      }
      if (isListKind(kind) && wanted.as === undefined) {
        io.err(
          `Uso: trenza ${words} ${whole}\nHace falta --as también con --dry-run: la lista se compara con lo que hay.`,
        );
        return 2;
      }
      const asked = await gather(kind, wanted, io.cwd);
      if (typeof asked !== "string") return load(asked, wanted, io);
      io.err(asked);
      return 1;
    },
  };
}
