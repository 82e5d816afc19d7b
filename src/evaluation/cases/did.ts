import { accepted, type Result, refused } from "../../core/result.ts";
import { bacon } from "../did/bacon.ts";
import { did2x2 } from "../did/did2x2.ts";
import { eventStudySunAbraham } from "../did/sunAbraham.ts";
import { twfe } from "../did/twfe.ts";
import type { EvaluationFailure } from "../failure.ts";
import { fewClusters, fewUnits, reasons } from "../refusals.ts";
import { groupColumn, numberColumn } from "../terms.ts";
import type { CaseAnswer, CaseData, CaseFunctions, CaseInput } from "./case.ts";
import { groupTimeCases } from "./groupTime.ts";
import { allOf, byName, readInput, tableOf } from "./inputs.ts";
import { named, type RollOutRows, readRows } from "./rollOutRows.ts";

interface PanelAnalysis {
  readonly fn: string;
  /** Members of a request that the analysis does not know and must not ignore. */
  readonly without?: readonly string[];
  readonly analyse: (read: RollOutRows) => Result<CaseAnswer, EvaluationFailure>;
}

/** Reads what the regressions on a whole panel need and answers with what `analyse` makes of it. */
async function onPanel(
  input: CaseInput,
  data: CaseData,
  { fn, without = [], analyse }: PanelAnalysis,
): Promise<Result<CaseAnswer, EvaluationFailure>> {
  const read = readInput(input);
  const option = without.find((field) => (field === "x" ? read.texts("x", []).length > 0 : read.has(field)));
  if (option !== undefined) return refused({ code: "option_not_offered", fn, option });
  for (const field of ["id", "time", "group", "y"]) read.text(field);
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const rows = readRows(read, table.value);
  if (!rows.ok) return rows;
  const answer = analyse(rows.value);
  return answer.ok ? answer : refused(named(answer.failure, rows.value));
}

function twfeAnswer({ rows, terms }: RollOutRows): Result<CaseAnswer, EvaluationFailure> {
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

function baconAnswer({ rows, calendar: { label } }: RollOutRows): Result<CaseAnswer, EvaluationFailure> {
  const result = bacon(rows);
  if (!result.ok) return result;
  const { comparisons, ...rest } = result.value;
  return accepted({
    ...rest,
    nComparisons: comparisons.length,
    comparisons: comparisons.map((one) => ({ ...one, treated: label(one.treated), control: label(one.control) })),
  });
}

function sunAbrahamAnswer({ rows }: RollOutRows): Result<CaseAnswer, EvaluationFailure> {
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
  const { se, nTreated, nControl, nClusters } = result.value;
  return accepted({
    ...result.value,
    ...(kind.startsWith("CR") && { seCluster: se }),
    warnings: reasons(fewUnits({ treated: nTreated, control: nControl }), fewClusters(nClusters)),
  });
}

export const didCases: CaseFunctions = {
  ...groupTimeCases,
  did2x2: twoByTwoCase,
  twfe: (input, data) => onPanel(input, data, { fn: "twfe", analyse: twfeAnswer }),
  bacon: (input, data) =>
    onPanel(input, data, { fn: "bacon", without: ["x", "weights", "cluster"], analyse: baconAnswer }),
  eventStudySunAbraham: (input, data) =>
    onPanel(input, data, { fn: "eventStudySunAbraham", without: ["x", "weights"], analyse: sunAbrahamAnswer }),
};
