export interface RootOptions {
  /** Stops when the bracket is narrower than this share of its middle. */
  readonly relative?: number;
  readonly absolute?: number;
  readonly steps?: number;
}

/**
 * A root of `f` between `low` and `high`, where `f` has opposite signs (Brent 1973: inverse quadratic steps that fall back
 * on halving). Undefined when the signs do not differ.
 */
export function findRoot(
  f: (x: number) => number,
  low: number,
  high: number,
  { relative = 1e-15, absolute = 0, steps = 300 }: RootOptions = {},
): number | undefined {
  let a = low;
  let b = high;
  let fa = f(a);
  let fb = f(b);
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa * fb < 0)) return undefined;
  let c = a;
  let fc = fa;
  let step = b - a;
  let before = step;
  for (let k = 0; k < steps; k++) {
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const tolerance = 2 * Number.EPSILON * Math.abs(b) + 0.5 * (relative * Math.abs(b) + absolute);
    const half = 0.5 * (c - b);
    if (Math.abs(half) <= tolerance || fb === 0) return b;
    [step, before] = nextStep({ a, b, c, fa, fb, fc }, { half, step, before, tolerance });
    a = b;
    fa = fb;
    b += Math.abs(step) > tolerance ? step : Math.sign(half) * tolerance;
    fb = f(b);
    if (fb > 0 === fc > 0) {
      c = a;
      fc = fa;
      step = b - a;
      before = step;
    }
  }
  return b;
}

interface Points {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly fa: number;
  readonly fb: number;
  readonly fc: number;
}

function nextStep(
  { a, b, c, fa, fb, fc }: Points,
  { half, step, before, tolerance }: { half: number; step: number; before: number; tolerance: number },
): readonly [number, number] {
  if (Math.abs(before) < tolerance || Math.abs(fa) <= Math.abs(fb)) return [half, half];
  const s = fb / fa;
  let p: number;
  let q: number;
  if (a === c) {
    p = 2 * half * s;
    q = 1 - s;
  } else {
    const r = fb / fc;
    const t = fa / fc;
    p = s * (2 * half * t * (t - r) - (b - a) * (r - 1));
    q = (t - 1) * (r - 1) * (s - 1);
  }
  if (p > 0) q = -q;
  else p = -p;
  if (2 * p < Math.min(3 * half * q - Math.abs(tolerance * q), Math.abs(before * q))) return [p / q, step];
  return [half, half];
}

/**
 * The point where an increasing `f` reaches 0, looked for from `start` outwards by doubling steps; undefined when it is not
 * met within `steps` doublings.
 */
export function findIncreasingRoot(
  f: (x: number) => number,
  start: number,
  width = 1,
  steps = 1100,
): number | undefined {
  let low = start;
  let high = start;
  let stride = width;
  const at = f(start);
  if (at === 0) return start;
  for (let k = 0; k < steps; k++) {
    if (at < 0) {
      low = high;
      high = start + stride;
      if (f(high) >= 0) return findRoot(f, low, high);
    } else {
      high = low;
      low = start - stride;
      if (f(low) <= 0) return findRoot(f, low, high);
    }
    stride *= 2;
  }
  return undefined;
}
