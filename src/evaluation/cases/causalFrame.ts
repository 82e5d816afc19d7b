import { accepted, type Result, refused } from "../../core/result.ts";
import { checkTreatment } from "../causal/propensity.ts";
import type { EvaluationFailure } from "../failure.ts";
import type { Table } from "../table.ts";
import { atRows, buildDesign, type Design, type Groups, groupColumn, groupsAtRows, numberColumn } from "../terms.ts";
import type { CaseData, CaseInput } from "./case.ts";
import { type InputReader, readInput, tableOf } from "./inputs.ts";

/** What a comparison of two arms works on: the rows that have every value it needs. */
export interface CausalFrame {
  readonly read: InputReader;
  /** Terms with their constant. */
  readonly X: Design;
  readonly treat: Float64Array;
  /** The outcome; absent when none was asked for. */
  readonly y: Float64Array | undefined;
  /** Groups named by the request, by member: `exact`, `cluster`. */
  readonly groups: ReadonlyMap<string, Groups>;
  readonly weights: Float64Array | undefined;
  /** Rows kept, counted from 0. */
  readonly rows: Uint32Array;
  readonly dropped: number;
}

/** Several columns are one group: rows that agree in all of them. */
function jointGroups(table: Table, names: readonly string[]): Result<Groups, EvaluationFailure> {
  const parts: Groups[] = [];
  for (const name of names) {
    const part = groupColumn(table, name);
    if (!part.ok) return part;
    parts.push(part.value);
  }
  const [only] = parts;
  if (parts.length === 1 && only) return accepted(only);
  const levels = new Map<string, number>();
  const codes = Int32Array.from({ length: table.n }, (_, row) => {
    const words = parts.map(({ codes: own, levels: named }) => named[own[row] ?? -1]);
    if (words.includes(undefined)) return -1;
    const word = JSON.stringify(words);
    const code = levels.get(word) ?? levels.size;
    levels.set(word, code);
    return code;
  });
  return accepted({ codes, levels: [...levels.keys()] });
}

interface Columns {
  readonly treat: Float64Array;
  readonly y: Float64Array | undefined;
  readonly weights: Float64Array | undefined;
  readonly groups: ReadonlyMap<string, Groups>;
}

function columnsOf(read: InputReader, table: Table): Result<Columns, EvaluationFailure> {
  const treat = numberColumn(table, read.text("treat"));
  if (!treat.ok) return treat;
  const named = (field: string) => {
    const name = read.optionalText(field);
    return name === undefined ? accepted(undefined) : numberColumn(table, name);
  };
  const y = named("y");
  if (!y.ok) return y;
  const weights = named("weights");
  if (!weights.ok) return weights;
  const groups = new Map<string, Groups>();
  for (const field of ["exact", "cluster"]) {
    if (!read.has(field)) continue;
    const made = jointGroups(table, read.texts(field));
    if (!made.ok) return made;
    groups.set(field, made.value);
  }
  return accepted({ treat: treat.value, y: y.value, weights: weights.value, groups });
}

/** Reads treatment, terms, outcome, weights and groups of a request; rows that lack any of them are dropped and counted. */
export async function causalFrame(input: CaseInput, data: CaseData): Promise<Result<CausalFrame, EvaluationFailure>> {
  const read = readInput(input);
  const terms = read.texts("x");
  const found = await tableOf(read, data);
  if (!found.ok) return found;
  const table = found.value;
  const columns = columnsOf(read, table);
  const failure = read.failure();
  if (failure) return refused(failure);
  if (!columns.ok) return columns;
  const { treat, y, weights, groups } = columns.value;
  const also = [treat, y, weights].filter((values) => values !== undefined);
  const built = buildDesign(table, terms, { intercept: true, also, alsoGroups: [...groups.values()] });
  if (!built.ok) return built;
  const { X, rows, dropped } = built.value;
  const arms = checkTreatment(atRows(treat, rows), read.text("treat"));
  if (!arms.ok) return arms;
  return accepted({
    read,
    X,
    rows,
    dropped,
    treat: arms.value,
    y: y && atRows(y, rows),
    weights: weights && atRows(weights, rows),
    groups: new Map([...groups].map(([field, own]) => [field, groupsAtRows(own, rows)])),
  });
}

/** The outcome of a request that needs one. */
export function outcomeOf({ y }: CausalFrame): Result<Float64Array, EvaluationFailure> {
  return y ? accepted(y) : refused({ code: "malformed_input", field: "y", expected: "text" });
}

/** A design with one more column in front, such as the score in a table of balance. */
export function withColumn(X: Design, name: string, values: Float64Array): Design {
  return { n: X.n, p: X.p + 1, names: [name, ...X.names], cols: [values, ...X.cols] };
}
