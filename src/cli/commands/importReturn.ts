import { resolve } from "node:path";
import type { OutputOf } from "../../contracts/contract.ts";
import type { returnBatch } from "../../contracts/returns.ts";
import { openInstallation } from "../../server/installation.ts";
import { filesUnder } from "../../server/returns/filesUnder.ts";
import { loadReturn, type ReturnWanted, rehearseReturn, type ToldReturn } from "../../server/returns/fromTerminal.ts";
import type { Command, CommandIo } from "../command.ts";

const USAGE = "DIR|FILE… [--dry-run] [--as EMAIL] [--source NAME] [--year YYYY] [--json]";
/** Rules told in the terminal; `--json` tells all. */
const mostRulesTold = 25;

interface Wanted {
  readonly paths: readonly string[];
  readonly as: string | undefined;
  readonly source: string | undefined;
  readonly year: number | undefined;
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
    else if (["--as", "--source", "--year"].includes(word) && next !== undefined && !next.startsWith("--")) {
      values.set(word, next);
      at += 1;
    } else if (word.startsWith("--")) return undefined;
    else paths.push(word);
  }
  const year = values.get("--year");
  if (paths.length === 0 || (year !== undefined && !/^(19[89]\d|20\d\d)$/.test(year))) return undefined;
  const dryRun = switches.has("--dry-run");
  if (!dryRun && !values.has("--as")) return undefined;
  const [as, source] = [values.get("--as"), values.get("--source")];
  return {
    paths,
    as,
    source,
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

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const wanted = readArguments(args);
  if (!wanted) {
    io.err(
      `Uso: trenza import ssda903 ${USAGE}\nSin --dry-run hace falta --as: la declaración se carga en nombre de alguien.`,
    );
    return 2;
  }
  const files = await findFiles(wanted.paths.map((path) => resolve(io.cwd, path)));
  if (typeof files === "string") {
    io.err(files);
    return 1;
  }
  const log = wanted.json ? () => undefined : io.out;
  const installation = await openInstallation({ env: io.env, cwd: io.cwd, log });
  try {
    const { as: email, source, year, dryRun } = wanted;
    const asked = { files, year };
    const done =
      dryRun || email === undefined
        ? await rehearseReturn(installation, asked)
        : await loadReturn(installation, { email, source }, asked);
    if (!done.ok) {
      io.err(done.failure.message);
      return 1;
    }
    if (wanted.json) io.out(JSON.stringify({ applied: !dryRun, ...done.value.told, facts: done.value.facts }));
    else {
      printReturn(done.value, io);
      io.out(dryRun ? "No se ha cargado nada." : `Cargada y aplicada (${done.value.told.batch.batchId}).`);
    }
    return 0;
  } finally {
    await installation.stop();
  }
}

export const command: Command = {
  words: "import ssda903",
  usage: USAGE,
  summary: "Comprueba y carga una declaración anual de niñas y niños al cuidado (SSDA903)",
  run,
};
