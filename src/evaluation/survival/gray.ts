import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { chi2Sf } from "../numeric/distributions.ts";
import { countingGroup } from "../numeric/sort.ts";
import { manyGroups } from "../refusals.ts";
import type { Groups } from "../terms.ts";
import type { PlainWarning } from "../warning.ts";
import { rowWarnings } from "./km.ts";
import { quadraticForm } from "./logrank.ts";
import { observed, type SurvivalInput, subset, takenCodes } from "./observed.ts";
import { tieTolerance, timeline } from "./timeline.ts";

export interface GrayInput extends SurvivalInput {
  readonly group: Groups;
  readonly strata?: Groups;
}

export interface GrayTest {
  readonly chisq: number;
  readonly df: number;
  readonly p: number;
}

export interface Gray {
  /** `byCause[i]` for the i-th cause asked. */
  readonly byCause: readonly GrayTest[];
  readonly n: number;
  readonly nMissing: number;
  readonly warnings: readonly PlainWarning[];
}

/** Counts by time and group of one stratum: leavers, those by the cause tested, those by another. */
interface Counts {
  readonly size: number;
  readonly groups: number;
  readonly leaving: Float64Array;
  readonly own: Float64Array;
  readonly other: Float64Array;
}

function countsOf(
  input: SurvivalInput,
  codes: Int32Array,
  about: { groups: number; cause: number; tolerance: number },
): Counts {
  const { exit, size } = timeline(input.time, undefined, about.tolerance);
  const { groups, cause } = about;
  const cells = () => new Float64Array(groups * size);
  const counts = { size, groups, leaving: cells(), own: cells(), other: cells() };
  for (let i = 0; i < exit.length; i++) {
    const at = (exit[i] ?? 0) * groups + (codes[i] ?? 0);
    counts.leaving[at] = (counts.leaving[at] ?? 0) + 1;
    const code = input.cause[i] ?? 0;
    if (code === cause) counts.own[at] = (counts.own[at] ?? 0) + 1;
    else if (code > 0) counts.other[at] = (counts.other[at] ?? 0) + 1;
  }
  return counts;
}

/** The state of every group at one time, just before it (`before`) and after it. */
interface Moment {
  readonly at: number;
  readonly atRisk: Float64Array;
  /** Kaplan–Meier of all causes, and incidence of the cause, of each group before this time. */
  readonly free: Float64Array;
  readonly incidence: Float64Array;
  readonly freeAfter: Float64Array;
  /** Sum of the groups' numbers at risk divided by their `free`. */
  readonly total: number;
  readonly ownEvents: number;
  /** Incidence of all groups together under equality, before and after. */
  readonly pooled: number;
  readonly pooledAfter: number;
}

/** Runs forward through the times with events. */
function walkGroups({ size, groups, leaving, own, other }: Counts, visit: (moment: Moment) => void): void {
  const atRisk = new Float64Array(groups);
  for (let at = 0; at < leaving.length; at++) atRisk[at % groups] = (atRisk[at % groups] ?? 0) + (leaving[at] ?? 0);
  const [free, incidence] = [new Float64Array(groups).fill(1), new Float64Array(groups)];
  const freeAfter = new Float64Array(groups);
  let pooled = 0;
  for (let r = 0; r < size; r++) {
    const at = r * groups;
    let [events, ownEvents, total] = [0, 0, 0];
    for (let g = 0; g < groups; g++) {
      events += (own[at + g] ?? 0) + (other[at + g] ?? 0);
      ownEvents += own[at + g] ?? 0;
    }
    if (events > 0) {
      for (let g = 0; g < groups; g++) {
        const risk = atRisk[g] ?? 0;
        const here = (own[at + g] ?? 0) + (other[at + g] ?? 0);
        freeAfter[g] = risk > 0 ? ((free[g] ?? 0) * (risk - here)) / risk : (free[g] ?? 0);
        if (risk > 0) total += risk / (free[g] ?? 1);
      }
      const pooledAfter = pooled + ownEvents / total;
      visit({ at, atRisk, free, incidence, freeAfter, total, ownEvents, pooled, pooledAfter });
      for (let g = 0; g < groups; g++) {
        const risk = atRisk[g] ?? 0;
        if (risk > 0) incidence[g] = (incidence[g] ?? 0) + ((free[g] ?? 0) * (own[at + g] ?? 0)) / risk;
      }
      free.set(freeAfter);
      pooled = pooledAfter;
    }
    for (let g = 0; g < groups; g++) atRisk[g] = (atRisk[g] ?? 0) - (leaving[at + g] ?? 0);
  }
}

/** Adds observed minus expected of each group: expected by the subdistribution at risk, R = risk (1 - F) / S. */
function addScore(score: Float64Array, { own }: Counts, moment: Moment, rho: number): void {
  const { at, atRisk, free, incidence, ownEvents, pooled } = moment;
  if (ownEvents === 0) return;
  const subRisk = atRisk.map((risk, g) => (risk > 0 ? (risk * (1 - (incidence[g] ?? 0))) / (free[g] ?? 1) : 0));
  const all = subRisk.reduce((sum, one) => sum + one, 0);
  const weight = (1 - pooled) ** rho;
  for (let g = 0; g < score.length; g++)
    if ((atRisk[g] ?? 0) > 0)
      score[g] = (score[g] ?? 0) + weight * ((own[at + g] ?? 0) - (ownEvents * (subRisk[g] ?? 0)) / all);
}

