import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { attrition } from "../inference/attrition.ts";
import { fisherExact } from "../inference/fisher.ts";
import { permCI } from "../inference/permCI.ts";
import { permCluster } from "../inference/permCluster.ts";
import { permStratified } from "../inference/permStratified.ts";
import { missingWarnings, readTrial, type Trial, type TrialColumns } from "../inference/sample.ts";
import { type Groups, groupColumn, numberColumn } from "../terms.ts";
import { type PlainWarning, when } from "../warning.ts";
import type { CaseAnswer, CaseData, CaseFunction, CaseFunctions } from "./case.ts";
import { allOf, type InputReader, jsonReady, readInput, tableOf } from "./inputs.ts";

function groupsFromList(values: readonly unknown[]): Groups {
  const names = values.map((value) => (value === null || value === undefined ? undefined : String(value)));
  const levels = [...new Set(names.filter((name) => name !== undefined))];
  return { levels, codes: Int32Array.from(names, (name) => (name === undefined ? -1 : levels.indexOf(name))) };
}

/** Outcome and treatment written in the request itself; null is missing. */
function columnsFromLists(input: Readonly<Record<string, unknown>>): Result<TrialColumns, EvaluationFailure> {
  const list = (field: string) => {
    const value = Object.hasOwn(input, field) ? input[field] : undefined;
    return Array.isArray(value) ? value : undefined;
  };
  const numbers = (field: string): Result<Float64Array, EvaluationFailure> => {
    const values = list(field);
    const numeric = values?.every((value) => value === null || (typeof value === "number" && Number.isFinite(value)));
    if (!values || !numeric) return refused({ code: "malformed_input", field, expected: "numbers" });
    return accepted(Float64Array.from(values, (value: number | null) => value ?? Number.NaN));
  };
  const both = allOf(numbers("y"), numbers("treat"));
  if (!both.ok) return both;
  const [y, treat] = both.value;
  const [strata, cluster] = [list("strata"), list("cluster")];
  const length = [treat, strata, cluster].find((values) => values !== undefined && values.length !== y.length);
  if (length !== undefined) return refused({ code: "malformed_input", field: "treat", expected: "as_many_as_y" });
  return accepted({
    y,
    treat,
    strata: strata && groupsFromList(strata),
    cluster: cluster && groupsFromList(cluster),
  });
}

async function columnsFromTable(read: InputReader, data: CaseData): Promise<Result<TrialColumns, EvaluationFailure>> {
  const [y, treat] = [read.text("y"), read.text("treat")];
  const [strata, cluster] = [read.optionalText("strata"), read.optionalText("cluster")];
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const values = allOf(numberColumn(table.value, y), numberColumn(table.value, treat));
  if (!values.ok) return values;
  const groups = (name: string | undefined) =>
    name === undefined ? accepted(undefined) : groupColumn(table.value, name);
  const grouped = allOf<readonly [Groups | undefined, Groups | undefined]>(groups(strata), groups(cluster));
  if (!grouped.ok) return grouped;
  return accepted({
    y: values.value[0],
    treat: values.value[1],
    strata: grouped.value[0],
    cluster: grouped.value[1],
    name: treat,
  });
}

async function columnsOf(
  read: InputReader,
  { input, data }: { readonly input: Readonly<Record<string, unknown>>; readonly data: CaseData },
): Promise<Result<TrialColumns, EvaluationFailure>> {
  const failure = read.failure();
  if (failure) return refused(failure);
  return Array.isArray(input.y) ? columnsFromLists(input) : columnsFromTable(read, data);
}

/** Below these a result is shown with a warning; a study refuses it. */
function smallWarnings(trial: Trial, units: number): readonly PlainWarning[] {
  const treated = trial.treated.reduce((sum, one) => sum + one, 0);
  const few = Math.min(treated, trial.treated.length - treated) < 8;
  return [...when(few, "too_few_units"), ...when(units < 4, "too_few_clusters")];
}

function described(trial: Trial, clusters?: number): CaseAnswer {
  const units = clusters ?? trial.rows.length;
  const { treated, control, unknown } = trial.missing;
  return {
    n: trial.rows.length,
    nMissing: treated + control + unknown,
    missing: trial.missing,
    warnings: [...missingWarnings(trial), ...smallWarnings(trial, units)],
  };
}

