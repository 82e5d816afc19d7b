import { binomialTerm, normalTail, poissonTerm } from "./special.ts";

const TINY = 1e-300;
const LAST = 1e-16;

/** Lower and upper share of a distribution; the smaller one is exact, the other its complement. */
export interface Shares {
  readonly lower: number;
  readonly upper: number;
}

function swapped({ lower, upper }: Shares): Shares {
  return { lower: upper, upper: lower };
}

function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 1e6 && term > sum * LAST; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return sum * poissonTerm(a, x);
}

/** Legendre's continued fraction for Q(a, x), by the modified Lentz method. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let k = 1; k < 1e6; k++) {
    const step = -k * (k - a);
    b += 2;
    d = step * d + b;
    c = b + step / c;
    d = 1 / (Math.abs(d) < TINY ? TINY : d);
    if (Math.abs(c) < TINY) c = TINY;
    h *= d * c;
    if (Math.abs(d * c - 1) < LAST) break;
  }
  return h * a * poissonTerm(a, x);
}

/** Temme's uniform expansion for very large a (Temme 1979), two terms: the rest is below 1e-14 there. */
function temme(a: number, x: number): Shares {
  const mu = (x - a) / a;
  const halfSquare = mu - Math.log1p(mu);
  const eta =
    Math.sign(mu) * Math.sqrt(2 * (Math.abs(mu) < 1e-4 ? mu * mu * (0.5 - mu / 3 + (mu * mu) / 4) : halfSquare));
  let first = 1 / mu - 1 / eta;
  let second = 1 / eta ** 3 - 1 / mu ** 3 - 1 / mu ** 2 - 1 / (12 * mu);
  if (Math.abs(eta) < 0.02) {
    first = -1 / 3 + eta * (1 / 12 + eta * (-2 / 135 + eta * (1 / 864 + eta / 2835)));
    second = -1 / 540 + eta * (-1 / 288 + eta / 378);
  }
  const rest = (Math.exp(-0.5 * a * eta * eta) / Math.sqrt(2 * Math.PI * a)) * (first + second / a);
  const z = eta * Math.sqrt(a);
  return { lower: normalTail(-z) - rest, upper: normalTail(z) + rest };
}

/**
 * Regularised incomplete gamma functions P(a, x) and Q(a, x) for a > 0, x >= 0: series left of a + 1, continued fraction
 * right of it, Temme's expansion for a above 1e6 near a. The smaller of the two keeps its relative accuracy.
 */
export function incompleteGamma(a: number, x: number): Shares {
  if (Number.isNaN(a) || Number.isNaN(x) || a < 0) return { lower: Number.NaN, upper: Number.NaN };
  if (x <= 0) return { lower: 0, upper: 1 };
  if (a === 0 || x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  if (a > 1e6 && Math.abs(x - a) < 0.01 * a) return temme(a, x);
  if (x < a + 1) {
    const lower = lowerSeries(a, x);
    return { lower, upper: 1 - lower };
  }
  const upper = upperFraction(a, x);
  return { lower: 1 - upper, upper };
}

/**
 * The even part of the continued fraction of the incomplete beta function (its steps d taken two by two), by the modified Lentz
 * method. 1 + d is written with a y - b x, so that it loses no digits where x is next to 1 and a is large.
 */
function betaFraction(a: number, b: number, x: number, y: number): number {
  const gap = a * y - b * x;
  const first = (1 + gap) / (a + 1);
  let c = Math.abs(first) < TINY ? TINY : first;
  let d = 0;
  let whole = c;
  let odd = (-(a + b) * x) / (a + 1);
  for (let n = 1; n < 1e6; n++) {
    const u = a + n;
    const width = u + n;
    const even = (n * (b - n) * x) / ((width - 1) * width);
    const above = -odd * even;
    const below = even + (u * (2 * n + 1 + n * y + gap) + n * (n + 1)) / (width * (width + 1));
    odd = (-u * (u + b) * x) / (width * (width + 1));
    d = below + above * d;
    d = 1 / (Math.abs(d) < TINY ? TINY : d);
    c = below + above / c;
    if (Math.abs(c) < TINY) c = TINY;
    whole *= d * c;
    if (Math.abs(d * c - 1) < LAST) break;
  }
  return 1 / whole;
}

/**
 * Regularised incomplete beta function I_x(a, b) for a, b > 0, with y = 1 - x given apart so that neither end loses
 * digits: continued fraction on the side where it converges, prefactor by Loader's saddle-point form.
 */
export function incompleteBeta(a: number, b: number, x: number, y: number): Shares {
  if (Number.isNaN(a + b + x + y) || a < 0 || b < 0) return { lower: Number.NaN, upper: Number.NaN };
  if (x <= 0 || b === 0) return x <= 0 ? { lower: 0, upper: 1 } : { lower: Number(y <= 0), upper: Number(y > 0) };
  if (y <= 0 || a === 0) return { lower: 1, upper: 0 };
  if (x > (a + 1) / (a + b + 2)) return swapped(incompleteBeta(b, a, y, x));
  const lower = ((binomialTerm(a, b, x, y) * b) / (a + b)) * betaFraction(a, b, x, y);
  return { lower, upper: 1 - lower };
}
