import { neverRun } from "./rules/neverRun.ts";
import type { ChildReturn, RowRef, Rule, Table } from "./rules/rule.ts";
import type { CollectionYear } from "./year.ts";

/** Which tables were given, year by year. */
export type GivenTables = ReadonlyMap<CollectionYear, ReadonlySet<Table>>;

/** A rule that cannot be asked in a year, and the tables it lacks there; `previous` ones belong to the year before. */
export interface NotRun {
  readonly rule: string;
  readonly years: readonly CollectionYear[];
  readonly missing: readonly string[];
}

const none: ReadonlySet<Table> = new Set();

function lacking(rule: Rule, year: CollectionYear, given: GivenTables): readonly string[] {
  const now = given.get(year) ?? none;
  const before = given.get(year - 1) ?? none;
  return [
    ...rule.tables.filter((table) => !now.has(table)),
    ...(rule.previousTables ?? []).filter((table) => !before.has(table)).map((table) => `${table} (previous)`),
  ];
}

/** The rules that can be asked in a year. */
export function rulesFor(rules: readonly Rule[], year: CollectionYear, given: GivenTables): readonly Rule[] {
  return rules.filter((rule) => lacking(rule, year, given).length === 0);
}

/** Rules that cannot be asked in some of these years, or ever: never passed, and told with what they lack. */
export function rulesNotRun(
  rules: readonly Rule[],
  years: readonly CollectionYear[],
  given: GivenTables,
): readonly NotRun[] {
  const lackingTables = rules.flatMap((rule) => {
    const lacks = years
      .map((year) => ({ year, missing: lacking(rule, year, given) }))
      .filter(({ missing }) => missing.length > 0);
    if (lacks.length === 0) return [];
    const missing = [...new Set(lacks.flatMap((one) => one.missing))];
    return [{ rule: rule.code, years: lacks.map(({ year }) => year), missing }];
  });
  return [...lackingTables, ...neverRun.map(({ code, lacks }) => ({ rule: code, years, missing: [lacks] }))];
}

/** A row that does not meet a rule. */
export interface Touched extends RowRef {
  readonly rule: string;
}

/** Asks the rules of one child in one year. */
export function askRules(rules: readonly Rule[], child: ChildReturn): readonly Touched[] {
  return rules.flatMap((rule) => rule.touched(child).map((row) => ({ ...row, rule: rule.code })));
}
