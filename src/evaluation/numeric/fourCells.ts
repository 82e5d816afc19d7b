import { hyperPmf } from "./discrete.ts";

/** Counts [[a, b], [c, d]]. */
export type FourCells = readonly [readonly [number, number], readonly [number, number]];

/** The first cell given its margins: observed as `x`, it runs from `least`; `logs` of the probabilities at odds ratio 1. */
export interface Conditional {
  readonly x: number;
  readonly least: number;
  readonly logs: Float64Array;
}

/** The distribution of the first cell of one table given its margins (hypergeometric). */
export function givenMargins([[a, b], [c, d]]: FourCells): Conditional {
  const urn = { white: a + b, black: c + d, drawn: a + c };
  const least = Math.max(0, urn.drawn - urn.black);
  const most = Math.min(urn.drawn, urn.white);
  const logs = new Float64Array(most - least + 1);
  const top = Math.min(
    most,
    Math.max(least, Math.floor(((urn.drawn + 1) * (urn.white + 1)) / (urn.white + urn.black + 2))),
  );
  const ratio = (k: number) =>
    Math.log(((urn.white - k) * (urn.drawn - k)) / ((k + 1) * (urn.black - urn.drawn + k + 1)));
  // From the likeliest table outwards by ratios: far tables keep their digits where probabilities would be 0.
  logs[top - least] = Math.log(hyperPmf(top, urn));
  for (let k = top; k < most; k++) logs[k + 1 - least] = (logs[k - least] ?? 0) + ratio(k);
  for (let k = top; k > least; k--) logs[k - 1 - least] = (logs[k - least] ?? 0) - ratio(k - 1);
  return { x: a, least, logs };
}

/** Probabilities at odds ratio exp(logOdds) (noncentral hypergeometric), from `least` on. */
export function probabilitiesAt({ logs }: Conditional, logOdds: number): Float64Array {
  const tilted = logs.map((log, at) => log + logOdds * at);
  const top = tilted.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const weights = tilted.map((log) => Math.exp(log - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** How far above `least` the first cell lies on average at odds ratio exp(logOdds). */
export function meanAbove(table: Conditional, logOdds: number): number {
  return probabilitiesAt(table, logOdds).reduce((sum, chance, at) => sum + chance * at, 0);
}
