import type { OutcomeFigure, OutcomeRow } from "../../contracts/outcomeFigures.ts";
import { isIsoDate } from "../../core/calendar/dates.ts";
import { openInstallation } from "../../server/installation.ts";
import { type OutcomesTold, type OutcomesWanted, readOutcomesFor } from "../../server/outcomes/fromTerminal.ts";
import type { Command, CommandIo } from "../command.ts";

const USAGE = "[--json] [--indicator ID] [--from DATE --to DATE] [--live] [--source NAME] [--as EMAIL]";
const VALUES = ["--indicator", "--from", "--to", "--source", "--as"];

function readArguments(args: readonly string[]): (OutcomesWanted & { readonly json: boolean }) | undefined {
  const values = new Map<string, string>();
  const switches = new Set<string>();
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? "";
    const next = args[at + 1];
    if (["--json", "--live"].includes(word)) switches.add(word);
    else if (VALUES.includes(word) && next !== undefined && !next.startsWith("--")) {
      values.set(word, next);
      at += 1;
    } else return undefined;
  }
  const [from, to] = [values.get("--from"), values.get("--to")];
  if ([from, to].some((day) => day !== undefined && !isIsoDate(day))) return undefined;
  if (from !== undefined && to !== undefined && to < from) return undefined;
  const live = switches.has("--live") ? ("yes" as const) : undefined;
  return {
    email: values.get("--as"),
    source: values.get("--source"),
    indicator: values.get("--indicator"),
    period: { ...(from && { from }), ...(to && { to }), ...(live && { live }) },
    json: switches.has("--json"),
  };
}

function sayValue({ value, numerator, denominator, noData }: OutcomeFigure, unit: string): string {
  if (value === null) return noData?.label ?? "Sin datos.";
  const number = (one: number) => one.toLocaleString("es", { maximumFractionDigits: 2 });
  const over = numerator === null || denominator === null ? "" : ` (${number(numerator)} de ${number(denominator)})`;
  return `${number(value)} ${unit}${over}`;
}

function printRow({ indicator, name, unit, figure, standing }: OutcomeRow, io: CommandIo): void {
  const mark = standing === "FACT" ? "" : " [lectura de este proyecto]";
  io.out(`  ${name} [${indicator}]${mark}, del ${figure.from} al ${figure.to}: ${sayValue(figure, unit)}`);
  for (const { label } of figure.warnings) io.out(`    Cuidado: ${label}`);
}

function print(told: OutcomesTold, io: CommandIo): void {
  const { snapshot } = told.page;
  io.out(snapshot ? `Publicado el ${snapshot.publishedAt.slice(0, 10)}.` : "Calculado ahora.");
  if (told.kind === "overview") {
    for (const { n, label, rows } of told.page.outcomes) {
      io.out(`${n}. ${label}`);
      for (const row of rows) printRow(row, io);
    }
    io.out("Otros indicadores");
    for (const row of told.page.others) printRow(row, io);
    return;
  }
  const { definition, figure, breakdowns } = told.page;
  io.out(`${definition.name}: ${sayValue(figure, definition.unit)}`);
  io.out(`  Numerador: ${definition.numerator}.`);
  io.out(`  Denominador: ${definition.denominator}.`);
  for (const { label, n } of figure.excluded) io.out(`  Fuera: ${n ?? "muy pocos"}. ${label}.`);
  for (const { label, groups } of breakdowns) {
    for (const group of groups) {
      const value = group.hidden ? "oculto" : (group.value?.toLocaleString("es", { maximumFractionDigits: 2 }) ?? "-");
      io.out(`  ${label}, ${group.label}: ${value}`);
    }
  }
}

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const wanted = readArguments(args);
  if (!wanted) {
    io.err(`Uso: trenza outcomes ${USAGE}\nLas fechas se escriben 2026-03-31.`);
    return 2;
  }
  const log = wanted.json ? () => undefined : io.out;
  const installation = await openInstallation({ env: io.env, cwd: io.cwd, log });
  try {
    const told = await readOutcomesFor(installation, wanted);
    if (!told.ok) {
      io.err(told.failure.message);
      return 1;
    }
    if (wanted.json) io.out(JSON.stringify(told.value.page, undefined, 1));
    else print(told.value, io);
    return 0;
  } finally {
    await installation.stop();
  }
}

export const command: Command = {
  words: "outcomes",
  usage: USAGE,
  summary: "Muestra los resultados como en pantalla: los nueve, o un indicador con sus grupos",
  run,
};
