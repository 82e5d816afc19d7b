const LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);
const EULER = 0.5772156649015329;

/** zeta(k) - 1 for k = 2..41: the first terms added up, the rest by Euler and Maclaurin's formula. */
const ZETA_LESS_ONE = Float64Array.from({ length: 40 }, (_, index) => {
  const k = index + 2;
  const from = 50;
  let sum = 0;
  for (let m = from - 1; m >= 2; m--) sum += m ** -k;
  const rising = (count: number) => Array.from({ length: count }, (_one, i) => k + i).reduce((a, b) => a * b, 1);
  const corrections =
    (k * from ** (-k - 1)) / 12 - (rising(3) * from ** (-k - 3)) / 720 + (rising(5) * from ** (-k - 5)) / 30240;
  return sum + from ** (1 - k) / (k - 1) + from ** -k / 2 + corrections;
});

/** ln Gamma(2 + z) for |z| <= 0.5 by its power series. */
function lnGammaNearTwo(z: number): number {
  let sum = 0;
  for (let k = 41; k >= 2; k--) sum = sum * -z + (ZETA_LESS_ONE[k - 2] ?? 0) / k;
  return (1 - EULER) * z + sum * z * z;
}

/**
 * What Stirling's formula lacks: ln Gamma(x + 1) - [(x + 1/2) ln x - x + ln sqrt(2 pi)], for x > 0 (Loader 2000, "Fast
 * and accurate computation of binomial probabilities").
 */
export function stirlingError(x: number): number {
  if (x < 15) return lnGamma(x + 1) - (x + 0.5) * Math.log(x) + x - LOG_ROOT_TWO_PI;
  const inverse = 1 / (x * x);
  const terms = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];
  let sum = 0;
  for (let k = terms.length - 1; k >= 0; k--) sum = sum * inverse + (terms[k] ?? 0);
  return sum / x;
}

/** The logarithm of the gamma function for x > 0 (NaN below), to about 15 digits, also next to its zeros 1 and 2. */
export function lnGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  if (x < 0.5) return lnGamma(x + 1) - Math.log(x);
  if (x < 1.5) return lnGammaNearTwo(x - 1) - Math.log1p(x - 1);
  if (x <= 16) {
    let product = 1;
    let rest = x;
    while (rest > 2.5) {
      rest -= 1;
      product *= rest;
    }
    return Math.log(product) + lnGammaNearTwo(rest - 2);
  }
  return (x - 0.5) * Math.log(x) - x + LOG_ROOT_TWO_PI + stirlingError(x);
}

/** x ln(x/m) + m - x without cancellation where x is near m (Loader 2000); x - m may be given apart, exact. */
export function devianceTerm(x: number, m: number, gap = x - m): number {
  if (x === 0) return m;
  if (Math.abs(gap) >= 0.1 * (x + m)) return x * Math.log(x / m) - gap;
  const v = gap / (x + m);
  let sum = gap * v;
  let term = 2 * x * v;
  for (let j = 1; j < 1000; j++) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) return next;
    sum = next;
  }
  return sum;
}

/** x^a e^-x / Gamma(a + 1), exact to the last digits for large a (Loader 2000). */
export function poissonTerm(a: number, x: number): number {
  if (x === 0) return a === 0 ? 1 : 0;
  if (a === 0) return Math.exp(-x);
  if (a < 1e-3) return Math.exp(a * Math.log(x) - x - lnGamma(a + 1));
  return Math.exp(-stirlingError(a) - devianceTerm(a, x)) / Math.sqrt(2 * Math.PI * a);
}

/** Gamma(n + 1) / (Gamma(k + 1) Gamma(n - k + 1)) p^k q^(n - k) with q = 1 - p given apart (Loader 2000). */
export function binomialTerm(k: number, rest: number, p: number, q: number): number {
  if (p === 0) return k === 0 ? 1 : 0;
  if (q === 0) return rest === 0 ? 1 : 0;
  const n = k + rest;
  if (k === 0) return Math.exp(rest * (p < 0.5 ? Math.log1p(-p) : Math.log(q)));
  if (rest === 0) return Math.exp(k * (q < 0.5 ? Math.log1p(-q) : Math.log(p)));
  const errors = stirlingError(n) - stirlingError(k) - stirlingError(rest);
  // k - n p, without the digits that n p loses where q is tiny.
  const gap = k * q - rest * p;
  const deviance = devianceTerm(k, n * p, gap) + devianceTerm(rest, n * q, -gap);
  return Math.exp(errors - deviance) * Math.sqrt(n / (2 * Math.PI * k * rest));
}

const small = {
  top: [0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356],
  bottom: [1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673],
};
const medium = {
  top: [
    1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002,
    2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978,
  ],
  bottom: [
    1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097,
    34900.95272114598, 38912.00328609327, 19685.429676859992,
  ],
};
const large = {
  top: [
    0.023073441764940174, 0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934,
    2.9112874951168793e-5,
  ],
  bottom: [1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 7.297515550839662e-5],
};

function ratio({ top, bottom }: typeof small, at: number): number {
  let above = 0;
  let below = 0;
  for (const coefficient of top) above = above * at + coefficient;
  for (const coefficient of bottom) below = below * at + coefficient;
  return above / below;
}

/** exp(-x^2/2) with the square split, so that the error of rounding x^2 does not grow in the tail. */
function bell(x: number): number {
  const coarse = Math.trunc(x * 16) / 16;
  return Math.exp(-coarse * coarse * 0.5) * Math.exp(-(x - coarse) * (x + coarse) * 0.5);
}

/** P(Z > x) for a standard normal Z, relative error about 1e-16 in both tails (Cody 1969, rational Chebyshev forms). */
export function normalTail(x: number): number {
  if (Number.isNaN(x)) return x;
  const size = Math.abs(x);
  if (size <= 0.67448975) return 0.5 - x * ratio(small, x * x);
  let tail: number;
  if (size <= Math.sqrt(32)) tail = ratio(medium, size) * bell(size);
  else {
    const inverse = 1 / (size * size);
    const shrink = inverse * ratio(large, inverse);
    tail = size > 39 ? 0 : (bell(size) * (1 / Math.sqrt(2 * Math.PI) - shrink)) / size;
  }
  return x > 0 ? tail : 1 - tail;
}

/** The complementary error function. */
export function erfc(x: number): number {
  return 2 * normalTail(x * Math.SQRT2);
}

/** ln P(Z > x), finite also far out where the tail itself is below the smallest number. */
export function logNormalTail(x: number): number {
  if (x < 30) return x < -8 ? Math.log1p(-normalTail(-x)) : Math.log(normalTail(x));
  const inverse = 1 / (x * x);
  return -0.5 * x * x - Math.log(x) - LOG_ROOT_TWO_PI + Math.log1p(-inverse * (1 - 3 * inverse * (1 - 5 * inverse)));
}
