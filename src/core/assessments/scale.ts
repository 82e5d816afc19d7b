import type { CompiledScoring } from "../instruments/compiled.ts";

/** Lowest and highest score a dimension can have, for drawing its axis. Items without a known range count 0–1. */
export function scaleOf(scoring: CompiledScoring): { readonly lowest: number; readonly highest: number } {
  const { combine } = scoring.rule;
  if (combine === "percent") return { lowest: 0, highest: 100 };
  const ranges = scoring.items.map(({ range, weight }) => ({ low: range?.low ?? 0, high: range?.high ?? 1, weight }));
  const total = (pick: (range: { low: number; high: number; weight: number }) => number) =>
    ranges.reduce((sum, range) => sum + pick(range) * range.weight, 0);
  const weights = combine === "mean" ? ranges.reduce((sum, { weight }) => sum + weight, 0) : 1;
  if (weights === 0) return { lowest: 0, highest: 1 };
  return { lowest: total(({ low }) => low) / weights, highest: total(({ high }) => high) / weights };
}
