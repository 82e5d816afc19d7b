import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import type { MoneyAmount } from "../i18n/numbers.ts";
import { uiTexts } from "./texts.ts";

interface DateTextProps {
  /** ISO date (or `YYYY-MM`, `YYYY`), or an ISO instant. */
  readonly value: string;
  readonly long?: boolean;
  /** Adds how far away it is: «vie 21 nov · hace 2 días». */
  readonly distance?: boolean;
}

/** «vie 21 nov», «vie 21 nov, 10:42», «nov 2019». */
export function DateText({ value, long = false, distance = false }: DateTextProps) {
  const format = useFormats();
  const instant = value.includes("T");
  const words = instant ? format.instant(value) : long ? format.longDate(value) : format.date(value);
  const whole = /^\d{4}-\d{2}-\d{2}/.test(value);
  return (
    <time dateTime={value}>
      {words}
      {distance && whole && ` · ${format.distance(value.slice(0, 10))}`}
    </time>
  );
}

/** «1.234,5» with figures of equal width. */
export function NumberText({ value, decimals = 2 }: { readonly value: number; readonly decimals?: number }) {
  const { number } = useFormats();
  return <span className="numeric">{number(value, decimals)}</span>;
}

/** «1.234,50 €»; amounts are integers of the smallest unit. */
export function MoneyText({ amount }: { readonly amount: MoneyAmount }) {
  const { money } = useFormats();
  return <span className="numeric whitespace-nowrap">{money(amount)}</span>;
}

/** A count that does not point at anybody: below `least` it says «menos de 5». */
export function CountText({ value, least = 5 }: { readonly value: number; readonly least?: number }) {
  const t = useTexts(uiTexts);
  const { number } = useFormats();
  return <span className="numeric">{value < least ? t.fewerThan({ n: least }) : number(value, 0)}</span>;
}
