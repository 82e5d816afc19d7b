import type { EvaluationFailure } from "../failure.ts";
import type { Design } from "../terms.ts";
import type { SurvivalInput } from "./observed.ts";
import type { RiskOrder } from "./riskOrder.ts";

export interface CoxData extends RiskOrder {
  readonly p: number;
  /** Covariates by place, row after row: centred and divided by `scale`. */
  readonly x: Float64Array;
  readonly centre: Float64Array;
  readonly scale: Float64Array;
  readonly weights: Float64Array;
  /** All weights are 1. */
  readonly unit: boolean;
  readonly efron: boolean;
  /** Sum of weight times covariates over the events: the part of the score that no coefficient changes. */
  readonly eventSums: Float64Array;
}

interface Spread {
  readonly centre: number;
  readonly scale: number;
  /** Sum over the events of weight times (value - centre). */
  readonly events: number;
}

function spreadOf(column: Float64Array, { cause, weights }: SurvivalInput): Spread {
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum += column[i] as number;
  const centre = sum / column.length;
  if (!Number.isFinite(centre)) return { centre, scale: Number.NaN, events: 0 };
  let squares = 0;
  let events = 0;
  for (let i = 0; i < column.length; i++) {
    const apart = (column[i] as number) - centre;
    squares += apart * apart;
    if (cause[i]) events += weights ? (weights[i] as number) * apart : apart;
  }
  const scale = Math.sqrt(squares / column.length);
  return { centre, scale: scale > 1e-12 * Math.abs(centre) ? scale : 0, events };
}

/** Rows written at a time: the places they go to stay in the nearest memory while column after column is written. */
const TOGETHER = 512;

/** Writes each row's covariates, centred and scaled, to its place. Columns are read from first to last: that is faster. */
function placed(cols: readonly Float64Array[], spreads: readonly Spread[], order: Uint32Array): Float64Array {
  const n = order.length;
  const p = cols.length;
  const x = new Float64Array(n * p);
  const baseOf = new Float64Array(n);
  for (let place = 0; place < n; place++) baseOf[order[place] as number] = place * p;
  for (let from = 0; from < n; from += TOGETHER) {
    const to = Math.min(n, from + TOGETHER);
    for (let j = 0; j < p; j++) {
      const column = cols[j] as Float64Array;
      const { centre, scale } = spreads[j] as Spread;
      const factor = scale > 0 ? 1 / scale : 0;
      for (let row = from; row < to; row++)
        x[(baseOf[row] as number) + j] = ((column[row] as number) - centre) * factor;
    }
  }
  return x;
}

/** Covariates in risk order. A constant column keeps scale 0 and becomes 0 throughout. */
export function coxData(
  input: SurvivalInput,
  X: Design,
  { order, efron }: { order: RiskOrder; efron: boolean },
): CoxData {
  const { n, p, cols } = X;
  const spreads = cols.map((column) => spreadOf(column, input));
  const weights = new Float64Array(n).fill(1);
  if (input.weights)
    for (let place = 0; place < n; place++) weights[place] = input.weights[order.order[place] ?? 0] ?? 1;
  return {
    ...order,
    p,
    x: placed(cols, spreads, order.order),
    centre: Float64Array.from(spreads, ({ centre }) => centre),
    scale: Float64Array.from(spreads, ({ scale }) => scale),
    weights,
    unit: !input.weights,
    efron,
    eventSums: Float64Array.from(spreads, ({ scale, events }) => (scale > 0 ? events / scale : 0)),
  };
}

/** The first value that is not finite, as a failure: a covariate without end has no scale. */
export function endlessTerm({ scale }: CoxData, X: Design): EvaluationFailure | undefined {
  const term = scale.findIndex((value) => !Number.isFinite(value));
  if (term < 0) return undefined;
  const row = (X.cols[term] ?? new Float64Array(0)).findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
  return { code: "not_a_number", column: X.names[term] ?? "", row: row + 1 };
}
