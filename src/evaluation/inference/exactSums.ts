/** The units of one stratum, how many of them are drawn, and their values. */
export interface SumStratum {
  readonly values: Float64Array;
  readonly drawn: number;
}

/** Probability of each sum of the values drawn: sum = origin + index * step. */
export interface SumDistribution {
  readonly probabilities: Float64Array;
  readonly origin: number;
  readonly step: number;
}

const MOST_DECIMALS = 9;

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) <= 1e-7 && Math.abs(value) < 2 ** 52;
}

/** The power of ten that makes all values whole; undefined for values with more than nine decimals. */
function wholeScale(strata: readonly SumStratum[]): number | undefined {
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
    const scale = 10 ** decimals;
    if (strata.every(({ values }) => values.every((value) => isWhole(value * scale)))) return scale;
  }
  return undefined;
}

function greatestDivisor(one: number, other: number): number {
  let [a, b] = [one, other];
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}

interface Grid {
  readonly scale: number;
  readonly divisor: number;
  /** Whole values from 0, counted in steps above the least of the stratum. */
  readonly strata: readonly { readonly steps: Int32Array; readonly least: number; readonly drawn: number }[];
}

function gridOf(strata: readonly SumStratum[]): Grid | undefined {
  const scale = wholeScale(strata);
  if (scale === undefined) return undefined;
  const whole = strata.map(({ values, drawn }) => {
    const scaled = values.map((value) => Math.round(value * scale));
    const least = scaled.reduce((before, value) => Math.min(before, value), Number.POSITIVE_INFINITY);
    return { scaled: scaled.map((value) => value - least), least: values.length > 0 ? least : 0, drawn };
  });
  const divisor =
    whole.reduce((gcd, { scaled }) => scaled.reduce((before, value) => greatestDivisor(before, value), gcd), 0) || 1;
  if (whole.some(({ scaled }) => scaled.some((value) => value / divisor > 2 ** 30))) return undefined;
  return {
    scale,
    divisor,
    strata: whole.map(({ scaled, least, drawn }) => ({
      steps: Int32Array.from(scaled, (value) => value / divisor),
      least,
      drawn,
    })),
  };
}

/** The greatest sum of `drawn` of these steps. */
function reachOf(steps: Int32Array, drawn: number): number {
  const sorted = steps.slice().sort();
  let sum = 0;
  for (let at = sorted.length - drawn; at < sorted.length; at++) sum += sorted[at] ?? 0;
  return sum;
}

/**
 * Of all subsets of `drawn` of these steps, the share with each sum. One unit after the other:
 * q_i(k, t) = (1 - k/i) q_(i-1)(k, t) + (k/i) q_(i-1)(k-1, t - v_i), all terms positive, so that no digits are lost.
 */
function shares(steps: Int32Array, drawn: number): Float64Array {
  const n = steps.length;
  const width = reachOf(steps, drawn) + 1;
  const rows = Array.from({ length: drawn + 1 }, () => new Float64Array(width));
  const reach = new Float64Array(drawn + 1);
  const first = rows[0];
  if (first) first[0] = 1;
  for (let i = 1; i <= n; i++) {
    const step = steps[i - 1] ?? 0;
    for (let k = Math.min(i, drawn); k >= Math.max(0, drawn - (n - i)); k--) {
      const row = rows[k];
      if (row === undefined) continue;
      const stay = (i - k) / i;
      const below = reach[k] ?? 0;
      for (let t = 0; t <= below; t++) row[t] = (row[t] ?? 0) * stay;
      const from = rows[k - 1];
      if (k === 0 || from === undefined) continue;
      const join = k / i;
      const far = Math.min(width - 1 - step, reach[k - 1] ?? 0);
      for (let t = 0; t <= far; t++) row[t + step] = (row[t + step] ?? 0) + join * (from[t] ?? 0);
      reach[k] = Math.max(below, far + step);
    }
  }
  return rows[drawn] ?? new Float64Array(1);
}

function convolved(one: Float64Array, other: Float64Array): Float64Array {
  const out = new Float64Array(one.length + other.length - 1);
  for (let i = 0; i < one.length; i++) {
    const share = one[i] ?? 0;
    if (share === 0) continue;
    for (let j = 0; j < other.length; j++) out[i + j] = (out[i + j] ?? 0) + share * (other[j] ?? 0);
  }
  return out;
}

/** Draws the smaller side: the rest follows from the total. */
function smallerSide(steps: Int32Array, drawn: number): { readonly few: number; readonly turned: boolean } {
  const rest = steps.length - drawn;
  return rest < drawn ? { few: rest, turned: true } : { few: drawn, turned: false };
}

function workOf({ strata }: Grid): number {
  let width = 1;
  let work = 0;
  for (const { steps, drawn } of strata) {
    const { few } = smallerSide(steps, drawn);
    const reach = reachOf(steps, few) + 1;
    work += steps.length * (few + 1) * reach + width * reach;
    width += reach - 1;
  }
  return work;
}

/**
 * The exact distribution of the sum of the values drawn, over all draws of `drawn` units within each stratum. Undefined when
 * the values have no common grid of at most nine decimals or the work exceeds `mostWork` multiplications.
 */
export function exactSums(strata: readonly SumStratum[], mostWork = 5e8): SumDistribution | undefined {
  const grid = gridOf(strata);
  if (grid === undefined || workOf(grid) > mostWork) return undefined;
  let probabilities: Float64Array = Float64Array.of(1);
  let origin = 0;
  for (const { steps, least, drawn } of grid.strata) {
    const { few, turned } = smallerSide(steps, drawn);
    const side = shares(steps, few);
    const total = steps.reduce((sum, step) => sum + step, 0);
    probabilities = convolved(probabilities, turned ? side.reverse() : side);
    origin += least * drawn + (turned ? (total - (side.length - 1)) * grid.divisor : 0);
  }
  return { probabilities, origin: origin / grid.scale, step: grid.divisor / grid.scale };
}
