export interface PublishedPercentage {
  readonly percent: number;
  /** Decimals printed: 42.9 has one. */
  readonly decimals: number;
  /** What the percentage is of, when it is known or can be guessed within a range. */
  readonly leastOf: number;
  readonly mostOf: number;
}

/** A count and what it is out of. */
export interface CountOf {
  readonly count: number;
  readonly of: number;
}

/**
 * The counts that would be printed as this percentage: 42.9 % out of 7 can only be 3. A hidden count whose percentage is shown
 * is not hidden. Rounding half up or half to even are both allowed for.
 */
export function countsBehind({ percent, decimals, leastOf, mostOf }: PublishedPercentage): readonly CountOf[] {
  const half = 0.5 * 10 ** -decimals * (1 + 1e-9);
  const found: CountOf[] = [];
  for (let of = Math.max(1, Math.ceil(leastOf)); of <= mostOf; of++) {
    const from = Math.max(0, Math.ceil(((percent - half) / 100) * of - 1e-12));
    const to = Math.min(of, Math.floor(((percent + half) / 100) * of + 1e-12));
    for (let count = from; count <= to; count++) found.push({ count, of });
  }
  return found;
}
