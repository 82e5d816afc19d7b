import type { Indicator } from "../../../core/outcomes/definition.ts";
import { parameterOf } from "../../../core/outcomes/indicators.ts";
import type { Asked, Members } from "./asked.ts";
import { entryMembers } from "./entry.ts";
import { exitMembers } from "./exit.ts";
import { inCareDuringMembers } from "./inCareDuring.ts";
import { pointInTimeMembers } from "./pointInTime.ts";
import { reportMembers } from "./reports.ts";

/** The members of an indicator's cohort; undefined for one that counts nobody. */
export function membersOf(
  asked: Asked,
  indicator: Indicator,
  stored: Readonly<Record<string, number>> = {},
): Members | undefined {
  const parameter = (id: string) => parameterOf(indicator, id, stored);
  const { method } = indicator;
  switch (method.cohort) {
    case "entry":
      return entryMembers(asked, method.counts, parameter);
    case "exit":
      return exitMembers(asked, method.counts, parameter);
    case "point_in_time":
      return pointInTimeMembers(asked, method.counts, parameter);
    case "in_care_during":
      return inCareDuringMembers(asked, method.counts, parameter);
    case "reports":
      return reportMembers(asked, parameter);
    default:
      return undefined;
  }
}
