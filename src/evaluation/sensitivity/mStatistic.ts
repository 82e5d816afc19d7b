import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { normSf } from "../numeric/distributions.ts";
import { radixArgsort } from "../numeric/sort.ts";
import { quantile } from "../numeric/sums.ts";
import { invalidGamma } from "./pairs.ts";

/**
 * Which statistic: `t` the observations themselves, `h` Huber's, `p` with inner trimming for pairs, and those that weight sets
 * by the rank of their range: `w` all-purpose, `f` fixed choice, `s` short tails, `l` long tails, `q` ranks (Quade).
 */
export type MMethod = "t" | "h" | "p" | "w" | "f" | "s" | "l" | "q";

/** `inner` and `trim` shape the score, `lambda` is the quantile of differences it is scaled by, m, m1, m2 weight the sets. */
export interface MSettings {
  readonly inner: number;
  readonly trim: number;
  readonly lambda: number;
  readonly m: number;
  readonly m1: number;
  readonly m2: number;
}

const plain = { inner: 0, trim: 3, lambda: 0.5, m: 1, m1: 1, m2: 1 };

/** Settings by name: Rosenbaum 2007 (t, h), 2013 (p), 2014 (w, f, s, l); q is Quade 1979. */
export const mSettings = {
  t: { ...plain, trim: Number.POSITIVE_INFINITY },
  h: plain,
  p: { ...plain, inner: 0.5, trim: 2 },
  w: { ...plain, m: 20, m1: 12, m2: 20 },
  f: { ...plain, m: 20, m1: 14, m2: 20 },
  s: { ...plain, m: 20, m1: 16, m2: 20 },
  l: { ...plain, m: 20, m1: 12, m2: 19 },
  q: { ...plain, m: 2, m1: 2, m2: 2 },
} as const satisfies Record<MMethod, MSettings>;

export interface MBound {
  readonly gamma: number;
  readonly pUpper: number;
  readonly deviate: number;
  readonly statistic: number;
}

export interface MAnswer {
  readonly sets: number;
  readonly missing: number;
  readonly bounds: readonly MBound[];
}

export interface MOptions extends Partial<MSettings> {
  readonly gammas: readonly number[];
  readonly method?: MMethod;
  /** The effect supposed under the null hypothesis, 0 unless given. */
  readonly tau?: number;
  readonly alternative?: "greater" | "less";
}

/** Sets as rows: the treated unit's value first, then its controls. */
type Sets = readonly Float64Array[];

function scaleOf(sets: Sets, { inner, trim, lambda }: MSettings): number {
  if (inner === 0 && trim === Number.POSITIVE_INFINITY) return 1;
  const gaps = sets.flatMap((set) =>
    [...set].flatMap((one, at) => [...set.slice(at + 1)].map((other) => Math.abs(one - other))),
  );
  return quantile(gaps, lambda);
}

function psi(gap: number, { inner, trim }: MSettings): number {
  if (trim === Number.POSITIVE_INFINITY) return Math.sign(gap) * Math.max(Math.abs(gap) - inner, 0);
  return (Math.sign(gap) * Math.max(Math.min(Math.abs(gap), trim) - inner, 0)) / (trim - inner);
}

/** The score of each unit against the others of its set, divided by the size of the set. */
function scores(sets: Sets, settings: MSettings, scale: number): Sets {
  return sets.map((set) =>
    set.map((one, at) => {
      let sum = 0;
      for (const [place, other] of set.entries()) if (place !== at) sum += psi((one - other) / scale, settings);
      return sum / set.length;
    }),
  );
}

function choose(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i++) product = (product * (n - k + i)) / i;
  return Math.round(product);
}

/** Weight of a set whose range has this rank as a share of all sets: Rosenbaum 2011 (Biometrics 67:1017), expression 9. */
function rankWeight(share: number, { m, m1, m2 }: MSettings): number {
  let sum = 0;
  for (let l = m1; l <= m2; l++) sum += l * choose(m, l) * share ** (l - 1) * (1 - share) ** (m - l);
  return sum;
}

function weighted(sets: Sets, settings: MSettings): Sets {
  if (settings.m === 1) return sets;
  const ranges = Float64Array.from(sets, (set) => Math.max(...set) - Math.min(...set));
  const order = radixArgsort(ranges);
  const weights = new Float64Array(sets.length);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && ranges[order[end] ?? 0] === ranges[order[start] ?? 0]) end++;
    const weight = rankWeight((start + 1 + end) / 2 / sets.length, settings);
    for (let at = start; at < end; at++) weights[order[at] ?? 0] = weight;
    start = end;
  }
  return sets.map((set, at) => set.map((score) => score * (weights[at] ?? 0)));
}

