import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { ols } from "../models/ols.ts";
import { normCdf, normInv } from "../numeric/distributions.ts";
import type { Design } from "../terms.ts";
import { type FiellerSet, fiellerSet } from "./fieller.ts";

/** One row per person, complete: `X` holds the intercept, the arm (column `treat`), strata dummies and covariates. */
export interface PatientRows {
  readonly effect: Float64Array;
  readonly cost: Float64Array;
  readonly X: Design;
  /** Place of the arm among the columns of `X`. */
  readonly treat: number;
  /** Code of what shares fate; people count as independent without. */
  readonly cluster?: Int32Array;
  readonly lambda: readonly number[];
  /** Coverage of the Fieller set; 0.95 when absent. */
  readonly level?: number;
}

/** `north_east`: more effect, more cost; `south_east`: more effect, less cost (dominant); and so on. */
export type Quadrant = "north_east" | "south_east" | "south_west" | "north_west" | "boundary";

export interface BenefitAtLambda {
  readonly lambda: number;
  /** Incremental net benefit lambda * deltaE - deltaC, in money. */
  readonly inb: number;
  readonly se: number;
  readonly probCostEffective: number;
}

export interface CeaPatient {
  readonly n: number;
  readonly nTreated: number;
  readonly nControl: number;
  readonly nClusters: number;
  readonly deltaE: number;
  readonly seE: number;
  readonly deltaC: number;
  readonly seC: number;
  readonly cov: number;
  /**
   * deltaC / deltaE. It means nothing without its quadrant: a negative ratio is the same number for a programme that
   * saves and helps and for one that costs and harms. Absent when deltaE is 0.
   */
  readonly icer?: number;
  readonly quadrant: Quadrant;
  readonly fieller: FiellerSet;
  readonly byLambda: readonly BenefitAtLambda[];
}

interface Joint {
  readonly varE: number;
  readonly varC: number;
  readonly cov: number;
  readonly clusters: number;
}

/** Where a difference lies on the cost-effectiveness plane. */
export function quadrantOf(deltaE: number, deltaC: number): Quadrant {
  if (deltaE === 0 || deltaC === 0) return "boundary";
  if (deltaC > 0) return deltaE > 0 ? "north_east" : "north_west";
  return deltaE > 0 ? "south_east" : "south_west";
}

function sumOfProducts(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}

/** Joint variance of the two coefficients of the arm; `arm` is what the other columns leave of it. */
function jointVariance(
  arm: Float64Array,
  residuals: { readonly effect: Float64Array; readonly cost: Float64Array },
  { df, cluster }: { readonly df: number; readonly cluster: Int32Array | undefined },
): Joint {
  const n = arm.length;
  const left = sumOfProducts(arm, arm);
  const { effect, cost } = residuals;
  if (!cluster) {
    const scale = 1 / (left * df);
    const of = (a: Float64Array, b: Float64Array) => sumOfProducts(a, b) * scale;
    return { varE: of(effect, effect), varC: of(cost, cost), cov: of(effect, cost), clusters: n };
  }
  const scores = new Map<number, { e: number; c: number }>();
  for (let i = 0; i < n; i++) {
    const score = scores.get(cluster[i] as number) ?? { e: 0, c: 0 };
    scores.set(cluster[i] as number, score);
    score.e += (arm[i] as number) * (effect[i] as number);
    score.c += (arm[i] as number) * (cost[i] as number);
  }
  const clusters = scores.size;
  const scale = ((clusters / (clusters - 1)) * ((n - 1) / df)) / (left * left);
  let [varE, varC, cov] = [0, 0, 0];
  for (const { e, c } of scores.values()) {
    varE += e * e * scale;
    varC += c * c * scale;
    cov += e * c * scale;
  }
  return { varE, varC, cov, clusters };
}

