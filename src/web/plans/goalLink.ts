import type { SelectGroup, SelectOption } from "../ui/SelectField.tsx";
import type { PlanData } from "./planTypes.ts";

/** What a goal is meant to improve: a dimension, a question of it, or nothing. */
export interface GoalLink {
  readonly dimension: string | null;
  readonly item: string | null;
}

/** A link as the value of a list: `item dimension`; names of instruments hold no blanks. */
export function linkValue({ dimension, item }: GoalLink): string {
  return item === null && dimension === null ? "" : `${item ?? ""} ${dimension ?? ""}`;
}

/** The link that a value of the list stands for. */
export function linkOf(value: string): GoalLink {
  const [item = "", dimension = ""] = value.split(" ");
  return { item: item || null, dimension: dimension || null };
}

/** What can be chosen: first what the family marked, then whole dimensions; a link already there is never lost. */
export function linkGroups(
  { priorities, dimensions }: Pick<PlanData, "priorities" | "dimensions">,
  titles: { readonly priorities: string; readonly dimensions: string },
  current: string,
): readonly (SelectOption | SelectGroup)[] {
  const isDimension = (name: string) => dimensions.some((dimension) => dimension.name === name);
  const marked = priorities.map(({ name, label, dimension }) => ({
    value: isDimension(name) ? linkValue({ dimension: name, item: null }) : linkValue({ dimension, item: name }),
    label,
  }));
  const others = dimensions
    .map(({ name, label }) => ({ value: linkValue({ dimension: name, item: null }), label }))
    .filter(({ value }) => marked.every((option) => option.value !== value));
  const known = [...marked, ...others].some(({ value }) => value === current) || current === "";
  const kept = known ? [] : [{ value: current, label: current.trim().replace(" ", " · ") }];
  return [
    ...kept,
    ...(marked.length > 0 ? [{ label: titles.priorities, options: marked }] : []),
    ...(others.length > 0 ? [{ label: titles.dimensions, options: others }] : []),
  ];
}
