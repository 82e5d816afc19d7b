import { ageOn, possibleDays } from "../../core/calendar/age.ts";
import { monthsBetween } from "../../core/calendar/dates.ts";

interface AgeWords {
  readonly years: (values: { n: number }) => string;
  readonly yearsBetween: (values: { from: number; to: number }) => string;
}

/** «9 años», «entre 8 y 9 años» when only the year is known; undefined when nothing is. */
export function ageInWords(birth: string | null, today: string, words: AgeWords): string | undefined {
  if (birth === null) return undefined;
  const age = ageOn(birth, today);
  if (age !== undefined) return words.years({ n: age });
  const days = possibleDays(birth);
  if (!days || days.first > today) return undefined;
  const oldest = Math.floor(monthsBetween(days.first, today) / 12);
  const youngest = days.last > today ? 0 : Math.floor(monthsBetween(days.last, today) / 12);
  return words.yearsBetween({ from: youngest, to: oldest });
}