function benefit(lambda: number, deltas: { deltaE: number; deltaC: number }, joint: Joint): BenefitAtLambda {
  const inb = lambda * deltas.deltaE - deltas.deltaC;
  const se = Math.sqrt(Math.max(0, lambda * lambda * joint.varE - 2 * lambda * joint.cov + joint.varC));
  const sure = inb === 0 ? 0.5 : Number(inb > 0);
  return { lambda, inb, se, probCostEffective: se === 0 ? sure : normCdf(inb / se) };
}

/** What the other columns leave of the arm. */
function armLeft(X: Design, treat: number): Result<Float64Array, EvaluationFailure> {
  const arm = X.cols[treat] ?? new Float64Array(X.n);
  const others = {
    ...X,
    p: X.p - 1,
    names: X.names.filter((_, j) => j !== treat),
    cols: X.cols.filter((_, j) => j !== treat),
  };
  const fit = ols(arm, others);
  if (!fit.ok) return fit;
  const left = fit.value.residuals;
  const share = sumOfProducts(left, left) / sumOfProducts(arm, arm);
  return share > 1e-10 ? accepted(left) : refused({ code: "constant_treatment", column: X.names[treat] ?? "treat" });
}

/**
 * Cost-effectiveness of an arm from people's own costs and effects: differences by least squares on the same columns,
 * their joint covariance (residual covariance over n - k, or by cluster times G/(G-1) x (n-1)/(n-k)), net benefit and its
 * probability (bivariate normal) at every price, and Fieller's set for the ratio.
 * Effects and costs keep their units; more effect is better.
 * Fails with `no_rows`, `not_a_number`, `constant_treatment`, `too_few_clusters`, `singular`, `too_few_units`, `out_of_range`.
 * Method: Hoch, Briggs & Willan 2002 (Health Econ 11:415-430); Willan & O'Brien 1996 (Health Econ 5:297-305).
 */
export function ceaPatient(rows: PatientRows): Result<CeaPatient, EvaluationFailure> {
  const { effect, cost, X, treat, cluster, lambda, level = 0.95 } = rows;
  if (X.n === 0) return refused({ code: "no_rows" });
  if (!(level > 0 && level < 1)) return refused({ code: "out_of_range", field: "level", least: 0, most: 1 });
  for (const [column, values] of Object.entries({ effect, cost })) {
    const missing = values.findIndex((value) => !Number.isFinite(value));
    if (missing >= 0) return refused({ code: "not_a_number", column, row: missing + 1 });
  }
  if (cluster && new Set(cluster).size < 2) return refused({ code: "too_few_clusters", n: 1, needed: 2 });
  const arm = armLeft(X, treat);
  if (!arm.ok) return arm;
  const onEffect = ols(effect, X);
  if (!onEffect.ok) return onEffect;
  const onCost = ols(cost, X);
  if (!onCost.ok) return onCost;
  const joint = jointVariance(
    arm.value,
    { effect: onEffect.value.residuals, cost: onCost.value.residuals },
    { df: onEffect.value.df, cluster },
  );
  const deltas = { deltaE: onEffect.value.coef[treat] ?? 0, deltaC: onCost.value.coef[treat] ?? 0 };
  const { deltaE, deltaC } = deltas;
  const nTreated = (X.cols[treat] ?? effect).filter((value) => value > 0).length;
  const parts = {
    numerator: deltaC,
    denominator: deltaE,
    varNumerator: joint.varC,
    varDenominator: joint.varE,
    covariance: joint.cov,
  };
  return accepted({
    n: X.n,
    nTreated,
    nControl: X.n - nTreated,
    nClusters: joint.clusters,
    deltaE,
    seE: Math.sqrt(joint.varE),
    deltaC,
    seC: Math.sqrt(joint.varC),
    cov: joint.cov,
    ...(deltaE === 0 ? {} : { icer: deltaC / deltaE }),
    quadrant: quadrantOf(deltaE, deltaC),
    fieller: fiellerSet(parts, normInv(0.5 + level / 2)),
    byLambda: lambda.map((price) => benefit(price, deltas, joint)),
  });
}
