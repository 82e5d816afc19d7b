/** Kind of return, or table, whose years are those of the calendar. */
const BY_CALENDAR = ["population", "Population"];

/** A year of a kind of return or of a table: a collection year begins in April, so that 2017 is 2017-18; a population has plain ones. */
export function yearInWords(year: number, of: string): string {
  if (BY_CALENDAR.includes(of)) return String(year);
  return `${year}-${String((year + 1) % 100).padStart(2, "0")}`;
}

/** Several years: a run of them by its ends. */
export function yearsInWords(years: readonly number[], of: string): string {
  const sorted = years.toSorted((one, other) => one - other);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return "";
  if (first === last) return yearInWords(first, of);
  const whole = last - first + 1 === sorted.length;
  if (whole) return `${yearInWords(first, of)} … ${yearInWords(last, of)}`;
  return sorted.map((year) => yearInWords(year, of)).join(", ");
}
