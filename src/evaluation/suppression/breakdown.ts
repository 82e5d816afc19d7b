import type { Cell, Sum } from "./release.ts";
import type { SuppressionRule } from "./rule.ts";
import { suppress } from "./suppress.ts";

/** The numbers of one group. Null: not counted, and told nowhere. */
export interface GroupCounts {
  readonly group: string;
  /** Children behind the numbers, when these count something else (moves, days). */
  readonly n: number | null;
  readonly above: number | null;
  readonly below: number | null;
}

/** The figure of an agency, published whatever its size, and the groups it is made of. */
export interface Breakdown {
  /** Whether whom `above` counts are some of whom `below` counts: then the rest can be worked out and is a count too. */
  readonly subset: boolean;
  readonly groups: readonly GroupCounts[];
}

/** What was published of the same children before; numbers of hidden groups are not in it. */
export interface ToldBefore {
  readonly total: Pick<GroupCounts, "above" | "below">;
  readonly groups: readonly (Pick<GroupCounts, "group" | "above" | "below"> & { readonly hidden: boolean })[];
}

const parts = ["above", "below", "rest"] as const;
type Part = (typeof parts)[number];

const idOf = (group: string, part: Part) => `${part}/${group}`;
const totalOf = (part: Part) => `${part}//all`;
const hiddenBeforeOf = (part: Part) => `${part}//hidden before`;

function countOf({ above, below }: Pick<GroupCounts, "above" | "below">, part: Part, subset: boolean): number | null {
  if (part !== "rest") return part === "above" ? above : below;
  return subset && above !== null && below !== null ? below - above : null;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Whether a group has so few children that anything told of it tells about them. */
function hasFew({ n }: GroupCounts, { limit }: SuppressionRule): boolean {
  return n !== null && n > 0 && n <= limit;
}

interface Building {
  readonly cells: Cell[];
  readonly sums: Sum[];
}

function addPart(building: Building, { subset, groups }: Breakdown, part: Part, always: ReadonlySet<string>): void {
  const told = groups.flatMap((one) => {
    const value = countOf(one, part, subset);
    return value === null ? [] : [{ id: idOf(one.group, part), value, alwaysHidden: always.has(one.group) }];
  });
  if (told.length === 0) return;
  building.cells.push(...told, { id: totalOf(part), value: sumOf(told.map(({ value }) => value)), alwaysShown: true });
  building.sums.push({ total: totalOf(part), parts: told.map(({ id }) => id) });
}

/** Groups hidden before still sum to what the others left: if they sum to it now, nothing says that they changed. */
function addHiddenBefore(building: Building, { total, groups }: ToldBefore, subset: boolean): void {
  const values = new Map(building.cells.map(({ id, value }) => [id, value]));
  for (const part of parts) {
    const all = countOf(total, part, subset);
    const ids = groups.filter(({ hidden }) => hidden).map(({ group }) => idOf(group, part));
    if (all === null || ids.length === 0 || !ids.every((id) => values.has(id))) continue;
    const shown = groups.filter(({ hidden }) => !hidden).map((one) => countOf(one, part, subset) ?? 0);
    const left = all - sumOf(shown);
    if (left !== sumOf(ids.map((id) => values.get(id) ?? 0))) continue;
    building.cells.push({ id: hiddenBeforeOf(part), value: left, alwaysShown: true });
    building.sums.push({ total: hiddenBeforeOf(part), parts: ids });
  }
}

/** A table of the breakdown in which whole groups are hidden. */
function tableOf(breakdown: Breakdown, hidden: ReadonlySet<string>, before: ToldBefore | undefined): Building {
  const building: Building = { cells: [], sums: [] };
  for (const part of parts) addPart(building, breakdown, part, hidden);
  if (breakdown.subset) {
    for (const { group } of breakdown.groups) {
      building.sums.push({ total: idOf(group, "below"), parts: [idOf(group, "above"), idOf(group, "rest")] });
    }
  }
  if (before) addHiddenBefore(building, before, breakdown.subset);
  return building;
}

/**
 * The groups of a breakdown whose numbers are not to be published: those with small numbers, as many others as it takes, and
 * those hidden before as long as the same children are told of. A group is hidden or shown as a whole.
 */
export function groupsToHide(breakdown: Breakdown, rule: SuppressionRule, before?: ToldBefore): ReadonlySet<string> {
  const hiddenBefore = (before?.groups ?? []).filter(({ hidden }) => hidden).map(({ group }) => group);
  const few = breakdown.groups.filter((one) => hasFew(one, rule)).map(({ group }) => group);
  let hides = new Set([...hiddenBefore, ...few]);
  for (;;) {
    const { hidden } = suppress(tableOf(breakdown, hides, before), rule);
    const more = breakdown.groups.filter(({ group }) => parts.some((part) => hidden.has(idOf(group, part))));
    const next = new Set([...hides, ...more.map(({ group }) => group)]);
    if (next.size === hides.size) return next;
    hides = next;
  }
}
