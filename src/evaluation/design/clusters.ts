import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { normInv } from "../numeric/distributions.ts";
import { alphaFault, positiveFault, powerFault, shareFault } from "./limits.ts";

export interface Clustering {
  /** Mean number of units in a cluster. */
  readonly clusterSize: number;
  /** Share of the variance that lies between clusters. */
  readonly icc: number;
  /** Standard deviation of the cluster sizes by their mean. */
  readonly cvClusterSize: number;
}

/** How many times more units whole clusters ask for: 1 + ((1 + cv^2) m - 1) icc (Eldridge, Ashby and Kerry 2006). */
export function designEffect({ clusterSize, icc, cvClusterSize }: Clustering): number {
  return 1 + ((1 + cvClusterSize * cvClusterSize) * clusterSize - 1) * icc;
}

export interface ClusterDesign {
  readonly nPerArmIndividual: number;
  readonly designEffect: number;
  readonly nPerArm: number;
  readonly clustersPerArm: number;
}

/** Units and whole clusters per arm, from the units that would be needed if each were drawn by itself. */
export function clusterDesign(
  nPerArmIndividual: number,
  clustering: Clustering,
): Result<ClusterDesign, EvaluationFailure> {
  const { clusterSize, icc, cvClusterSize } = clustering;
  const fault =
    positiveFault("nPerArm", nPerArmIndividual) ??
    shareFault("icc", icc) ??
    (clusterSize >= 1 ? undefined : { code: "out_of_range" as const, field: "clusterSize", least: 1, most: 1e9 }) ??
    (cvClusterSize >= 0 ? undefined : { code: "out_of_range" as const, field: "cvClusterSize", least: 0, most: 1e9 });
  if (fault) return refused(fault);
  const effect = designEffect(clustering);
  const nPerArm = nPerArmIndividual * effect;
  const clustersPerArm = Math.ceil((nPerArm / clusterSize) * (1 - 1e-12));
  return accepted({ nPerArmIndividual, designEffect: effect, nPerArm, clustersPerArm });
}

export interface EventsQuestion {
  readonly hazardRatio: number;
  /** Share of the units in the first arm. */
  readonly allocation: number;
  readonly power: number;
  /** Two-sided. */
  readonly alpha: number;
}

/** Events needed for a log-rank test: (z_a + z_b)^2 / (p (1 - p) ln(HR)^2) (Schoenfeld 1981). Refuses a hazard ratio of 1. */
export function logrankEvents(question: EventsQuestion): Result<{ readonly events: number }, EvaluationFailure> {
  const { hazardRatio, allocation, power, alpha } = question;
  const fault = positiveFault("hazardRatio", hazardRatio) ?? alphaFault(alpha) ?? powerFault(power, alpha);
  if (fault) return refused(fault);
  if (!(allocation > 0 && allocation < 1))
    return refused({ code: "out_of_range", field: "allocation", least: 0, most: 1 });
  if (hazardRatio === 1) return refused({ code: "no_effect_asked" });
  const reach = normInv(1 - alpha / 2) + normInv(power);
  return accepted({ events: (reach * reach) / (allocation * (1 - allocation) * Math.log(hazardRatio) ** 2) });
}
