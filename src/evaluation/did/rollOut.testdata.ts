import { normInv } from "../numeric/distributions.ts";
import { rngFrom } from "../numeric/random.ts";
import type { DidRows } from "./sample.ts";

export interface RollOut {
  readonly seed: string;
  readonly units?: number;
  readonly periods?: number;
  readonly groups?: readonly number[];
  /** Effect `e` periods after the start. */
  readonly effect?: (e: number) => number;
  /** How much later groups differ in the covariate that moves the trend. */
  readonly selection?: number;
}

/** A simulated roll-out: units with their own level, a common trend, a covariate with a trend of its own, and noise. */
export function rollOut(options: RollOut): DidRows & { readonly x: readonly Float64Array[] } {
  const { units = 120, periods = 6, groups = [0, 3, 5], effect = (e) => -0.4 - 0.25 * e, selection = 0 } = options;
  const rng = rngFrom(options.seed);
  const normal = () => normInv(rng.next() * (1 - 2e-12) + 1e-12);
  const n = units * periods;
  const unit = new Int32Array(n);
  const [time, group, y, x] = [new Float64Array(n), new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < units; i++) {
    const start = groups[i % groups.length] ?? 0;
    const covariate = normal() + (start > 0 ? selection : 0);
    const level = 3 + normal();
    for (let t = 1; t <= periods; t++) {
      const row = i * periods + t - 1;
      unit[row] = i;
      time[row] = t;
      group[row] = start;
      x[row] = covariate;
      const treated = start > 0 && t >= start ? effect(t - start) : 0;
      y[row] = level + 0.1 * t + 0.2 * covariate * t + treated + 0.5 * normal();
    }
  }
  return { unit, time, group, y, x: [x] };
}

/** The same rows in cross-sections: every unit is asked once, in a period of its own. */
export function askedOnce(data: DidRows, seed: string): DidRows {
  const rng = rngFrom(seed);
  const periods = new Set(data.time).size;
  const kept = new Map<number, number>();
  for (const unit of data.unit) if (!kept.has(unit)) kept.set(unit, rng.int(periods) + 1);
  return atRows(
    data,
    Array.from(data.y.keys()).filter((row) => kept.get(data.unit[row] ?? 0) === data.time[row]),
  );
}

/** Some rows, in the order given; a row may be taken more than once. */
export function atRows(data: DidRows, rows: readonly number[]): DidRows {
  const of = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] ?? Number.NaN);
  const { weights, x } = data;
  return {
    unit: Int32Array.from(rows, (row) => data.unit[row] ?? -1),
    time: of(data.time),
    group: of(data.group),
    y: of(data.y),
    ...(x && { x: x.map(of) }),
    ...(weights && { weights: of(weights) }),
  };
}

/** Every unit a second time under another code. */
export function doubled(data: DidRows): DidRows {
  const n = data.y.length;
  const most = Math.max(...data.unit) + 1;
  const twice = atRows(data, [...data.y.keys(), ...data.y.keys()]);
  return { ...twice, unit: twice.unit.map((unit, row) => (row < n ? unit : unit + most)) };
}
