/**
 * Whole numbers in proportion to the shares that sum to `total`: rounded down first, the units left going to the largest
 * remainders (ties: the larger share, then the earlier one). Shares that sum to 0 give zeros.
 */
export function largestRemainder(shares: readonly number[], total: number): readonly number[] {
  const sum = shares.reduce((before, share) => before + share, 0);
  if (!(sum > 0)) return shares.map(() => 0);
  // 0.29 of 100 comes out as 28.999999999999996: a remainder so near to a unit is one.
  const exact = shares.map((share) => Math.round((share / sum) * total * 1e9) / 1e9);
  const whole = exact.map(Math.floor);
  const left = total - whole.reduce((before, one) => before + one, 0);
  const order = exact
    .map((value, index) => ({ index, value, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || b.value - a.value || a.index - b.index);
  for (const { index } of order.slice(0, left)) whole[index] = (whole[index] ?? 0) + 1;
  return whole;
}
