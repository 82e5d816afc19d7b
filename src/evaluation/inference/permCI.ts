import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { mean } from "../numeric/sums.ts";
import { assignmentsOf, type DrawLayer, eachAssignment, eachDrawn, type Transform } from "./assignments.ts";
import { blocksOf, drawsFor } from "./blocks.ts";
import { type ClusterOptions, clusterDraw } from "./permCluster.ts";
import type { Trial } from "./sample.ts";

export interface PermutationInterval {
  readonly estimate: number;
  /** Null: too few assignments for this alpha, no shift can be ruled out on this side. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly assignments: number;
  readonly method: "exact" | "montecarlo";
  readonly draws?: number;
}

/** A statistic that is linear in the outcomes: of the outcomes and of the treatment as it was. */
interface Linear {
  readonly layers: readonly DrawLayer[];
  readonly transform: Transform;
  readonly outcome: (sums: Float64Array) => number;
  readonly treatment: (sums: Float64Array) => number;
  readonly observed: readonly [outcome: number, treatment: number];
  readonly estimate: number;
}

/** Units drawn one by one: the sum of the treated, as in `permStratified`. */
function unitStatistic({ y, treated, stratum, strata }: Trial, moved: ArrayLike<number>): Linear {
  let [outcome, treatment, expected, expectedTreatment] = [0, 0, 0, 0];
  const layers = Array.from({ length: strata }, (_, place): DrawLayer => {
    const rows = [...y.keys()].filter((at) => stratum[at] === place);
    const of = (list: ArrayLike<number>) => Float64Array.from(rows, (at) => list[at] ?? 0);
    return { numbers: [of(y), of(moved)], drawn: of(treated).reduce((sum, one) => sum + one, 0) };
  }).filter(({ numbers }) => (numbers[0]?.length ?? 0) > 0);
  for (const [at, one] of treated.entries()) {
    outcome += one * (y[at] ?? 0);
    treatment += one * (moved[at] ?? 0);
  }
  for (const { numbers, drawn } of layers) {
    const [values, effects] = numbers;
    if (!values || !effects) continue;
    expected += drawn * mean(values);
    expectedTreatment += drawn * mean(effects);
  }
  return {
    layers,
    transform: (sums) => sums,
    outcome: (sums) => sums[0] ?? 0,
    treatment: (sums) => sums[1] ?? 0,
    observed: [outcome, treatment],
    estimate: (outcome - expected) / (treatment - expectedTreatment),
  };
}

function clusterStatistic(trial: Trial, statistic: NonNullable<ClusterOptions["statistic"]>): Linear {
  const { layers, transform, statisticOf, observed } = clusterDraw(trial, statistic);
  const outcome = (sums: Float64Array) => statisticOf(sums, 0);
  const treatment = (sums: Float64Array) => statisticOf(sums, 1);
  return {
    layers,
    transform,
    outcome,
    treatment,
    observed: [outcome(observed), treatment(observed)],
    estimate: outcome(observed),
  };
}

/**
 * The shift at which an assignment ties with the one that happened: above it the assignment gives a larger statistic, below it
 * a smaller one. The assignment itself ties at every shift.
 */
function tieShift({ outcome, treatment, observed }: Linear): (sums: Float64Array) => number | undefined {
  const [y, t] = observed;
  return (sums) => {
    const gap = t - treatment(sums);
    return gap > 1e-9 * Math.abs(t) ? (y - outcome(sums)) / gap : undefined;
  };
}

/** Limits from the tie shifts of all other assignments: those whose p on one side just exceeds alpha / 2. */
function limitsOf(shifts: Float64Array, all: number, alpha: number): Pick<PermutationInterval, "lower" | "upper"> {
  const sorted = shifts.slice().sort();
  // Assignments that tie at every shift, the one that happened among them, count on both sides.
  const always = all - sorted.length;
  const needed = Math.floor((alpha / 2) * all * (1 + 1e-12)) + 1 - always;
  if (needed <= 0) return { lower: null, upper: null };
  return { lower: sorted[needed - 1] ?? null, upper: sorted[sorted.length - needed] ?? null };
}

export interface IntervalOptions extends ClusterOptions {
  readonly alpha: number;
  /** Whole clusters were drawn. */
  readonly clustered?: boolean;
  /**
   * How far one unit of effect moves each outcome; the treatment itself when absent. Where the outcomes are residuals, so are
   * these: of the treatment on the same columns (Rosenbaum 2002, Statistical Science 17:286-327).
   */
  readonly moved?: ArrayLike<number>;
}

/**
 * Randomisation interval of a constant effect: the shifts that the test with alpha / 2 on either side does not reject
 * (Hodges and Lehmann 1963; Rosenbaum 2002, section 2.6). The limits are read exactly from the shifts at which assignments tie
 * with the one that happened. All assignments up to a million, otherwise so many drawn from a seed.
 */
export function permCI(
  trial: Trial,
  { alpha, clustered = false, statistic = "difference of family means", moved, ...options }: IntervalOptions,
): Result<PermutationInterval, EvaluationFailure> {
  const { method = "auto", draws: asked, seed = "1", exactLimit = 1e6 } = options;
  if (!(alpha > 0 && alpha < 1)) return refused({ code: "out_of_range", field: "alpha", least: 0, most: 1 });
  const linear = clustered ? clusterStatistic(trial, statistic) : unitStatistic(trial, moved ?? trial.treated);
  const assignments = assignmentsOf(linear.layers);
  const shiftOf = tieShift(linear);
  const shifts: number[] = [];
  const visit = (sums: Float64Array) => {
    const shift = shiftOf(sums);
    if (shift !== undefined) shifts.push(shift);
  };
  const exact = method !== "montecarlo" && assignments <= exactLimit;
  if (!exact && method === "exact") return refused({ code: "too_many_assignments", assignments, most: exactLimit });
  const chosen = exact ? accepted(0) : drawsFor(asked, trial.y.length);
  if (!chosen.ok) return chosen;
  const draws = chosen.value;
  if (exact) eachAssignment(linear.layers, linear.transform, visit);
  else for (const block of blocksOf(seed, draws)) eachDrawn(linear, block, visit);
  const limits = limitsOf(Float64Array.from(shifts), exact ? assignments : draws + 1, alpha);
  const found = { estimate: linear.estimate, ...limits, assignments };
  return accepted(exact ? { ...found, method: "exact" } : { ...found, method: "montecarlo", draws });
}
