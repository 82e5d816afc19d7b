import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { countingGroup } from "../numeric/sort.ts";
import { MOST_CURVES, manyGroups } from "../refusals.ts";
import type { Groups } from "../terms.ts";
import { type PlainWarning, when } from "../warning.ts";
import type { Curve } from "./curve.ts";
import { hazardSums, jackknifeLogVariance } from "./jackknife.ts";
import { keptCodes, observed, type SurvivalInput, subset, takenCodes } from "./observed.ts";
import { atRiskAt, type RiskTable, riskTable } from "./riskTable.ts";
import { tieTolerance } from "./timeline.ts";

export interface KmInput extends SurvivalInput {
  readonly group?: Groups;
  /** Rows of one cluster are not independent: errors by the infinitesimal jackknife over clusters. */
  readonly cluster?: Groups;
}

export interface KmGroup {
  readonly level: string;
  /** Rows used. */
  readonly n: number;
  /** Events, weighted where there are weights. */
  readonly events: number;
  readonly curve: Curve;
  readonly method: "greenwood" | "infinitesimal_jackknife";
  /** The (weighted) number at risk just before any time. */
  readonly atRiskAt: (time: number) => number;
}

export interface Km {
  readonly groups: readonly KmGroup[];
  readonly n: number;
  readonly nMissing: number;
  readonly warnings: readonly PlainWarning[];
}

/** Whether weights only count equal rows. */
function wholeWeights(weights: Float64Array | undefined): boolean {
  return weights?.every((weight) => weight === Math.floor(weight)) ?? true;
}

function productLimit({ atRisk, events }: RiskTable): Float64Array {
  const survival = new Float64Array(atRisk.length);
  let share = 1;
  for (let at = 0; at < survival.length; at++) {
    const risk = atRisk[at] ?? 0;
    const here = events[at] ?? 0;
    if (here > 0) share = risk - here > 1e-9 * risk ? share * ((risk - here) / risk) : 0;
    survival[at] = share;
  }
  return survival;
}

/** Codes 0, 1, … in order of appearance, for a part of the rows. */
function compactCodes(codes: Int32Array): { codes: Int32Array; count: number } {
  const known = new Map<number, number>();
  const compact = Int32Array.from(codes, (code) => {
    const found = known.get(code) ?? known.size;
    known.set(code, found);
    return found;
  });
  return { codes: compact, count: known.size };
}

/** One curve of rows that belong together. `tolerance`: see `tieTolerance`. */
export function curveOf(input: SurvivalInput, tolerance: number, cluster?: Int32Array): Omit<KmGroup, "level"> {
  const table = riskTable(input, maximumCause(input.cause), tolerance);
  const survival = productLimit(table);
  const jackknife = cluster !== undefined || !wholeWeights(input.weights);
  const logVariance = jackknife
    ? jackknifeLogVariance(input, table, cluster && compactCodes(cluster))
    : hazardSums(table);
  for (let at = 0; at < survival.length; at++) if (survival[at] === 0) logVariance[at] = Number.POSITIVE_INFINITY;
  let events = 0;
  for (let at = 0; at < table.events.length; at++) events += table.events[at] ?? 0;
  return {
    n: input.time.length,
    events,
    curve: { times: table.times, atRisk: table.atRisk, events: table.events, survival, logVariance },
    method: jackknife ? "infinitesimal_jackknife" : "greenwood",
    atRiskAt: atRiskAt(input, table),
  };
}

/** The largest cause that occurs, at least 1. */
export function maximumCause(cause: Uint8Array): number {
  let most = 1;
  for (let i = 0; i < cause.length; i++) {
    const code = cause[i] ?? 0;
    if (code > most) most = code;
  }
  return most;
}

/** Everything an answer should say about the rows before anyone reads its numbers. */
export function rowWarnings({ neverAtRisk, nMissing }: { neverAtRisk: number; nMissing: number }): PlainWarning[] {
  return [...when(neverAtRisk > 0, "entry_equals_exit"), ...when(nMissing > 0, "rows_with_missing_values")];
}

/**
 * Kaplan–Meier (1958) curves by group: any cause but 0 is the event. Errors by Greenwood's formula; by the
 * infinitesimal jackknife where weights are not whole numbers or rows come in clusters. Late entries (`entry`) are at
 * risk only afterwards. Refusals: see `observed`.
 */
export function km(input: KmInput): Result<Km, EvaluationFailure> {
  const { group, cluster } = input;
  const many = manyGroups("group", group?.levels.length ?? 1, MOST_CURVES);
  if (many) return refused(many);
  const seen = observed(input, { codes: [group?.codes, cluster?.codes] });
  if (!seen.ok) return seen;
  const { n, nMissing, neverAtRisk } = seen.value;
  const tolerance = tieTolerance(seen.value.time);
  const warnings = rowWarnings({ neverAtRisk, nMissing });
  const clusters = cluster && keptCodes(cluster.codes, seen.value);
  if (!group) {
    const only = curveOf(seen.value, tolerance, clusters);
    return accepted({ groups: [{ level: "all", ...only }], n, nMissing, warnings });
  }
  const split = countingGroup(keptCodes(group.codes, seen.value), group.levels.length);
  const groups = group.levels.flatMap((level, code) => {
    const part = split.order.subarray(split.starts[code], split.starts[code + 1]);
    if (part.length === 0) return [];
    return [{ level, ...curveOf(subset(seen.value, part), tolerance, clusters && takenCodes(clusters, part)) }];
  });
  return groups.length === 0 ? refused({ code: "no_rows" }) : accepted({ groups, n, nMissing, warnings });
}