/** The greatest mean of the treated unit's score under Gamma, and among those means the greatest variance. */
function worst(set: Float64Array, gamma: number): readonly [mean: number, variance: number] {
  const sorted = set.slice().sort();
  const total = sorted.reduce((sum, score) => sum + score, 0);
  const squares = sorted.reduce((sum, score) => sum + score * score, 0);
  let best: readonly [number, number] = [Number.NEGATIVE_INFINITY, 0];
  let low = 0;
  let lowSquares = 0;
  for (let below = 1; below < sorted.length; below++) {
    const score = sorted[below - 1] ?? 0;
    low += score;
    lowSquares += score * score;
    const mass = below + gamma * (sorted.length - below);
    const mean = (low + gamma * (total - low)) / mass;
    const variance = (lowSquares + gamma * (squares - lowSquares)) / mass - mean * mean;
    const same = Math.abs(mean - best[0]) <= 1e-15 * Math.max(1, Math.abs(mean));
    if (same ? variance > best[1] : mean > best[0]) best = [mean, variance];
  }
  return best;
}

function boundOf(sets: Sets, gamma: number): MBound {
  let statistic = 0;
  let expected = 0;
  let variance = 0;
  for (const set of sets) {
    const [mean, spread] = worst(set, gamma);
    statistic += set[0] ?? 0;
    expected += mean;
    variance += spread;
  }
  const deviate = (statistic - expected) / Math.sqrt(variance);
  return { gamma, pUpper: normSf(deviate), deviate, statistic };
}

function settingsOf({ method, inner, trim, lambda, m, m1, m2 }: MOptions): MSettings {
  if (method) return mSettings[method];
  return {
    inner: inner ?? plain.inner,
    trim: trim ?? plain.trim,
    lambda: lambda ?? plain.lambda,
    m: m ?? plain.m,
    m1: m1 ?? plain.m1,
    m2: m2 ?? plain.m2,
  };
}

function faultOf({ inner, trim, lambda, m, m1, m2 }: MSettings): EvaluationFailure | undefined {
  if (!(inner >= 0 && inner < trim)) return { code: "out_of_range", field: "inner", least: 0, most: trim };
  if (!(lambda > 0 && lambda < 1)) return { code: "out_of_range", field: "lambda", least: 0, most: 1 };
  const whole = [m, m1, m2].every((value) => Number.isInteger(value) && value >= 1 && value <= 1000);
  if (!whole || m1 > m2 || m2 > m) return { code: "malformed_input", field: "m", expected: "ordered_m" };
  return undefined;
}

function setsOf(columns: readonly Float64Array[], { tau = 0, alternative = "greater" }: MOptions): Sets {
  const sign = alternative === "less" ? -1 : 1;
  const rows = Array.from({ length: columns[0]?.length ?? 0 }, (_, row) =>
    Float64Array.from(columns, (column, at) => sign * ((column[row] ?? Number.NaN) - (at === 0 ? tau : 0))),
  );
  return rows.filter((row) => row.every((value) => Number.isFinite(value)));
}

/**
 * Upper bounds of the one-sided p of M-statistics for matched sets of equal size under hidden bias Gamma (Rosenbaum 2007,
 * Biometrics 63:456-464; 2013, Biometrics 69:118-127; 2014, JASA 109:1145-1158), by the separable approximation of Gastwirth,
 * Krieger and Rosenbaum (2000). `columns`: the treated unit's values, then one column per control; sets that lack a value are
 * left out and counted. Ranges are compared to the last bit, as in the reference. Refuses sets without control, impossible
 * settings, and differences whose scale is 0.
 */
export function rosenbaumM(columns: readonly Float64Array[], options: MOptions): Result<MAnswer, EvaluationFailure> {
  const settings = settingsOf(options);
  const fault = invalidGamma(options.gammas) ?? faultOf(settings);
  if (fault) return refused(fault);
  if (columns.length < 2) return refused({ code: "malformed_input", field: "controls", expected: "terms" });
  const sets = setsOf(columns, options);
  if (sets.length === 0) return refused({ code: "no_rows" });
  const scale = scaleOf(sets, settings);
  if (!(scale > 0)) return refused({ code: "singular", term: "scale" });
  const scored = weighted(scores(sets, settings, scale), settings);
  const missing = (columns[0]?.length ?? 0) - sets.length;
  return accepted({ sets: sets.length, missing, bounds: options.gammas.map((gamma) => boundOf(scored, gamma)) });
}
