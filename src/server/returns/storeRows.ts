import type pg from "pg";
import type { Taken } from "../../core/returns/batch.ts";
import { type PlannedFile, rowsOf } from "./planFiles.ts";
import { noteRows } from "./progress.ts";

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
  readonly kind: Taken["table"];
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
  readonly unknownCodes: readonly string[];
}

export interface GivenTable {
  readonly table: Taken["table"];
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

/** Unknown codes told of a file. */
const mostCodesTold = 100;
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
    give: (table: Taken["table"], year: number) => rows.set(`${table} ${year}`, rows.get(`${table} ${year}`) ?? 0),
    add: (table: Taken["table"], year: number) => rows.set(`${table} ${year}`, (rows.get(`${table} ${year}`) ?? 0) + 1),
    tables: (): GivenTable[] =>
      [...rows].map(([key, count]) => {
        const [table = "", year = ""] = key.split(" ");
        return { table: table as Taken["table"], year: Number(year), rows: count };
      }),
  };
}

type Tally = ReturnType<typeof tally>;

interface Reading {
  readonly key: BatchKey;
  readonly counts: Tally;
  readonly agencies: Set<string>;
}

/** Sends rows while the next ones are being read; two lots at most are held in memory. */
function sender(client: pg.ClientBase, key: BatchKey, place: number) {
  let [waiting, found]: [Taken[], FindingRow[]] = [[], []];
  let sending: Promise<void> = Promise.resolve();
  const send = async (rows: readonly Taken[], findings: readonly FindingRow[]) => {
    if (rows.length > 0) await insertRows(client, key, place, rows);
    await insertFindings(client, key, findings);
  };
  const flush = async () => {
    await sending;
    sending = send(waiting, found);
    // Whoever waits for it next hears of a failure; until then it must not end the process.
    sending.catch(() => undefined);
    [waiting, found] = [[], []];
  };
  return {
    add: async (taken: Taken) => {
      const finding = findingOf(place, taken);
      if (finding) found.push(finding);
      if (taken.refused === undefined) waiting.push(taken);
      if (waiting.length + found.length >= ROWS_AT_ONCE) await flush();
    },
    finish: async () => {
      await flush();
      await sending;
    },
  };
}

async function storeFile(client: pg.ClientBase, file: PlannedFile, place: number, reading: Reading): Promise<ToldFile> {
  const { key, counts, agencies } = reading;
  const years = new Set<number>();
  let [rows, refused]: [number, number] = [0, 0];
  const unknown = new Set<string>();
  const sent = sender(client, key, place);
  const plan = file.csv?.plan;
  if (plan && file.year !== undefined && plan.year === undefined) counts.give(plan.table, file.year);
  for await (const piece of rowsOf(file) ?? []) {
    noteRows(key, piece.length);
    for (const taken of piece) {
      rows += 1;
      if (taken.refused !== undefined) refused += 1;
      else {
        const year = taken.year ?? 0;
        years.add(year);
        counts.add(taken.table, year);
        if (taken.agency !== undefined) agencies.add(taken.agency);
      }
      if (taken.unknown !== undefined && unknown.size < mostCodesTold) unknown.add(taken.unknown);
      await sent.add(taken);
    }
  }
  await sent.finish();
  const { name, hash, readAs, yearFromDays } = file;
  const table =
    file.csv === undefined ? "XML" : (plan?.table ?? file.list?.table ?? file.mapped?.tables.join(", ") ?? null);
  const ignoredColumns = (file.mapped ?? file.list ?? plan)?.ignored ?? [];
  const unknownCodes = [...unknown].sort();
  const told = { name, hash, readAs, table, years: [...years].sort(), yearFromDays, rows, refused };
  return { ...told, ignoredColumns, unknownCodes };
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
