import { writeNumber } from "./numbers.ts";
import { DRAWN, type Language } from "./words.ts";

/** Counts under five are never told, so that nobody is recognised by them. Weighted counts are no counts of people. */
export function fewerThanFive(count: number): boolean {
  return Number.isInteger(count) && count > 0 && count < 5;
}

export function writeCount(count: number, language: Language): string {
  if (fewerThanFive(count)) return DRAWN.fewerThanFive[language];
  return writeNumber(count, Number.isInteger(count) ? 0 : 1, language);
}