/** A seed may be written as a number or a text. */
function seedOf(read: InputReader, input: Readonly<Record<string, unknown>>): string {
  return typeof input.seed === "number" && Number.isSafeInteger(input.seed)
    ? String(input.seed)
    : read.text("seed", "1");
}

const methods = ["auto", "exact", "montecarlo"] as const;

const permStratifiedCase: CaseFunction = async (input, data) => {
  const read = readInput(input);
  const method = read.oneOf("method", methods, "auto");
  const options = { method, draws: read.optionalNumber("draws"), seed: seedOf(read, input) };
  const columns = await columnsOf(read, { input, data });
  const trial = columns.ok ? readTrial({ ...columns.value, cluster: undefined }) : columns;
  if (!trial.ok) return trial;
  const found = permStratified(trial.value, options);
  return found.ok ? accepted({ ...found.value, ...described(trial.value) }) : found;
};

const statistics = ["difference of family means", "difference of cluster means", "difference within strata"] as const;

const permClusterCase: CaseFunction = async (input, data) => {
  const read = readInput(input);
  const statistic = read.oneOf("statistic", statistics, "difference of family means");
  const method = read.oneOf("method", methods, "auto");
  const options = { statistic, method, draws: read.optionalNumber("draws"), seed: seedOf(read, input) };
  if (!read.has("cluster")) return refused({ code: "malformed_input", field: "cluster", expected: "text" });
  const columns = await columnsOf(read, { input, data });
  const trial = columns.ok ? readTrial(columns.value) : columns;
  if (!trial.ok) return trial;
  const found = permCluster(trial.value, options);
  return found.ok ? accepted({ ...found.value, ...described(trial.value, found.value.clusters) }) : found;
};

const permCICase: CaseFunction = async (input, data) => {
  const read = readInput(input);
  const alpha = read.number("alpha", 0.05);
  const method = read.oneOf("method", methods, "auto");
  const statistic = read.oneOf("statistic", statistics, "difference of family means");
  const options = { alpha, method, statistic, draws: read.optionalNumber("draws"), seed: seedOf(read, input) };
  const clustered = read.has("cluster");
  const columns = await columnsOf(read, { input, data });
  const trial = columns.ok ? readTrial(columns.value) : columns;
  if (!trial.ok) return trial;
  const found = permCI(trial.value, { ...options, clustered });
  if (!found.ok) return found;
  const shown = described(trial.value);
  const open = found.value.lower === null || found.value.upper === null;
  const warnings = [...(shown.warnings ?? []), ...when(open, "too_few_assignments")];
  return accepted({ ...found.value, ...shown, warnings });
};

/**
 * The reference stops its search for odds ratios here (R's `uniroot`); the answer has these and, as `precise`, those to the
 * last digit.
 */
const USUAL_TOLERANCE = Number.EPSILON ** 0.25;

const fisherCase: CaseFunction = (input) => {
  const read = readInput(input);
  const rows = read.rows("table");
  const alpha = read.number("alpha", 1 - read.number("level", 0.95));
  const failure = read.failure();
  if (failure) return refused(failure);
  const [[a, b, ...right] = [], [c, d, ...left] = [], ...below] = rows;
  const extra = right.length + left.length + below.length > 0;
  if (a === undefined || b === undefined || c === undefined || d === undefined || extra) {
    return refused({ code: "malformed_input", field: "table", expected: "two_rows_of_two" });
  }
  const table = [
    [a, b],
    [c, d],
  ] as const;
  const exact = fisherExact(table, { alpha });
  const found = fisherExact(table, { alpha, tolerance: USUAL_TOLERANCE });
  if (!exact.ok) return exact;
  if (!found.ok) return found;
  const { oddsRatioConditionalMLE, lower, upper } = exact.value;
  return accepted({ ...found.value, precise: { oddsRatioConditionalMLE, lower, upper } });
};

const attritionCase: CaseFunction = async (input, data) => {
  const read = readInput(input);
  const [least, most] = read.numbers("range", []);
  const columns = await columnsOf(read, { input, data });
  if (!columns.ok) return columns;
  const range = least === undefined || most === undefined ? undefined : ([least, most] as const);
  const found = attrition(columns.value.y, columns.value.treat, range);
  return found.ok ? accepted(jsonReady(found.value) as CaseAnswer) : found;
};

/** What chance alone could have done. */
export const inferenceCases: CaseFunctions = {
  permStratified: permStratifiedCase,
  permCluster: permClusterCase,
  permCI: permCICase,
  fisherExact: fisherCase,
  attrition: attritionCase,
};
