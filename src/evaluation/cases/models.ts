import { accepted, type Result, refused } from "../../core/result.ts";
import { areaUnderCurve } from "../causal/ranks.ts";
import type { EvaluationFailure } from "../failure.ts";
import { logit } from "../models/logit.ts";
import { type Covariance, ols } from "../models/ols.ts";
import { standardErrors } from "../models/standardise.ts";
import { fewClusters, reasons } from "../refusals.ts";
import type { Table } from "../table.ts";
import {
  atRows,
  type BuiltDesign,
  buildDesign,
  type Groups,
  groupColumn,
  groupsAtRows,
  numberColumn,
} from "../terms.ts";
import type { CaseFunction, CaseFunctions } from "./case.ts";
import { byName, type InputReader, readInput, tableOf } from "./inputs.ts";

/** Answers list every row's fitted chance up to so many rows; beyond, the rows asked for or the ends. */
const LISTED_ROWS = 100_000;

interface Frame extends BuiltDesign {
  readonly y: Float64Array;
  readonly weights: Float64Array | undefined;
  readonly cluster: Groups | undefined;
}

/** Outcome, terms, weights and clusters on the rows that have them all. */
function frameOf(read: InputReader, table: Table): Result<Frame, EvaluationFailure> {
  const y = numberColumn(table, read.text("y"));
  if (!y.ok) return y;
  const also = [y.value];
  const weightName = read.optionalText("weights");
  const weights = weightName === undefined ? undefined : numberColumn(table, weightName);
  if (weights && !weights.ok) return weights;
  if (weights) also.push(weights.value);
  const clusterName = read.optionalText("cluster");
  const cluster = clusterName === undefined ? undefined : groupColumn(table, clusterName);
  if (cluster && !cluster.ok) return cluster;
  const alsoGroups = cluster ? [cluster.value] : [];
  const built = buildDesign(table, read.texts("x"), { intercept: read.flag("intercept", true), also, alsoGroups });
  if (!built.ok) return built;
  const { rows } = built.value;
  const taken = weights && atRows(weights.value, rows);
  const wrong = taken?.findIndex((weight) => !(weight > 0)) ?? -1;
  if (wrong >= 0) return refused({ code: "invalid_weight", row: (rows[wrong] ?? 0) + 1 });
  return accepted({
    ...built.value,
    y: atRows(y.value, rows),
    weights: taken,
    cluster: cluster && groupsAtRows(cluster.value, rows),
  });
}

function aliasedWarnings(aliased: readonly number[], names: readonly string[]): readonly EvaluationFailure[] {
  return aliased.map((j) => ({ code: "singular", term: names[j] ?? "" }));
}

function fittedAt(read: InputReader, rows: Uint32Array, fitted: Float64Array): Readonly<Record<string, number>> {
  const asked = new Set(read.numbers("fittedRows", []));
  const entries: [string, number][] = [];
  rows.forEach((row, i) => {
    const wanted =
      asked.size > 0 ? asked.has(row + 1) : rows.length <= LISTED_ROWS || i < 1000 || i === rows.length - 1;
    if (wanted) entries.push([String(row + 1), fitted[i] ?? Number.NaN]);
  });
  return Object.fromEntries(entries);
}

const logitCase: CaseFunction = async (input, data) => {
  const read = readInput(input);
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const frame = frameOf(read, table.value);
  const failure = read.failure();
  if (failure) return refused(failure);
  if (!frame.ok) return frame;
  const { X, rows, dropped, y, weights } = frame.value;
  const wrong = y.findIndex((value) => value < 0 || value > 1);
  if (wrong >= 0) return refused({ code: "out_of_range", field: read.text("y"), least: 0, most: 1 });
  const fit = logit(y, X, weights ? { weights } : {});
  if (!fit.ok) return fit;
  const { coef, cov, covHC0, deviance, nullDeviance, logLik, fitted, iterations, separation, aliased } = fit.value;
  if (separation !== "none") return refused({ code: "separation", kind: separation });
  return accepted({
    n: X.n,
    dropped,
    coef: byName(X.names, coef),
    se: byName(X.names, standardErrors(cov, X.p)),
    seHC0: byName(X.names, standardErrors(covHC0, X.p)),
    deviance,
    nullDeviance,
    logLik,
    fittedAt: fittedAt(read, rows, fitted),
    auc: areaUnderCurve(fitted, y),
    iterations,
    warnings: aliasedWarnings(aliased, X.names),
  });
};

function covarianceOf(read: InputReader, cluster: Groups | undefined): Result<Covariance, EvaluationFailure> {
  const kinds = ["classical", "HC0", "HC1", "HC2", "HC3", "CR0", "CR1", "CR2"] as const;
  const kind = read.oneOf("vcov", kinds, cluster ? "CR1" : "classical");
  if (kind !== "CR0" && kind !== "CR1" && kind !== "CR2") return accepted(kind);
  if (!cluster) return refused({ code: "malformed_input", field: "cluster", expected: "text" });
  if (new Set(cluster.codes).size < 2) return refused({ code: "too_few_clusters", n: 1, needed: 2 });
  return accepted({ cluster: cluster.codes, type: kind });
}

const olsCase: CaseFunction = async (input, data) => {
  const read = readInput(input);
  const table = await tableOf(read, data);
  if (!table.ok) return table;
  const frame = frameOf(read, table.value);
  if (!frame.ok) return refused(read.failure() ?? frame.failure);
  const { X, dropped, y, weights, cluster } = frame.value;
  const vcov = covarianceOf(read, cluster);
  const failure = read.failure();
  if (failure) return refused(failure);
  if (!vcov.ok) return vcov;
  const fit = ols(y, X, { vcov: vcov.value, ...(weights ? { weights } : {}) });
  if (!fit.ok) return fit;
  const { coef, se, sigma, r2, df, clusters, dfSatt, p, aliased } = fit.value;
  const few = reasons(clusters === undefined ? undefined : fewClusters(clusters));
  return accepted({
    n: X.n,
    dropped,
    coef: byName(X.names, coef),
    se: byName(X.names, se),
    sigma,
    r2,
    df,
    ...(clusters === undefined ? {} : { clusters }),
    ...(dfSatt && p ? { dfSatt: byName(X.names, dfSatt), p: byName(X.names, p) } : {}),
    warnings: [...aliasedWarnings(aliased, X.names), ...few],
  });
};

/** Regressions by themselves. */
export const modelCases: CaseFunctions = { logit: logitCase, ols: olsCase };
