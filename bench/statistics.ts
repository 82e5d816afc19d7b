/** What is reported of one measure; times in milliseconds. */
export interface Figures {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly perSecond: number;
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Percentiles and throughput of a list of times. */
export function figuresOf(times: readonly number[], seconds: number): Figures {
  const sorted = [...times].sort((left, right) => left - right);
  return { p50: at(sorted, 0.5), p95: at(sorted, 0.95), p99: at(sorted, 0.99), perSecond: times.length / seconds };
}

export function show({ p50, p95, p99, perSecond }: Figures): string {
  const cell = (value: number) => value.toFixed(1).padStart(8);
  return `${cell(p50)}${cell(p95)}${cell(p99)}${cell(perSecond)}`;
}
