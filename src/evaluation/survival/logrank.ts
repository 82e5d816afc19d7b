import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { chi2Sf } from "../numeric/distributions.ts";
import { symmetricEigen } from "../numeric/linear.ts";
import { countingGroup } from "../numeric/sort.ts";
import { manyGroups } from "../refusals.ts";
import type { Groups } from "../terms.ts";
import type { PlainWarning } from "../warning.ts";
import { rowWarnings } from "./km.ts";
import { keptCodes, observed, type SurvivalInput, subset, takenCodes } from "./observed.ts";
import { sortedByKey } from "./riskTable.ts";
import { countsDays, tieTolerance, timeline } from "./timeline.ts";

export interface LogrankInput extends SurvivalInput {
  readonly group: Groups;
  readonly strata?: Groups;
}

export interface Logrank {
  readonly chisq: number;
  readonly df: number;
  readonly p: number;
  readonly n: number;
  readonly nMissing: number;
  readonly levels: readonly string[];
  /** Weighted by S^rho, as are the expected ones. */
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  readonly warnings: readonly PlainWarning[];
}

interface Scores {
  readonly rho: number;
  readonly tolerance: number;
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  /** Covariance of observed - expected, groups x groups. */
  readonly variance: Float64Array;
}

/** (Weighted) events, leavers and late entrants by rank and group: cell `rank * groups + group`. */
function groupCells(
  input: SurvivalInput,
  codes: Int32Array,
  { groups, tolerance }: { groups: number; tolerance: number },
) {
  const line = timeline(input.time, input.entry, tolerance);
  const { exit, entry, size } = line;
  const events = new Float64Array(groups * size);
  const leaving = new Float64Array(groups * size);
  const entering = entry && new Float64Array(groups * size);
  for (let i = 0; i < exit.length; i++) {
    const weight = input.weights ? (input.weights[i] ?? 0) : 1;
    const group = codes[i] ?? 0;
    const at = (exit[i] ?? 0) * groups + group;
    leaving[at] = (leaving[at] ?? 0) + weight;
    if (input.cause[i]) events[at] = (events[at] ?? 0) + weight;
    const from = entry ? (entry[i] ?? -1) : -1;
    if (entering && from >= 0) entering[from * groups + group] = (entering[from * groups + group] ?? 0) + weight;
  }
  return { events, leaving, entering, size };
}

type Cells = ReturnType<typeof groupCells>;

/** S just before each rank of all groups together: the weight of Harrington and Fleming's family. */
function pooledBefore({ events, leaving, entering, size }: Cells, groups: number): Float64Array {
  const share = new Float64Array(size);
  let risk = 0;
  for (let r = size - 1; r >= 0; r--) {
    let here = 0;
    for (let g = 0; g < groups; g++) {
      risk += (leaving[r * groups + g] ?? 0) - (entering?.[r * groups + g] ?? 0);
      here += events[r * groups + g] ?? 0;
    }
    share[r] = here > 0 ? (risk - here) / risk : 1;
  }
  let before = 1;
  for (let r = 0; r < size; r++) {
    const factor = share[r] ?? 1;
    share[r] = before;
    before *= factor;
  }
  return share;
}

function addRank(scores: Scores, atRisk: Float64Array, events: Float64Array, weight: number): void {
  const groups = atRisk.length;
  let risk = 0;
  let all = 0;
  for (let g = 0; g < groups; g++) all += events[g] ?? 0;
  if (all === 0) return;
  for (let g = 0; g < groups; g++) risk += atRisk[g] ?? 0;
  const spread = risk > 1 ? (weight * weight * all * (risk - all)) / (risk * (risk - 1)) : 0;
  for (let g = 0; g < groups; g++) {
    const own = atRisk[g] ?? 0;
    scores.observed[g] = (scores.observed[g] ?? 0) + weight * (events[g] ?? 0);
    scores.expected[g] = (scores.expected[g] ?? 0) + (weight * all * own) / risk;
    if (spread === 0 || own === 0) continue;
    for (let h = 0; h < groups; h++) {
      const at = g * groups + h;
      scores.variance[at] = (scores.variance[at] ?? 0) + spread * own * (Number(g === h) - (atRisk[h] ?? 0) / risk);
    }
  }
}

/** More groups than this are counted rank by rank: merging goes through all of them at every time. */
const MOST_MERGED = 8;

