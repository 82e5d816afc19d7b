import type pg from "pg";
import type { Taken } from "../../core/returns/batch.ts";
import type { Table } from "../../core/returns/rules/rule.ts";
import { type PlannedFile, rowsOf } from "./planFiles.ts";

/** Whose return it is and under which id it is kept. */
export interface BatchKey {
  readonly tenantId: string;
  readonly sourceId: string;
  readonly batchId: string;
}

/** One row of `return_finding`. */
export interface FindingRow {
  readonly rule: string;
  readonly year: number;
  readonly child: string;
  readonly kind: Table;
  readonly file: number;
  readonly row: number;
  readonly fields: readonly string[];
}

/** A file as it is told afterwards. */
export interface ToldFile {
  readonly name: string;
  readonly hash: string;
  readonly readAs: string;
  readonly table: string | null;
  readonly years: readonly number[];
  readonly yearFromDays: boolean;
  readonly rows: number;
  readonly refused: number;
  readonly ignoredColumns: readonly string[];
}

export interface GivenTable {
  readonly table: Table;
  readonly year: number;
  readonly rows: number;
}

/** What reading the files came to. */
export interface StoredRows {
  readonly files: readonly ToldFile[];
  readonly tables: readonly GivenTable[];
  readonly agencies: readonly string[];
  readonly rowsRead: number;
  readonly rowsRefused: number;
}

/** Rows sent to the database at once: more gain nothing, and this is all that is held in memory. */
const ROWS_AT_ONCE = 4_000;

const INSERT_ROWS = `
insert into return_row (tenant_id, source_id, batch_id, file, row, kind, year, child, values)
select $1, $2, $3, $4, t.row, t.kind, t.year, t.child, t.values::jsonb
from unnest($5::int[], $6::text[], $7::smallint[], $8::text[], $9::text[]) as t (row, kind, year, child, values)`;

const INSERT_FINDINGS = `
insert into return_finding (tenant_id, source_id, batch_id, rule, year, child, kind, file, row, fields)
select $1, $2, $3, t.rule, t.year, t.child, t.kind, t.file, t.row, string_to_array(t.fields, ',')
from unnest($4::text[], $5::smallint[], $6::text[], $7::text[], $8::smallint[], $9::int[], $10::text[])
  as t (rule, year, child, kind, file, row, fields)
on conflict do nothing`;

async function insertRows(client: pg.ClientBase, key: BatchKey, file: number, rows: readonly Taken[]): Promise<void> {
  await client.query(INSERT_ROWS, [
    ...[key.tenantId, key.sourceId, key.batchId, file],
    rows.map(({ row }) => row),
    rows.map(({ table }) => table),
    rows.map(({ year }) => year),
    rows.map(({ child }) => child),
    rows.map(({ values }) => JSON.stringify(values)),
  ]);
}

/** Keeps what rules, or the reading itself, found in rows. */
export async function insertFindings(
  client: pg.ClientBase,
  key: BatchKey,
  found: readonly FindingRow[],
): Promise<void> {
  if (found.length === 0) return;
  await client.query(INSERT_FINDINGS, [
    ...[key.tenantId, key.sourceId, key.batchId],
    found.map(({ rule }) => rule),
    found.map(({ year }) => year),
    found.map(({ child }) => child),
    found.map(({ kind }) => kind),
    found.map(({ file }) => file),
    found.map(({ row }) => row),
    found.map(({ fields }) => fields.join(",")),
  ]);
}

function findingOf(file: number, taken: Taken): FindingRow | undefined {
  const rule = taken.refused ?? (taken.fields.length > 0 ? "day_unreadable" : undefined);
  if (rule === undefined) return undefined;
  const { table: kind, child, row, fields } = taken;
  return { rule, year: taken.year ?? 0, child, kind, file, row, fields };
}

/** Counts rows by table and year, and remembers which tables were given even when they are empty. */
function tally() {
  const rows = new Map<string, number>();
  return {
    give: (table: Table, year: number) => rows.set(`${table} ${year}`, rows.get(`${table} ${year}`) ?? 0),
    add: (table: Table, year: number) => rows.set(`${table} ${year}`, (rows.get(`${table} ${year}`) ?? 0) + 1),
    tables: (): GivenTable[] =>
      [...rows].map(([key, count]) => {
        const [table = "", year = ""] = key.split(" ");
        return { table: table as Table, year: Number(year), rows: count };
      }),
  };
}

type Tally = ReturnType<typeof tally>;

interface Reading {
  readonly key: BatchKey;
  readonly counts: Tally;
  readonly agencies: Set<string>;
}

async function storeFile(client: pg.ClientBase, file: PlannedFile, place: number, reading: Reading): Promise<ToldFile> {
  const years = new Set<number>();
  let [rows, refusedRows]: [number, number] = [0, 0];
  let waiting: Taken[] = [];
  let found: FindingRow[] = [];
  const flush = async () => {
    if (waiting.length > 0) await insertRows(client, reading.key, place, waiting);
    await insertFindings(client, reading.key, found);
    [waiting, found] = [[], []];
  };
  const plan = file.csv?.plan;
  if (plan && file.year !== undefined && plan.year === undefined) reading.counts.give(plan.table, file.year);
  for await (const piece of rowsOf(file) ?? []) {
    for (const taken of piece) {
      const finding = findingOf(place, taken);
      if (finding) found.push(finding);
      rows += 1;
      if (taken.refused !== undefined || taken.year === undefined) refusedRows += 1;
      else {
        waiting.push(taken);
        years.add(taken.year);
        reading.counts.add(taken.table, taken.year);
        if (taken.agency !== undefined) reading.agencies.add(taken.agency);
      }
      if (waiting.length + found.length >= ROWS_AT_ONCE) await flush();
    }
  }
  await flush();
  const { name, hash, readAs, yearFromDays } = file;
  const table = file.csv === undefined ? "XML" : (plan?.table ?? null);
  const ignoredColumns = plan?.ignored ?? [];
  return {
    name,
    hash,
    readAs,
    table,
    years: [...years].sort(),
    yearFromDays,
    rows,
    refused: refusedRows,
    ignoredColumns,
  };
}

/** Reads every file and keeps its rows under a batch that is being checked. Throws `BrokenFile` for one that breaks off. */
export async function storeRows(
  client: pg.ClientBase,
  key: BatchKey,
  planned: readonly PlannedFile[],
): Promise<StoredRows> {
  const reading: Reading = { key, counts: tally(), agencies: new Set() };
  const files: ToldFile[] = [];
  for (const [place, file] of planned.entries()) files.push(await storeFile(client, file, place, reading));
  const sum = (count: (file: ToldFile) => number) => files.reduce((total, file) => total + count(file), 0);
  return {
    files,
    tables: reading.counts.tables(),
    agencies: [...reading.agencies].sort().slice(0, 50),
    rowsRead: sum(({ rows }) => rows),
    rowsRefused: sum(({ refused }) => refused),
  };
}
