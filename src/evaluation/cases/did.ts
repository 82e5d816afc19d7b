import { accepted, type Result, refused } from "../../core/result.ts";
import {
  aggregateCalendar,
  aggregateDynamic,
  aggregateGroup,
  aggregateSimple,
  type Summary,
} from "../did/aggregate.ts";
import { type AttGt, type AttGtOptions, attgt } from "../did/attgt.ts";
import { bacon } from "../did/bacon.ts";
import { simultaneousBand } from "../did/bands.ts";
import { did2x2 } from "../did/did2x2.ts";
import type { Influence } from "../did/influence.ts";
import { type Calendar, readCalendar } from "../did/periods.ts";
import { placeboDate } from "../did/placebo.ts";
import { pretest } from "../did/pretest.ts";
import type { Conventions, DidRows } from "../did/sample.ts";
import { eventStudySunAbraham } from "../did/sunAbraham.ts";
import { twfe } from "../did/twfe.ts";
import type { EvaluationFailure } from "../failure.ts";
import type { Table } from "../table.ts";
import { groupColumn, numberColumn } from "../terms.ts";
import type { CaseAnswer, CaseData, CaseFunctions, CaseInput } from "./case.ts";
import { allOf, byName, type InputReader, readInput, tableOf } from "./inputs.ts";

interface Read {
  readonly rows: DidRows;
  readonly calendar: Calendar;
  readonly terms: readonly string[];
  readonly unitName: (code: number) => string;
}

function columnsOf(table: Table, names: readonly string[]): Result<readonly Float64Array[], EvaluationFailure> {
  const columns: Float64Array[] = [];
  for (const name of names) {
    const column = numberColumn(table, name);
    if (!column.ok) return column;
    columns.push(column.value);
  }
  return accepted(columns);
}

function optional<Value>(
  name: string | undefined,
  read: (name: string) => Result<Value, EvaluationFailure>,
): Result<Value | undefined, EvaluationFailure> {
  return name === undefined ? accepted(undefined) : read(name);
}

/** The columns every analysis of a roll-out reads; `id` may be absent for repeated cross-sections. */
function readRows(read: InputReader, table: Table): Result<Read, EvaluationFailure> {
  const terms = read.texts("x", []);
  const id = read.optionalText("id");
  const cluster = read.optionalText("cluster");
  const weights = read.optionalText("weights");
  const none = { codes: new Int32Array(table.n), levels: [] as readonly string[] };
  const all = allOf(
    readCalendar(table, { time: read.text("time"), group: read.text("group") }),
    numberColumn(table, read.text("y")),
    columnsOf(table, terms),
    id === undefined ? accepted(none) : groupColumn(table, id),
    optional(cluster, (name) => groupColumn(table, name)),
    optional(weights, (name) => numberColumn(table, name)),
  );
  if (!all.ok) return all;
  const [calendar, y, x, units, clusters, weight] = all.value;
  const rows: DidRows = {
    unit: units.codes,
    time: calendar.time,
    group: calendar.group,
    y,
    x,
    ...(clusters && { cluster: clusters.codes }),
    ...(weight && { weights: weight }),
  };
  return accepted({ rows, calendar, terms, unitName: (code) => units.levels[code] ?? String(code) });
}

function bare(summary: Summary | undefined): { readonly att?: number; readonly se?: number } {
  if (!summary) return {};
  return summary.se === undefined ? { att: summary.att } : { att: summary.att, se: summary.se };
}

function summaries(result: AttGt, label: Calendar["label"]): CaseAnswer {
  const dynamic = aggregateDynamic(result);
  const group = aggregateGroup(result);
  const calendar = aggregateCalendar(result);
  const simple = aggregateSimple(result);
  return {
    ...(simple && { simple: bare(simple) }),
    dynamic: { ...bare(dynamic.overall), byEvent: dynamic.byEvent.map(({ e, ...rest }) => ({ e, ...bare(rest) })) },
    group: { ...bare(group.overall), byGroup: group.byGroup.map(({ g, ...rest }) => ({ g: label(g), ...bare(rest) })) },
    calendar: {
      ...bare(calendar.overall),
      byTime: calendar.byTime.map(({ t, ...rest }) => ({ t: label(t), ...bare(rest) })),
    },
  };
}