/** Adds one stratum of fractional times without weights or late entries: sorted group by group and merged. */
function addMerged(scores: Scores, { time, cause }: SurvivalInput, codes: Int32Array): void {
  const { rho, tolerance } = scores;
  const groups = scores.observed.length;
  const lists = sortedByKey(
    time,
    cause.map((code, row) => 2 * (codes[row] ?? 0) + (code ? 1 : 0)),
    2 * groups,
  );
  const next = new Uint32Array(lists.length);
  const atRisk = new Float64Array(groups);
  for (let k = 0; k < lists.length; k++) atRisk[k >> 1] = (atRisk[k >> 1] ?? 0) + (lists[k]?.length ?? 0);
  const here = new Float64Array(groups);
  const gone = new Float64Array(groups);
  let before = 1;
  const close = () => {
    let risk = 0;
    let events = 0;
    for (let g = 0; g < groups; g++) {
      risk += atRisk[g] ?? 0;
      events += here[g] ?? 0;
    }
    addRank(scores, atRisk, here, rho === 0 ? 1 : before ** rho);
    before *= (risk - events) / risk;
    for (let g = 0; g < groups; g++) atRisk[g] = (atRisk[g] ?? 0) - (gone[g] ?? 0);
    here.fill(0);
    gone.fill(0);
  };
  let last = Number.NEGATIVE_INFINITY;
  for (let left = time.length; left > 0; left--) {
    let least = Number.POSITIVE_INFINITY;
    let key = 0;
    for (let k = 0; k < lists.length; k++) {
      const value = (lists[k] as Float64Array)[next[k] ?? 0] ?? Number.POSITIVE_INFINITY;
      if (value < least) {
        least = value;
        key = k;
      }
    }
    if (least - last > tolerance && left < time.length) close();
    last = least;
    next[key] = (next[key] ?? 0) + 1;
    gone[key >> 1] = (gone[key >> 1] ?? 0) + 1;
    if (key & 1) here[key >> 1] = (here[key >> 1] ?? 0) + 1;
  }
  close();
}

/** Adds one stratum: everyone in it is compared with the others of the stratum only. */
function addStratum(scores: Scores, input: SurvivalInput, codes: Int32Array): void {
  const { rho, tolerance } = scores;
  const groups = scores.observed.length;
  if (!input.entry && !input.weights && groups <= MOST_MERGED && !countsDays(input.time)) {
    addMerged(scores, input, codes);
    return;
  }
  const cells = groupCells(input, codes, { groups, tolerance });
  const { size, events, leaving, entering } = cells;
  const before = rho === 0 ? undefined : pooledBefore(cells, groups);
  const atRisk = new Float64Array(groups);
  const here = new Float64Array(groups);
  for (let r = size - 1; r >= 0; r--) {
    for (let g = 0; g < groups; g++) {
      const at = r * groups + g;
      atRisk[g] = (atRisk[g] ?? 0) + (leaving[at] ?? 0) - (entering?.[at] ?? 0);
      here[g] = events[at] ?? 0;
    }
    addRank(scores, atRisk, here, before ? (before[r] ?? 1) ** rho : 1);
  }
}

/** (O - E)' V^- (O - E) with the generalised inverse: groups never at risk together with another carry nothing. */
export function quadraticForm(
  difference: Float64Array,
  variance: Float64Array,
): { readonly chisq: number; readonly df: number } {
  const size = difference.length;
  const { values, vectors } = symmetricEigen(variance, size);
  const least = 1e-10 * values.reduce((most, value) => Math.max(most, value), 0);
  let chisq = 0;
  let df = 0;
  for (let k = 0; k < size; k++) {
    const value = values[k] ?? 0;
    if (!(value > least)) continue;
    let along = 0;
    for (let i = 0; i < size; i++) along += (vectors[i * size + k] ?? 0) * (difference[i] ?? 0);
    chisq += (along * along) / value;
    df++;
  }
  return { chisq, df };
}

/**
 * Compares curves of several groups: the log-rank test (`rho` 0; Mantel 1966) or Peto and Peto's (`rho` 1) of the family
 * of Harrington and Fleming 1982, with the hypergeometric variance at ties; within `strata` when given. Weights count
 * equal rows: only whole ones. Refusals: see `observed`; `constant_treatment` when only one group is left.
 */
export function logrank(input: LogrankInput, rho = 0): Result<Logrank, EvaluationFailure> {
  const { group, strata } = input;
  const many = manyGroups("group", group.levels.length);
  if (many) return refused(many);
  if (input.weights?.some((weight) => weight !== Math.floor(weight)))
    return refused({ code: "option_not_offered", fn: "logrank", option: "weights", why: "weights_count_rows" });
  const seen = observed(input, { codes: [group.codes, strata?.codes] });
  if (!seen.ok) return seen;
  const { rows, n, nMissing } = seen.value;
  const codes = keptCodes(group.codes, seen.value);
  if (codes.every((code) => code === codes[0])) return refused({ code: "constant_treatment", column: "group" });
  const groups = group.levels.length;
  const scores = {
    rho,
    tolerance: tieTolerance(seen.value.time),
    observed: new Float64Array(groups),
    expected: new Float64Array(groups),
    variance: new Float64Array(groups * groups),
  };
  if (strata) {
    const { starts, order } = countingGroup(takenCodes(strata.codes, rows), strata.levels.length);
    for (let s = 0; s < strata.levels.length; s++) {
      const part = order.subarray(starts[s], starts[s + 1]);
      if (part.length > 0) addStratum(scores, subset(seen.value, part), takenCodes(codes, part));
    }
  } else addStratum(scores, seen.value, codes);
  const { chisq, df } = quadraticForm(
    scores.observed.map((value, g) => value - (scores.expected[g] ?? 0)),
    scores.variance,
  );
  if (df === 0) return refused({ code: "too_few_events", events: 0, needed: 1 });
  return accepted({
    chisq,
    df,
    p: chi2Sf(chisq, df),
    n,
    nMissing,
    levels: group.levels,
    observed: scores.observed,
    expected: scores.expected,
    warnings: rowWarnings(seen.value),
  });
}
