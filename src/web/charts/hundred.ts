/**
 * Whole numbers that add up to 100 in proportion to the counts, by largest remainder: of two equal remainders the earlier part
 * gets the unit, so that the same counts always give the same picture. All zero when nobody is counted.
 */
export function outOfHundred(counts: readonly number[]): readonly number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total <= 0) return counts.map(() => 0);
  const exact = counts.map((count) => (count / total) * 100);
  const whole = exact.map(Math.floor);
  const missing = 100 - whole.reduce((sum, part) => sum + part, 0);
  const byRemainder = exact
    .map((part, index) => ({ index, rest: part - Math.floor(part) }))
    .toSorted((one, other) => other.rest - one.rest || one.index - other.index);
  const raised = new Set(byRemainder.slice(0, missing).map(({ index }) => index));
  return whole.map((part, index) => part + (raised.has(index) ? 1 : 0));
}