/** Simultaneous bands of cells and events, where `band: { draws, seed, level }` asks for them. */
function bandOf(input: CaseInput, result: AttGt, label: Calendar["label"]): Result<CaseAnswer, EvaluationFailure> {
  const asked = readInput(input);
  if (!asked.has("band")) return accepted({});
  const band = asked.record("band");
  const read = readInput(band);
  const options = {
    draws: read.number("draws", 1000),
    seed: read.has("seed") ? String(band.seed) : "1",
    level: read.number("level", 0.95),
  };
  const failure = asked.failure() ?? read.failure();
  if (failure) return refused(failure);
  const events = aggregateDynamic(result).byEvent;
  const cells = result.cells.flatMap((cell, place) => {
    const influence = result.influence[place];
    return influence ? [{ ...cell, influence }] : [];
  });
  const ofEvents = simultaneousBand(influencesOf(events), result.sample, options);
  if (!ofEvents.ok) return ofEvents;
  const ofCells = simultaneousBand(influencesOf(cells), result.sample, options);
  if (!ofCells.ok) return ofCells;
  return accepted({
    bands: {
      dynamic: { ...ofEvents.value, byEvent: events.map(({ e }, i) => ({ e, se: ofEvents.value.se[i] })) },
      attgt: {
        ...ofCells.value,
        cells: cells.map(({ g, t }, i) => ({ g: label(g), t: label(t), se: ofCells.value.se[i] })),
      },
    },
  });
}

function influencesOf(parts: readonly { readonly influence: Influence }[]): readonly Influence[] {
  return parts.map(({ influence }) => influence);
}

function optionsOf(read: InputReader): AttGtOptions {
  return {
    control: read.oneOf("control", ["nevertreated", "notyettreated"], "nevertreated"),
    method: read.oneOf("method", ["dr", "ipw", "reg"], "dr"),
    basePeriod: read.oneOf("basePeriod", ["varying", "universal"], "varying"),
    anticipation: read.number("anticipation", 0),
    panel: read.flag("panel", true),
    conventions: read.oneOf<Conventions>("conventions", ["did", "exact"], "did"),
  };
}

async function attgtCase(input: CaseInput, data: CaseData): Promise<Result<CaseAnswer, EvaluationFailure>> {
  const read = readInput(input);
  const options = optionsOf(read);
  for (const field of ["time", "group", "y"]) read.text(field);
  if (options.panel) read.text("id");
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const rows = readRows(read, table.value);
  if (!rows.ok) return rows;
  const result = attgt(rows.value.rows, options);
  if (!result.ok) return refused(named(result.failure, rows.value));
  const { label } = rows.value.calendar;
  const { n, nClusters, cells, warnings } = result.value;
  const pre = pretest(result.value);
  const band = bandOf(input, result.value, label);
  if (!band.ok) return band;
  return accepted({
    ...band.value,
    n,
    nClusters,
    attgt: cells.map(({ g, t, ...rest }) => ({ g: label(g), t: label(t), ...rest })),
    ...summaries(result.value, label),
    ...(pre.ok && { pretest: pre.value }),
    warnings: pre.ok ? warnings : [...warnings, pre.failure],
  });
}

async function placeboCase(input: CaseInput, data: CaseData): Promise<Result<CaseAnswer, EvaluationFailure>> {
  const read = readInput(input);
  const options = optionsOf(read);
  const earlier = read.number("earlier", 1);
  for (const field of ["time", "group", "y"]) read.text(field);
  if (options.panel) read.text("id");
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const rows = readRows(read, table.value);
  if (!rows.ok) return rows;
  const placebo = placeboDate(rows.value.rows, options, earlier);
  if (!placebo.ok) return refused(named(placebo.failure, rows.value));
  const { effect, result } = placebo.value;
  const { label } = rows.value.calendar;
  const cells = result.cells.map(({ g, t, ...rest }) => ({ g: label(g), t: label(t), ...rest }));
  return accepted({ n: result.n, effect: bare(effect), cells, warnings: result.warnings });
}

