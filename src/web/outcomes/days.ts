import { useMemo } from "react";
import { useLocale } from "../i18n/LocaleProvider.tsx";

/** Days of years ago: «1 abr 2018», without the day of the week that an appointment needs and history does not. */
export function usePastDay(): (day: string) => string {
  const { tag } = useLocale();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(tag, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
    return (day) => format.format(new Date(`${day}T00:00:00Z`));
  }, [tag]);
}
