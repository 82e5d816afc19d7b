import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { reachOf } from "../normal.ts";
import { countingGroup } from "../numeric/sort.ts";
import { MOST_CURVES, manyGroups } from "../refusals.ts";
import type { Groups } from "../terms.ts";
import type { PlainWarning } from "../warning.ts";
import { type Incidence, incidenceOf, squaredTable, survivalBefore } from "./incidence.ts";
import { maximumCause, rowWarnings } from "./km.ts";
import { keptCodes, observed, type SurvivalInput, subset, takenCodes } from "./observed.ts";
import { atRiskAt, positionAt, riskTable } from "./riskTable.ts";
import { tieTolerance } from "./timeline.ts";

export interface CifInput extends SurvivalInput {
  readonly group?: Groups;
  /** Rows of one cluster are not independent: the jackknife adds up their influences. */
  readonly cluster?: Groups;
}

export interface CifGroup {
  readonly level: string;
  readonly n: number;
  readonly times: Float64Array;
  readonly atRisk: Float64Array;
  /** Share for which nothing has ended yet; with the incidences of all causes it sums to 1. */
  readonly eventFree: Float64Array;
  /** `byCause[cause - 1]`. */
  readonly byCause: readonly Incidence[];
  readonly atRiskAt: (time: number) => number;
}

export interface Cif {
  readonly groups: readonly CifGroup[];
  readonly n: number;
  readonly nMissing: number;
  readonly warnings: readonly PlainWarning[];
}

interface Part {
  readonly input: SurvivalInput;
  readonly cluster: Int32Array | undefined;
}

function cifOf({ input, cluster }: Part, causes: number, tolerance: number): Omit<CifGroup, "level"> {
  const table = riskTable(input, causes, tolerance);
  const squares = squaredTable(input, table, tolerance);
  const unit = cluster && { codes: cluster, count: cluster.reduce((most, code) => Math.max(most, code), -1) + 1 };
  return {
    n: input.time.length,
    times: table.times,
    atRisk: table.atRisk,
    eventFree: survivalBefore(table).subarray(1),
    byCause: table.byCause.map((_, k) => incidenceOf(input, table, { cause: k + 1, unit, squares })),
    atRiskAt: atRiskAt(input, table),
  };
}

/**
 * Cumulative incidence by group of causes that compete (Aalen and Johansen 1978): cause 1, 2, … of the input, 0 lost from
 * sight. Variance: infinitesimal jackknife. One minus Kaplan–Meier of a single cause would overstate each of them.
 * Refusals: see `observed`.
 */
export function cif(input: CifInput): Result<Cif, EvaluationFailure> {
  const { group, cluster } = input;
  const many = manyGroups("group", group?.levels.length ?? 1, MOST_CURVES);
  if (many) return refused(many);
  const seen = observed(input, { codes: [group?.codes, cluster?.codes] });
  if (!seen.ok) return seen;
  const { n, nMissing } = seen.value;
  const tolerance = tieTolerance(seen.value.time);
  const causes = maximumCause(seen.value.cause);
  const clusters = cluster && keptCodes(cluster.codes, seen.value);
  const warnings = rowWarnings(seen.value);
  if (!group) {
    const only = cifOf({ input: seen.value, cluster: clusters }, causes, tolerance);
    return accepted({ groups: [{ level: "all", ...only }], n, nMissing, warnings });
  }
  const { starts, order } = countingGroup(keptCodes(group.codes, seen.value), group.levels.length);
  const groups = group.levels.flatMap((level, code) => {
    const part = order.subarray(starts[code], starts[code + 1]);
    if (part.length === 0) return [];
    const own = { input: subset(seen.value, part), cluster: clusters && takenCodes(clusters, part) };
    return [{ level, ...cifOf(own, causes, tolerance) }];
  });
  return groups.length === 0 ? refused({ code: "no_rows" }) : accepted({ groups, n, nMissing, warnings });
}

/** Limits of a share on the log-log scale; NaN where they do not exist (0 or 1). */
export function incidenceLimits(value: number, se: number, level: number): { lower: number; upper: number } {
  if (!(value > 0 && value < 1)) return { lower: Number.NaN, upper: Number.NaN };
  const spread = Math.exp((reachOf(level) * se) / (value * -Math.log(value)));
  return { lower: value ** spread, upper: value ** (1 / spread) };
}

/** What became of the group by a time: share without event, and incidence and standard error of each cause. */
export function cifAt(group: CifGroup, time: number) {
  const at = positionAt(group.times, time + 1e-8 * Math.abs(time));
  return {
    eventFree: at < 0 ? 1 : (group.eventFree[at] ?? Number.NaN),
    byCause: group.byCause.map(({ value, variance }) =>
      at < 0 ? { value: 0, se: 0 } : { value: value[at] ?? Number.NaN, se: Math.sqrt(variance[at] ?? Number.NaN) },
    ),
  };
}