/** Reads what the regressions on a whole panel need and answers with what `analyse` makes of it. */
async function onPanel(
  input: CaseInput,
  data: CaseData,
  analyse: (read: Read) => Result<CaseAnswer, EvaluationFailure>,
): Promise<Result<CaseAnswer, EvaluationFailure>> {
  const read = readInput(input);
  for (const field of ["id", "time", "group", "y"]) read.text(field);
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const rows = readRows(read, table.value);
  if (!rows.ok) return rows;
  const answer = analyse(rows.value);
  return answer.ok ? answer : refused(named(answer.failure, rows.value));
}

function twfeAnswer({ rows, terms }: Read): Result<CaseAnswer, EvaluationFailure> {
  const result = twfe(rows, terms);
  if (!result.ok) return result;
  const { coefficients, ...rest } = result.value;
  const names = coefficients.map(({ name }) => name);
  const coef = byName(
    names,
    coefficients.map((one) => one.coef),
  );
  const se = byName(
    names,
    coefficients.map((one) => one.se),
  );
  return accepted({ coef, se, ...rest });
}

function baconAnswer({ rows, calendar: { label } }: Read): Result<CaseAnswer, EvaluationFailure> {
  const result = bacon(rows);
  if (!result.ok) return result;
  const { comparisons, ...rest } = result.value;
  return accepted({
    ...rest,
    nComparisons: comparisons.length,
    comparisons: comparisons.map((one) => ({ ...one, treated: label(one.treated), control: label(one.control) })),
  });
}

function sunAbrahamAnswer({ rows }: Read): Result<CaseAnswer, EvaluationFailure> {
  const result = eventStudySunAbraham(rows);
  return result.ok ? accepted({ ...result.value }) : result;
}

/** The measurements of a wide table, before and after, one below the other; units are their own clusters if none is named. */
async function twoByTwoCase(input: CaseInput, data: CaseData): Promise<Result<CaseAnswer, EvaluationFailure>> {
  const read = readInput(input);
  const [pre, post, treatName] = [read.text("pre"), read.text("post"), read.text("treat")];
  const kinds = ["CR1", "CR0", "CR2", "classical", "HC0", "HC1", "HC2", "HC3"] as const;
  const kind = read.oneOf("vcov", kinds, "CR1");
  const groupName = read.optionalText("cluster") ?? read.optionalText("unit");
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const own = { codes: Int32Array.from({ length: table.value.n }, (_, row) => row), levels: [] as readonly string[] };
  const columns = allOf(
    numberColumn(table.value, pre),
    numberColumn(table.value, post),
    numberColumn(table.value, treatName),
    groupName === undefined ? accepted(own) : groupColumn(table.value, groupName),
  );
  if (!columns.ok) return columns;
  const [before, after, treat, groups] = columns.value;
  const n = table.value.n;
  const twice = (values: Float64Array) => Float64Array.from({ length: 2 * n }, (_, i) => values[i % n] ?? Number.NaN);
  const result = did2x2(
    {
      y: Float64Array.from({ length: 2 * n }, (_, i) => (i < n ? before[i] : after[i - n]) ?? Number.NaN),
      treat: twice(treat),
      after: Float64Array.from({ length: 2 * n }, (_, i) => Number(i >= n)),
      cluster: Int32Array.from({ length: 2 * n }, (_, i) => groups.codes[i % n] ?? -1),
    },
    kind,
  );
  if (!result.ok) return result;
  const { se, ...rest } = result.value;
  return accepted({ ...rest, [kind.startsWith("CR") ? "seCluster" : "se"]: se });
}

/** Failures carry codes of units; people know their names. */
function named(failure: EvaluationFailure, { unitName }: Read): EvaluationFailure {
  if (failure.code === "duplicate_id") return { ...failure, id: unitName(Number(failure.id)) };
  if (failure.code === "treatment_changes") return { ...failure, unit: unitName(Number(failure.unit)) };
  return failure;
}

export const didCases: CaseFunctions = {
  attgt: attgtCase,
  did2x2: twoByTwoCase,
  placeboDate: placeboCase,
  twfe: (input, data) => onPanel(input, data, twfeAnswer),
  bacon: (input, data) => onPanel(input, data, baconAnswer),
  eventStudySunAbraham: (input, data) => onPanel(input, data, sunAbrahamAnswer),
};
