import type { ChildReturn, RowRef, Rule, Table } from "./rule.ts";
import { rules } from "./rules.ts";

/** A row in which a rule found something. */
export interface RuleFinding extends RowRef {
  readonly rule: string;
  readonly child: string;
}

/** The tables that were given, with their columns. */
export type GivenTables = Readonly<Partial<Record<Table, readonly string[]>>>;

/** What a rule lacks: `Episodes`, `Episodes_last` for the year before, or `Header.UASC` for a column. */
export interface RuleNotRun {
  readonly rule: Rule;
  readonly lacks: readonly string[];
}

function lacksOf(rule: Rule, given: GivenTables, previous: GivenTables): readonly string[] {
  const lacking = (from: GivenTables) => (table: Table) => from[table] === undefined;
  return [
    ...rule.tables.filter(lacking(given)),
    ...(rule.previousTables ?? []).filter(lacking(previous)).map((table) => `${table}_last`),
    ...(rule.columns ?? [])
      .filter(({ table, column }) => given[table]?.includes(column) !== true)
      .map(({ table, column }) => `${table}.${column}`),
  ];
}

/** Which rules can be asked of what was given, and which cannot: those are told as not run, never as passed. */
export function chooseRules(
  given: GivenTables,
  previous: GivenTables,
): { readonly run: readonly Rule[]; readonly notRun: readonly RuleNotRun[] } {
  const judged = rules.map((rule) => ({ rule, lacks: lacksOf(rule, given, previous) }));
  return {
    run: judged.filter(({ lacks }) => lacks.length === 0).map(({ rule }) => rule),
    notRun: judged.filter(({ lacks }) => lacks.length > 0),
  };
}

/** Everything the rules find in one child. */
export function checkChild(child: ChildReturn, chosen: readonly Rule[]): readonly RuleFinding[] {
  return chosen.flatMap((rule) => rule.touched(child).map((ref) => ({ ...ref, rule: rule.code, child: child.child })));
}

const byCode = new Map(rules.map((rule) => [rule.code, rule]));

/** The rule of a code; undefined for one that is not run. */
export function findRule(code: string): Rule | undefined {
  return byCode.get(code);
}

export interface FindingGroup {
  readonly key: string;
  /** Rows touched. */
  readonly rows: number;
  /** Rows touched in each table. */
  readonly tables: Readonly<Partial<Record<Table, number>>>;
  /** Children, when grouped by rule; rules, when grouped by child: how many there are beside the key. */
  readonly others: number;
}

/**
 * Findings counted by rule or by child, the most frequent first. A row counts once for its key, however many rules or
 * cells it has.
 */
export function groupFindings(
  findings: Iterable<Pick<RuleFinding, "rule" | "child" | "table" | "file" | "row">>,
  by: "rule" | "child",
): readonly FindingGroup[] {
  const groups = new Map<string, { rows: Map<string, Table>; others: Set<string> }>();
  for (const finding of findings) {
    const key = finding[by];
    const group = groups.get(key) ?? { rows: new Map(), others: new Set() };
    group.rows.set(`${finding.file}/${finding.table}/${finding.row}`, finding.table);
    group.others.add(finding[by === "rule" ? "child" : "rule"]);
    groups.set(key, group);
  }
  return [...groups]
    .map(([key, { rows, others }]) => ({ key, rows: rows.size, tables: countTables(rows), others: others.size }))
    .sort((a, b) => b.rows - a.rows || (a.key < b.key ? -1 : 1));
}

function countTables(rows: ReadonlyMap<string, Table>): FindingGroup["tables"] {
  const counts: Partial<Record<Table, number>> = {};
  for (const table of rows.values()) counts[table] = (counts[table] ?? 0) + 1;
  return counts;
}
