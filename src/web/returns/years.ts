/** A collection year begins in April: 2017 is 2017-18. */
export function yearInWords(year: number): string {
  return `${year}-${String((year + 1) % 100).padStart(2, "0")}`;
}

/** Several years: a run of them by its ends. */
export function yearsInWords(years: readonly number[]): string {
  const sorted = years.toSorted((one, other) => one - other);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return "";
  if (first === last) return yearInWords(first);
  const whole = last - first + 1 === sorted.length;
  return whole ? `${yearInWords(first)} … ${yearInWords(last)}` : sorted.map(yearInWords).join(", ");
}
