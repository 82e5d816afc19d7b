import { addDays, addMonths } from "../calendar/dates.ts";
import type { Indicator } from "./definition.ts";

/** A period with both its days in it. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Years shown side by side. */
export const YEARS_OF_TREND = 5;

/** Twelve months that end on a day. */
export function yearTo(to: string): Span {
  return { from: addDays(addMonths(to, -12), 1), to };
}

/** The period asked for; else the last year after which everything the definition needs has been observed. */
export function spanFor(
  { followUpMonths }: Pick<Indicator, "followUpMonths">,
  observedUntil: string,
  asked: { readonly from?: string | undefined; readonly to?: string | undefined } = {},
): Span {
  const last = asked.to ?? (asked.from === undefined ? addMonths(observedUntil, -followUpMonths) : undefined);
  const to = last ?? addDays(addMonths(asked.from ?? observedUntil, 12), -1);
  return { from: asked.from ?? yearTo(to).from, to };
}

/** The period and the same one of years before it, oldest first; `years` counts the period itself. */
export function trendOf({ from, to }: Span, years: number = YEARS_OF_TREND): readonly Span[] {
  return Array.from({ length: years }, (_, index) => {
    const months = (index + 1 - years) * 12;
    return { from: addMonths(from, months), to: addMonths(to, months) };
  });
}
