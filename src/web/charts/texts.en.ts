import { type Catalogue, message } from "../i18n/texts.ts";
import type { es } from "./texts.es.ts";

export const en: Catalogue<typeof es> = {
  perHundred: message("{n} of every 100"),
  between: message("between {low} and {high}"),
  interval: "95% interval",
  noInterval: "No interval",
  moment: "Moment",
  followed: "Still followed",
  followedAt: message("{n, plural, one {# still followed} other {# still followed}}"),
  half: message("Half: {when}"),
  axisHundred: "of every 100",
  betterLow: "← better",
  betterHigh: "better →",
  place: "Place",
  group: "Group",
  period: "Period",
  value: "Value",
  target: message("Target: {value}"),
  count: "Children",
  ratio: "Ratio",
  reference: message("1 = the same as {group}"),
  times: message("{value} times"),
  tooFew: "Too few cases to compare",
};
