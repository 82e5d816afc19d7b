/** Where a value lies on paper. Values beyond the ends lie on them. */
export type Place = (value: number) => number;

export interface Span {
  readonly low: number;
  readonly high: number;
}

export interface Ticks {
  readonly values: readonly number[];
  /** Decimals it takes to write them apart. */
  readonly digits: number;
}

export function linear({ low, high }: Span, from: number, to: number): Place {
  const reach = high - low || 1;
  return (value) => from + Math.min(1, Math.max(0, (value - low) / reach)) * (to - from);
}

/** A scale of ratios: half lies as far from one as double. */
export function logarithmic({ low, high }: Span, from: number, to: number): Place {
  const place = linear({ low: Math.log(low), high: Math.log(high) }, from, to);
  return (value) => place(Math.log(Math.max(Number.MIN_VALUE, value)));
}

/** What lies closer together counts as the same. */
const LEAST = 1e-9;

/** From the least to the greatest of what can be drawn; never without width. */
export function spanOf(values: readonly number[]): Span {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return { low: 0, high: 1 };
  const largest = Math.max(Math.abs(low), Math.abs(high));
  if (high - low > Math.max(largest * 1e-9, LEAST)) return { low, high };
  const around = largest > LEAST ? largest / 2 : 1;
  return { low: low - around, high: high + around };
}

/** About as many round values as asked for (at most twice), inside the span: steps of 1, 2 or 5 times a power of ten. */
export function niceTicks({ low, high }: Span, wanted: number, leastStep = 0): Ticks {
  const step = niceStep(Math.max((high - low) / Math.max(1, wanted), leastStep));
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const values = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => (first + at) * step);
  return { values, digits: Math.min(20, Math.max(0, -Math.floor(Math.log10(step) + 1e-9))) };
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const times = [1, 2, 5, 10].find((one) => one * power >= rough * (1 - 1e-9)) ?? 10;
  return times * power;
}

/** The span widened to the next round values, so that axes begin and end on a tick. */
export function niceSpan(span: Span, wanted: number): Span {
  const step = niceStep((span.high - span.low) / Math.max(1, wanted));
  return { low: Math.floor(span.low / step + 1e-9) * step, high: Math.ceil(span.high / step - 1e-9) * step };
}
