import type pg from "pg";
import type { ReturnRow, Rule, Table } from "../../core/returns/rules/rule.ts";
import { rules } from "../../core/returns/rules/rules.ts";
import { askRules, type GivenTables, type NotRun, rulesFor, rulesNotRun } from "../../core/returns/runRules.ts";
import { windowOf } from "../../core/returns/year.ts";
import type { CountedTable } from "../care/counted.ts";
import { noteChild } from "./progress.ts";
import { type BatchKey, type FindingRow, type GivenTable, insertFindings } from "./storeRows.ts";

/** Rows fetched at once, and findings sent at once. */
const ROWS_AT_ONCE = 5_000;

interface StoredRow {
  readonly child: string;
  readonly year: number;
  readonly kind: Table;
  readonly file: number;
  readonly row: number;
  readonly values: ReturnRow["values"];
}

/** Rows of the batch, and of what counts already for the years before its own, child by child. */
const ROWS = `declare told_children no scroll cursor for
select told.child, told.year, told.kind, told.file, told.row, told.values
from return_row told
where told.tenant_id = $1 and told.source_id = $2 and told.batch_id = $3
union all
select told.child, told.year, told.kind, told.file, told.row, told.values
from return_row told
join unnest($4::text[], $5::int[], $6::uuid[]) as before (kind, year, batch_id)
  on before.kind = told.kind and before.year = told.year and before.batch_id = told.batch_id
where told.tenant_id = $1 and told.source_id = $2
order by child, year, kind, file, row`;

type RowsOfYear = Partial<Record<Table, ReturnRow[]>>;

function byYear(rows: readonly StoredRow[]): Map<number, RowsOfYear> {
  const years = new Map<number, RowsOfYear>();
  for (const { year, kind, file, row, values } of rows) {
    const tables = years.get(year) ?? {};
    years.set(year, tables);
    const list = tables[kind] ?? [];
    tables[kind] = list;
    list.push({ file, row, values });
  }
  return years;
}

/** Hands over the rows of one child after another, however many pieces they come in. */
async function* children(client: pg.ClientBase): AsyncGenerator<readonly StoredRow[]> {
  let current: StoredRow[] = [];
  for (;;) {
    const { rows } = await client.query<StoredRow>(`fetch ${ROWS_AT_ONCE} from told_children`);
    if (rows.length === 0) break;
    for (const row of rows) {
      if (current.length > 0 && current[0]?.child !== row.child) {
        yield current;
        current = [];
      }
      current.push(row);
    }
  }
  if (current.length > 0) yield current;
}

/** What the rules said of a return. */
export interface RuleReport {
  readonly rulesRun: number;
  readonly notRun: readonly NotRun[];
}

function givenTables(own: readonly GivenTable[], before: readonly CountedTable[]): GivenTables {
  const given = new Map<number, Set<Table>>();
  const give = (year: number, table: Table) => {
    const tables = given.get(year) ?? new Set<Table>();
    given.set(year, tables.add(table));
  };
  for (const { year, table } of own) give(year, table as Table);
  for (const { year, kind } of before) give(year, kind as Table);
  return given;
}

/** The years before those of the batch, where they count already and the batch itself does not bring them. */
function yearsBefore(own: readonly GivenTable[], counted: readonly CountedTable[]): readonly CountedTable[] {
  const years = new Set(own.map(({ year }) => year));
  return counted.filter(({ year }) => years.has(year + 1) && !years.has(year));
}

/**
 * Asks every rule of every child, one child after another, and keeps what they find. A rule that lacks a table in a year is not asked
 * there and is told as not run.
 */
export async function checkRows(
  client: pg.ClientBase,
  key: BatchKey,
  own: readonly GivenTable[],
  counted: readonly CountedTable[],
): Promise<RuleReport> {
  const before = yearsBefore(own, counted);
  const given = givenTables(own, before);
  const years = [...new Set(own.map(({ year }) => year))].sort();
  const asked = new Map<number, readonly Rule[]>(years.map((year) => [year, rulesFor(rules, year, given)]));
  await client.query(ROWS, [
    ...[key.tenantId, key.sourceId, key.batchId],
    before.map(({ kind }) => kind),
    before.map(({ year }) => year),
    before.map(({ batchId }) => batchId),
  ]);
  let found: FindingRow[] = [];
  for await (const rows of children(client)) {
    const child = rows[0]?.child ?? "";
    noteChild(key);
    const told = byYear(rows);
    for (const [year, ofYear] of asked) {
      const now = told.get(year);
      if (now === undefined) continue;
      const window = windowOf(year);
      const touched = askRules(ofYear, { child, window, rows: now, previous: told.get(year - 1) ?? {} });
      for (const { rule, table: kind, file, row, fields } of touched)
        found.push({ rule, year, child, kind, file, row, fields });
    }
    if (found.length >= ROWS_AT_ONCE) {
      await insertFindings(client, key, found);
      found = [];
    }
  }
  await insertFindings(client, key, found);
  await client.query("close told_children");
  const run = new Set([...asked.values()].flat().map(({ code }) => code));
  return { rulesRun: run.size, notRun: rulesNotRun(rules, years, given) };
}
