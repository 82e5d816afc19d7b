import { DRAWN, type Language } from "./words.ts";

/** «1.234,5» in Spanish, «1,234.5» in English, with a true minus sign. Not every number has an end: an interval may go on for ever. */
export function writeNumber(value: number, digits: number, language: Language): string {
  if (!Number.isFinite(value)) return DRAWN.noEnd[language];
  const [whole = "0", decimals] = Math.abs(value).toFixed(digits).split(".");
  const [group, point] = language === "es" ? [".", ","] : [",", "."];
  const grouped = whole.length > 21 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, group);
  const text = decimals === undefined ? grouped : `${grouped}${point}${decimals}`;
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

/** Decimals that leave two figures to the largest of these values: 0,65 and 4,1 and 41. Never more than four. */
export function digitsFor(values: readonly number[], least = 0): number {
  const largest = Math.max(0, ...values.filter(Number.isFinite).map(Math.abs));
  if (largest === 0) return least;
  return Math.max(least, Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(largest)))));
}

/** A share from 0 to 1 as so many of every hundred. */
export function writeShare(share: number, language: Language): string {
  return writeNumber(share * 100, 0, language);
}
