/** Two estimates and their joint uncertainty; the ratio asked for is `numerator / denominator`. */
export interface RatioParts {
  readonly numerator: number;
  readonly denominator: number;
  readonly varNumerator: number;
  readonly varDenominator: number;
  readonly covariance: number;
}

/**
 * The values of a ratio that agree with the data. `interval`: between the limits. `outside`: everything but what lies
 * between the limits. `line`: every value, nothing is excluded. `from` / `to`: a half line. Only `interval` can be
 * reported as "between … and …".
 */
export type FiellerSet =
  | { readonly kind: "interval"; readonly lower: number; readonly upper: number }
  | { readonly kind: "outside"; readonly lower: number; readonly upper: number }
  | { readonly kind: "from"; readonly lower: number }
  | { readonly kind: "to"; readonly upper: number }
  | { readonly kind: "line" };

/** Roots of a x^2 - 2 b x + c without the cancellation of the school formula (a not 0, discriminant not negative). */
function rootsOf(a: number, b: number, root: number, c: number): { lower: number; upper: number } {
  const larger = b >= 0 ? b + root : b - root;
  const one = larger / a;
  const other = larger === 0 ? 0 : c / larger;
  return { lower: Math.min(one, other), upper: Math.max(one, other) };
}

/**
 * Confidence set of a ratio of two normal estimates; `z` is the number of standard errors (1.96 for 95 %).
 * Method: Fieller 1954 (J R Stat Soc B 16:175-185): the R with (C - R E)^2 <= z^2 var(C - R E).
 */
export function fiellerSet(parts: RatioParts, z: number): FiellerSet {
  const { numerator, denominator, varNumerator, varDenominator, covariance } = parts;
  const a = denominator * denominator - z * z * varDenominator;
  const b = numerator * denominator - z * z * covariance;
  const c = numerator * numerator - z * z * varNumerator;
  if (a === 0) {
    if (b === 0) return { kind: "line" };
    return b > 0 ? { kind: "from", lower: c / (2 * b) } : { kind: "to", upper: c / (2 * b) };
  }
  const discriminant = b * b - a * c;
  if (a < 0 && discriminant <= 0) return { kind: "line" };
  const limits = rootsOf(a, b, Math.sqrt(Math.max(0, discriminant)), c);
  return a > 0 ? { kind: "interval", ...limits } : { kind: "outside", ...limits };
}
