import { type Column, type EarlierRelease, OPEN_END, type Table, type Together, together } from "./release.ts";
import type { SuppressionRule } from "./rule.ts";
import { distance, joinedTo, NEAR, rangeOf, reach, type State, stateOf } from "./search.ts";

/** Why a count is not shown: it is small itself, or a small one could be worked out from it. */
export type HiddenReason = "small" | "complementary";

export interface Suppression {
  readonly hidden: ReadonlyMap<string, HiddenReason>;
  /** Small counts that remain within a narrower range than asked although everything that can help is hidden. */
  readonly unprotected: readonly string[];
  /** Small counts that an earlier release already showed. */
  readonly alreadyPublic: readonly string[];
}

export interface Deducible {
  readonly id: string;
  readonly lower: number;
  /** Null: no upper limit can be worked out. */
  readonly upper: number | null;
}

/** What everybody knows of a hidden count: where zeros are always shown it is at least 1. */
const leastHidden = ({ zeros }: Pick<SuppressionRule, "zeros">) => (zeros === "shown" ? 1 : 0);
/** A total tells more than its parts, and other tables lean on it. */
const COST_OF_TOTAL = 4;

function priceOf({ columns }: Together) {
  return (index: number) => {
    const column = columns[index];
    if (column === undefined || column.known || !column.current || column.value < column.least) return undefined;
    return (column.total ? COST_OF_TOTAL : 1) + Math.log2(1 + column.value) / 100;
  };
}

/** Hides what lets the target range as widely as asked, at the lower of the two prices (upwards, downwards). */
function cover(state: State, target: number, protection: number): boolean {
  const price = priceOf(state.system);
  const ways = ([1, -1] as const).map((direction) => {
    const moves = reach(state, { target, direction, most: protection, priceOf: price });
    const far = Math.abs(moves.get(target) ?? 0);
    const needed = [...moves].filter(([column, move]) => Math.abs(move) > NEAR && !state.hidden[column]);
    return { far, needed, cost: needed.reduce((sum, [column]) => sum + (price(column) ?? 0), 0) };
  });
  const best = ways.sort(
    (one, other) => Math.floor(other.far + NEAR) - Math.floor(one.far + NEAR) || one.cost - other.cost,
  )[0];
  for (const [column] of best?.needed ?? []) state.hidden[column] = true;
  return (best?.needed.length ?? 0) > 0;
}

/** Last resort for a count that no cheapest set protects: everything joined to it. */
function coverWithAll(state: State, target: number): void {
  const price = priceOf(state.system);
  for (const column of joinedTo(state, target, price)) if (price(column) !== undefined) state.hidden[column] = true;
}

/** Hides until every guarded count ranges as widely as asked; answers how widely each does in the end. */
function protectAll(state: State, guarded: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const ranges = [...guarded].map(([target, asked]) => {
    while (rangeOf(state, target, asked) < asked && cover(state, target, asked));
    const range = rangeOf(state, target, asked);
    if (range >= asked) return [target, range] as const;
    coverWithAll(state, target);
    return [target, rangeOf(state, target, asked)] as const;
  });
  return new Map(ranges);
}

/** Shows again what was hidden without need: first the dearest, as long as no small count is given away. */
function showAgain(state: State, primary: ReadonlySet<number>, ranges: ReadonlyMap<number, number>): void {
  const price = priceOf(state.system);
  const extra = state.hidden
    .flatMap((hidden, column) => (hidden && !primary.has(column) && price(column) !== undefined ? [column] : []))
    .sort((one, other) => (price(other) ?? 0) - (price(one) ?? 0) || one - other);
  for (const column of extra) {
    state.hidden[column] = false;
    if (![...ranges].every(([target, range]) => rangeOf(state, target, range) >= range)) state.hidden[column] = true;
  }
}

/** Shows what anyone could work out exactly: hiding it protects nobody and misleads. */
function showDeducible(state: State, primary: ReadonlySet<number>): void {
  for (const [column, hidden] of state.hidden.entries()) {
    if (!hidden || primary.has(column) || !state.system.columns[column]?.current) continue;
    if (distance(state, column, 1, 1) === 0 && distance(state, column, -1, 1) === 0) state.hidden[column] = false;
  }
}

/** How widely a count must range for whoever reads the rest: 0 for what may be shown. */
function askedOf({ value, alwaysHidden, alwaysShown }: Column, { limit, protection }: SuppressionRule): number {
  if (alwaysShown) return 0;
  return value > 0 && value <= limit ? protection : alwaysHidden ? 1 : 0;
}

/**
 * Which counts of a table to hide, so that of no small count can be deduced more than the rule allows: not from the totals,
 * nor together with an earlier release. Sums must hold (`brokenSum`).
 */
export function suppress(table: Table, rule: SuppressionRule, earlier?: EarlierRelease): Suppression {
  const system = together(table, earlier, leastHidden(rule));
  const { columns } = system;
  const asked = columns.map((column) => (column.current || column.hiddenBefore ? askedOf(column, rule) : 0));
  const state = stateOf(system, (column) => askedOf(column, rule) > 0);
  const primary = new Set(columns.flatMap(({ current }, index) => (current && (asked[index] ?? 0) > 0 ? [index] : [])));
  const guarded = columns.flatMap(({ known }, index) =>
    known || !asked[index] ? [] : [[index, asked[index]] as const],
  );
  const ranges = protectAll(state, new Map(guarded));
  showAgain(state, primary, ranges);
  showDeducible(state, primary);
  const hidden = new Map<string, HiddenReason>();
  for (const [index, column] of columns.entries()) {
    if (!column.current || !(state.hidden[index] || primary.has(index))) continue;
    for (const id of column.ids) hidden.set(id, primary.has(index) ? "small" : "complementary");
  }
  const named = (indexes: readonly number[]) => indexes.flatMap((index) => columns[index]?.ids ?? []);
  const narrow = [...ranges].filter(([target, range]) => range < (asked[target] ?? 0)).map(([target]) => target);
  return {
    hidden,
    unprotected: named(narrow),
    alreadyPublic: named([...primary].filter((index) => columns[index]?.known)),
  };
}

/** What can be deduced of each hidden count, alone or together with an earlier release (`before:` marks its counts). */
export function deducible(
  table: Table,
  hidden: ReadonlySet<string>,
  zeros: SuppressionRule["zeros"],
  earlier?: EarlierRelease,
): readonly Deducible[] {
  const system = together(table, earlier, leastHidden({ zeros }));
  const state = stateOf(system, ({ ids }) => ids.some((id) => hidden.has(id)));
  return system.columns.flatMap(({ ids, value }, index) => {
    if (!state.hidden[index] || ids.length === 0) return [];
    const up = distance(state, index, 1, OPEN_END);
    const lower = value - distance(state, index, -1, OPEN_END);
    return ids.map((id) => ({ id, lower, upper: up >= OPEN_END ? null : value + up }));
  });
}