/** a: how an event in group h bears on the score of group g, at this time. */
function bearing({ atRisk, free, total, pooled }: Moment, rho: number): Float64Array {
  const groups = atRisk.length;
  const share = atRisk.map((risk, g) => (risk > 0 ? risk / (free[g] ?? 1) : 0));
  const weight = (1 - pooled) ** rho;
  const matrix = new Float64Array(groups * groups);
  for (let g = 0; g < groups; g++)
    for (let h = 0; h < groups; h++)
      matrix[g * groups + h] = weight * (share[g] ?? 0) * (Number(g === h) - (share[h] ?? 0) / total);
  return matrix;
}

function addOuter(variance: Float64Array, by: readonly number[], factor: number): void {
  const groups = by.length;
  for (let g = 0; g < groups; g++)
    for (let h = 0; h < groups; h++)
      variance[g * groups + h] = (variance[g * groups + h] ?? 0) + factor * (by[g] ?? 0) * (by[h] ?? 0);
}

/** Adds one time to the variance; `later[g, h]` is what is still to come of the sum of a dF / (1 - F). */
function addVariance(
  variance: Float64Array,
  { other }: Counts,
  moment: Moment,
  parts: { a: Float64Array; later: Float64Array },
): void {
  const { at, atRisk, free, freeAfter, total, ownEvents, pooledAfter } = moment;
  const groups = atRisk.length;
  for (let h = 0; h < groups; h++) {
    const risk = atRisk[h] ?? 0;
    if (risk <= 0) continue;
    const [before, after] = [free[h] ?? 0, freeAfter[h] ?? 0];
    const rest = after > 0 ? (1 - pooledAfter) / after : 0;
    const column = (factor: number, own: number) =>
      Array.from(
        { length: groups },
        (_, g) => own * (parts.a[g * groups + h] ?? 0) + factor * (parts.later[g * groups + h] ?? 0),
      );
    if (ownEvents > 0) {
      const ties = ownEvents > 1 ? 1 - (ownEvents - 1) / (total * before - 1) : 1;
      addOuter(variance, column(1 - rest, 1), (ties * before * ownEvents) / (total * risk));
    }
    const others = other[at + h] ?? 0;
    if (others > 0 && after > 0) {
      const ties = others > 1 ? 1 - (others - 1) / (risk - 1) : 1;
      addOuter(variance, column(rest, 0), (ties * before * before * others) / (risk * risk));
    }
  }
}

/** Score and variance of one stratum: one run for the sums over all times, one for the variance. */
function addStratum(counts: Counts, rho: number, sums: { score: Float64Array; variance: Float64Array }): void {
  const { groups } = counts;
  const later = new Float64Array(groups * groups);
  const each = (moment: Moment, a: Float64Array, sign: number) => {
    const factor = (sign * moment.ownEvents) / (moment.total * (1 - moment.pooled));
    for (let at = 0; at < later.length; at++) later[at] = (later[at] ?? 0) + factor * (a[at] ?? 0);
  };
  walkGroups(counts, (moment) => {
    addScore(sums.score, counts, moment, rho);
    each(moment, bearing(moment, rho), 1);
  });
  walkGroups(counts, (moment) => {
    const a = bearing(moment, rho);
    each(moment, a, -1);
    addVariance(sums.variance, counts, moment, { a, later });
  });
}

/**
 * Gray's test (1988) of equal cumulative incidence of each of `causes` across groups, with weight (1 - F)^rho; within
 * strata when given. Refuses late entries and weights (`option_not_offered`), one group (`constant_treatment`), and a
 * cause that does not occur (`too_few_events`); otherwise as `observed`.
 */
export function gray(input: GrayInput, causes: readonly number[], rho = 0): Result<Gray, EvaluationFailure> {
  const { group, strata } = input;
  const many = manyGroups("group", group.levels.length);
  if (many) return refused(many);
  if (input.entry)
    return refused({ code: "option_not_offered", fn: "gray", option: "entry", why: "late_entry_undefined" });
  if (input.weights)
    return refused({ code: "option_not_offered", fn: "gray", option: "weights", why: "weights_undefined" });
  const seen = observed(input, { codes: [group.codes, strata?.codes] });
  if (!seen.ok) return seen;
  const { rows, n, nMissing } = seen.value;
  const codes = takenCodes(group.codes, rows);
  if (codes.every((code) => code === codes[0])) return refused({ code: "constant_treatment", column: "group" });
  const groups = group.levels.length;
  const tolerance = tieTolerance(seen.value.time);
  const split = strata && countingGroup(takenCodes(strata.codes, rows), strata.levels.length);
  const parts = split
    ? Array.from({ length: split.starts.length - 1 }, (_, s) =>
        split.order.subarray(split.starts[s], split.starts[s + 1]),
      )
    : [undefined];
  const byCause: GrayTest[] = [];
  for (const cause of causes) {
    if (cause < 1 || !seen.value.cause.includes(cause))
      return refused({ code: "too_few_events", events: 0, needed: 1 });
    const sums = { score: new Float64Array(groups), variance: new Float64Array(groups * groups) };
    for (const part of parts) {
      const [own, ownCodes] = part ? [subset(seen.value, part), takenCodes(codes, part)] : [seen.value, codes];
      if (ownCodes.length > 0) addStratum(countsOf(own, ownCodes, { groups, cause, tolerance }), rho, sums);
    }
    const { chisq, df } = quadraticForm(sums.score, sums.variance);
    byCause.push({ chisq, df, p: df > 0 ? chi2Sf(chisq, df) : Number.NaN });
  }
  return accepted({ byCause, n, nMissing, warnings: rowWarnings(seen.value) });
}
