import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { invSpd, sandwich } from "../numeric/linear.ts";
import { dot } from "./columns.ts";
import { type PanelSample, panelSample, unitsNested } from "./panelSample.ts";
import type { DidRows, DidWarning } from "./sample.ts";
import { semidefinite, shareLeft, solveFactor, sweeper } from "./twoWay.ts";

/** One coefficient of the regression. */
export interface Coefficient {
  readonly name: string;
  readonly coef: number;
  readonly se: number;
}

export interface Twfe {
  readonly n: number;
  readonly clusters: number;
  /** `treated_now` first, then the covariates. */
  readonly coefficients: readonly Coefficient[];
  readonly warnings: readonly DidWarning[];
}

/** 1 in the rows whose unit has begun. */
function treatedNow({ group, period, times, n }: PanelSample): Float64Array {
  const treated = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const start = group[i] as number;
    treated[i] = start > 0 && (times[period[i] as number] as number) >= start ? 1 : 0;
  }
  return treated;
}

/** Sum over clusters of s s', where s is the cluster's sum of regressor times residual. */
function clusterMeat(columns: readonly Float64Array[], residual: Float64Array, sample: PanelSample): Float64Array {
  const p = columns.length;
  const scores = new Float64Array(sample.clusters * p);
  for (let i = 0; i < sample.n; i++) {
    const at = (sample.cluster[i] as number) * p;
    for (let j = 0; j < p; j++) {
      scores[at + j] = (scores[at + j] as number) + (columns[j]?.[i] as number) * (residual[i] as number);
    }
  }
  const meat = new Float64Array(p * p);
  for (let c = 0; c < sample.clusters; c++) {
    for (let j = 0; j < p; j++) {
      for (let k = 0; k < p; k++) {
        meat[j * p + k] = (meat[j * p + k] as number) + (scores[c * p + j] as number) * (scores[c * p + k] as number);
      }
    }
  }
  return meat;
}

function residualOf(y: Float64Array, columns: readonly Float64Array[], coef: Float64Array): Float64Array {
  const residual = Float64Array.from(y);
  for (const [j, column] of columns.entries()) {
    const slope = coef[j] as number;
    for (let i = 0; i < residual.length; i++) residual[i] = (residual[i] as number) - slope * (column[i] as number);
  }
  return residual;
}

/** Least squares on swept columns with the cluster covariance; units that span clusters count among the coefficients. */
function leastSquares(y: Float64Array, columns: readonly Float64Array[], sample: PanelSample) {
  const p = columns.length;
  const products = new Float64Array(p * p);
  for (const [j, left] of columns.entries()) {
    for (const [k, right] of columns.entries()) products[j * p + k] = dot(left, right);
  }
  const coef = solveFactor(
    semidefinite(products, p),
    columns.map((column) => dot(column, y)),
  );
  const inverse = invSpd(products, p);
  if (!inverse) return undefined;
  const residual = residualOf(y, columns, coef);
  const covariance = sandwich(inverse, clusterMeat(columns, residual, sample), p, p);
  const { n, clusters, periods, units } = sample;
  const k = p + periods + (unitsNested(sample) ? 0 : units - 1);
  const factor = (clusters / (clusters - 1)) * ((n - 1) / (n - k));
  return { coef, se: columns.map((_, j) => Math.sqrt(factor * (covariance[j * p + j] as number))) };
}

/** Times the roots of the weights, after which plain least squares is the weighted one. */
function rooted(column: Float64Array, weights: Float64Array | undefined): Float64Array {
  return weights ? column.map((value, i) => value * Math.sqrt(weights[i] as number)) : column;
}

/** Below this share of its variation a swept column is explained by unit and period effects. */
const EXPLAINED = 1e-10;

/** Which regressors stay: not explained by the effects, nor by earlier regressors. */
function independent(
  raw: readonly Float64Array[],
  swept: readonly Float64Array[],
  weights: Float64Array | undefined,
): readonly number[] {
  const some = raw.flatMap((column, place) => {
    const own = swept[place];
    return own && shareLeft(rooted(column, weights), own) >= EXPLAINED ? [{ place, own }] : [];
  });
  const size = some.length;
  const products = new Float64Array(size * size);
  for (const [j, left] of some.entries()) {
    for (const [k, right] of some.entries()) products[j * size + k] = dot(left.own, right.own);
  }
  const { skipped } = semidefinite(products, size);
  return some.filter((_, j) => !skipped.includes(j)).map(({ place }) => place);
}

/**
 * Two-way fixed effects regression of `y` on "treated by now" (group > 0 and period >= group) and covariates. Standard
 * errors by cluster (units when no cluster is given) times G/(G-1) x (n-1)/(n-k); k counts regressors and period effects.
 * With staggered starts and effects that change the coefficient mixes good and bad comparisons (see `bacon`): it is never
 * the headline. Covariates explained by the effects or by earlier ones are left out with `aliased_terms`.
 * Row weights are those of weighted least squares.
 * Fails with `no_rows`, `duplicate_id`, `invalid_weight`, `constant_treatment`, `too_few_clusters` or `singular`.
 */
export function twfe(data: DidRows, names: readonly string[] = []): Result<Twfe, EvaluationFailure> {
  const taken = panelSample(data);
  if (!taken.ok) return taken;
  const sample = taken.value;
  const { n, clusters, x, missing } = sample;
  if (clusters < 2) return refused({ code: "too_few_clusters", n: clusters, needed: 2 });
  const sweep = sweeper(sample);
  const raw = [treatedNow(sample), ...x];
  const swept = raw.map((column) => rooted(sweep(column), sample.weights));
  const kept = independent(raw, swept, sample.weights);
  if (kept[0] !== 0) return refused({ code: "constant_treatment", column: "treated_now" });
  const labels = ["treated_now", ...x.map((_, place) => names[place] ?? `x${place + 1}`)];
  const fitted = leastSquares(
    rooted(sweep(sample.y), sample.weights),
    swept.filter((_, place) => kept.includes(place)),
    sample,
  );
  if (!fitted) return refused({ code: "singular", term: "treated_now" });
  const aliased = labels.filter((_, place) => !kept.includes(place));
  const warnings: DidWarning[] = [];
  if (missing > 0) warnings.push({ code: "rows_with_missing_values", n: missing });
  if (aliased.length > 0) warnings.push({ code: "aliased_terms", terms: aliased });
  if (clusters < 30) warnings.push({ code: "few_clusters", n: clusters });
  const coefficients = kept.map((place, j) => ({
    name: labels[place] ?? "",
    coef: fitted.coef[j] as number,
    se: fitted.se[j] as number,
  }));
  return accepted({ n, clusters, coefficients, warnings });
}
