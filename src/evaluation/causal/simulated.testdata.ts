import { type Rng, rngFrom } from "../numeric/random.ts";
import type { Design } from "../terms.ts";

/** A standard normal draw (Box and Muller). */
export function normalDraw(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng.next())) * Math.cos(2 * Math.PI * rng.next());
}

export interface Simulated {
  readonly X: Design;
  readonly treat: Float64Array;
  readonly y: Float64Array;
  readonly cluster: Int32Array;
}

/** Families with two characteristics that decide both who enters and how they fare; everyone gains `effect`. */
export function simulatedFamilies(n: number, effect: number, seed: string): Simulated {
  const rng = rngFrom(seed);
  const risk = Float64Array.from({ length: n }, () => normalDraw(rng));
  const alone = Float64Array.from({ length: n }, () => Number(rng.next() < 0.4));
  const treat = Float64Array.from({ length: n }, (_, i) =>
    Number(rng.next() < 1 / (1 + Math.exp(0.5 - 0.8 * (risk[i] ?? 0) - 0.6 * (alone[i] ?? 0)))),
  );
  const y = Float64Array.from(
    { length: n },
    (_, i) => 10 + 3 * (risk[i] ?? 0) + 2 * (alone[i] ?? 0) + effect * (treat[i] ?? 0) + normalDraw(rng),
  );
  const ones = new Float64Array(n).fill(1);
  const X = { n, p: 3, names: ["(Intercept)", "risk", "alone"], cols: [ones, risk, alone] };
  return { X, treat, y, cluster: Int32Array.from({ length: n }, (_, i) => i % Math.ceil(n / 6)) };
}

/** Every row twice. */
export function twice(values: Float64Array): Float64Array {
  return Float64Array.from([...values, ...values]);
}

export function designTwice(X: Design): Design {
  return { ...X, n: 2 * X.n, cols: X.cols.map(twice) };
}

/** A design with one more column. */
export function withTerm(X: Design, name: string, values: Float64Array): Design {
  return { n: X.n, p: X.p + 1, names: [...X.names, name], cols: [...X.cols, values] };
}
