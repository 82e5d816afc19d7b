import { daysBetween } from "../../src/core/calendar/dates.ts";
import { rowsOf } from "./evaluationData.ts";

const observedUntil = "2022-03-31";

/** First stay of each child that entered in 2017-18 (mapping M903-1), eight days or longer: length and way of leaving. */
export function devStays(): readonly { readonly time: number; readonly cause: string | null }[] {
  const seen = new Set<string>();
  return rowsOf("outcomes/care-periods-dev.csv")
    .filter(
      ({ start = "", left_truncated }) => left_truncated === "0" && start >= "2017-04-01" && start <= "2018-03-31",
    )
    .sort((one, other) => (one.start ?? "").localeCompare(other.start ?? ""))
    .filter(({ child = "" }) => !seen.has(child) && seen.add(child))
    .map(({ start = "", end, exit_group }) => ({
      time: daysBetween(start, end || observedUntil),
      cause: exit_group || null,
    }))
    .filter(({ time, cause }) => cause === null || time >= 8);
}
