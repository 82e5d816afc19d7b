const BLOCK = 128;

function pairwise(values: ArrayLike<number>, from: number, to: number): number {
  if (to - from <= BLOCK) {
    let sum = 0;
    for (let i = from; i < to; i++) sum += values[i] ?? 0;
    return sum;
  }
  const middle = from + (((to - from) >> 1) & ~7);
  return pairwise(values, from, middle) + pairwise(values, middle, to);
}

/** The sum in a fixed order of halves: rounding grows with the logarithm of the length. */
export function sum(values: ArrayLike<number>): number {
  return pairwise(values, 0, values.length);
}

/** The mean; NaN when there is none. */
export function mean(values: ArrayLike<number>): number {
  return sum(values) / values.length;
}

/** The variance with divisor n - 1, from the differences to the mean. */
export function variance(values: ArrayLike<number>): number {
  const centre = mean(values);
  const squares = Float64Array.from(values, (value) => (value - centre) ** 2);
  return sum(squares) / (values.length - 1);
}

/** The quantile of share `q` of values already in ascending order (Hyndman and Fan 1996, type 7). */
export function quantileOfSorted(sorted: ArrayLike<number>, q: number): number {
  const place = (sorted.length - 1) * q;
  // A place that misses a whole number by rounding alone is that whole number.
  const below = Math.floor(place + 4 * Number.EPSILON * Math.max(1, place));
  const rest = place - below;
  const low = sorted[below] ?? Number.NaN;
  if (Math.abs(rest) <= 4 * Number.EPSILON * Math.max(1, place)) return low;
  const high = sorted[below + 1] ?? low;
  return low + rest * (high - low);
}

/** The type 7 quantile of values in any order. */
export function quantile(values: ArrayLike<number>, q: number): number {
  return quantileOfSorted(Float64Array.from(values).sort(), q);
}

/** A running sum that keeps what rounding loses (Neumaier 1974). */
export interface RunningSum {
  readonly add: (value: number) => void;
  readonly total: () => number;
}

export function runningSum(): RunningSum {
  let total = 0;
  let lost = 0;
  return {
    add: (value) => {
      const next = total + value;
      lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
      total = next;
    },
    total: () => total + lost,
  };
}
