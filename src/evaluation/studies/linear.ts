import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { ols } from "../models/ols.ts";
import { tInv, tSf } from "../numeric/distributions.ts";
import type { Design, Groups } from "../terms.ts";
import type { Sample } from "./sample.ts";

/** Coverage of all intervals. */
export const LEVEL = 0.95;

/** With more clusters CR2 corrects less than a thousandth (half of columns by clusters, for ten columns); CR1 takes linear time. */
const MANY = 5000;

/** An effect with its error; `p` two-sided by the error itself. */
export interface Estimated {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly se: number;
  readonly df: number;
  readonly p: number;
}

/** An estimate and its limits from an error with so many degrees of freedom. */
export function estimatedFrom(value: number, se: number, df: number): Result<Estimated, EvaluationFailure> {
  if (!(Number.isFinite(value) && se > 0 && df > 0)) return refused({ code: "not_converged", method: "error" });
  const reach = tInv(0.5 + LEVEL / 2, df) * se;
  const p = Math.min(1, 2 * tSf(Math.abs(value / se), df));
  return accepted({ value, low: value - reach, high: value + reach, se, df, p });
}

/** The smallest effect that four of five such studies would have told from none. */
export function detectableFrom({ se, df }: Pick<Estimated, "se" | "df">): number {
  return (tInv(0.5 + LEVEL / 2, df) + tInv(0.8, df)) * se;
}

function strataColumns(stratum: Groups | undefined, n: number): readonly Float64Array[] {
  if (!stratum) return [];
  return stratum.levels.slice(1).map((_, at) => {
    const column = new Float64Array(n);
    stratum.codes.forEach((code, row) => {
      column[row] = Number(code === at + 1);
    });
    return column;
  });
}

/** Constant, strata and covariates; the treatment second where it is asked for. */
export function modelOf({ treat, X, stratum }: Sample, withTreatment: boolean): Design {
  const n = treat.length;
  const strata = strataColumns(stratum, n);
  const cols = [new Float64Array(n).fill(1), ...(withTreatment ? [treat] : []), ...strata, ...X.cols];
  const names = [
    "(Intercept)",
    ...(withTreatment ? ["programme"] : []),
    ...strata.map((_, k) => `stratum ${k}`),
    ...X.names,
  ];
  return { n, p: cols.length, names, cols };
}

export interface AdjustedOptions {
  readonly weights?: Float64Array;
  /** What shares fate; that of the sample when absent. */
  readonly cluster?: Int32Array | undefined;
}

/**
 * Difference of means adjusted for strata and covariates by least squares; error HC2, or CR2 with Satterthwaite's degrees of
 * freedom where units share fate.
 */
export function adjustedDifference(
  y: Float64Array,
  sample: Sample,
  { weights, cluster = sample.cluster?.codes }: AdjustedOptions = {},
): Result<Estimated, EvaluationFailure> {
  const clusters = cluster ? new Set(cluster).size : 0;
  const type = clusters > MANY ? "CR1" : "CR2";
  const fit = ols(y, modelOf(sample, true), {
    ...(weights ? { weights } : {}),
    vcov: cluster ? { cluster, type } : "HC2",
  });
  if (!fit.ok) return fit;
  const df = fit.value.dfSatt?.[1] ?? (cluster ? clusters - 1 : fit.value.df);
  const [, value = Number.NaN] = fit.value.coef;
  if (Number.isNaN(value)) return refused({ code: "singular", term: "programme" });
  return estimatedFrom(value, fit.value.se[1] ?? Number.NaN, df);
}

/** The sample as it came, with nothing to allow for. */
export function unadjusted(sample: Sample): Sample {
  return { ...sample, X: { ...sample.X, p: 0, names: [], cols: [] }, stratum: undefined };
}

/** What strata and covariates leave of a column. */
export function residualsOf(values: Float64Array, sample: Sample): Result<Float64Array, EvaluationFailure> {
  const fit = ols(values, modelOf(sample, false));
  return fit.ok ? accepted(fit.value.residuals) : fit;
}
