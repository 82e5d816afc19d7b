import type { IsoDate } from "../calendar/dates.ts";
import { accepted, type Result } from "../result.ts";
import { cellText } from "./cells.ts";
import { formFamily, type RegistryFamily, withoutRepetitions } from "./families.ts";
import { meaningOfM } from "./fields.ts";
import { type Finding, findingKinds } from "./findings.ts";
import { type ColumnRead, type HeaderFailure, type Mapping, readHeader } from "./mapping.ts";
import { indexPlaces, type Place } from "./places.ts";
import { householdOf, type RegistryPerson, type RowContext, readRow } from "./row.ts";
import { isBlankRow, type TableRow } from "./table.ts";

/** What a list is read against, besides itself. */
export interface RegistryContext {
  readonly country: string;
  readonly today: IsoDate;
  readonly places: readonly Place[];
}

/** A list as read: families that may go in, and everything found on the way. */
export interface RegistryRead {
  readonly columns: readonly ColumnRead[];
  readonly families: readonly RegistryFamily[];
  readonly findings: readonly Finding[];
  /** Rows below the headings with something written in them. */
  readonly rows: number;
}

interface RowsRead {
  readonly people: readonly RegistryPerson[];
  readonly findings: readonly Finding[];
  /** Rows refused, by the family they say they belong to. */
  readonly refused: ReadonlyMap<string, readonly number[]>;
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function readRows(rows: readonly TableRow[], context: RowContext): RowsRead {
  const people: RegistryPerson[] = [];
  const findings: Finding[] = [];
  const refused = new Map<string, number[]>();
  for (const row of rows) {
    const read = readRow(row, context);
    if (read.ok) {
      people.push(read.value.person);
      findings.push(...read.value.warnings);
      continue;
    }
    findings.push(...read.failure.findings);
    const household = householdOf(row, context.columns);
    if (household !== "") add(refused, household, row.row);
  }
  return { people, findings, refused };
}

function formFamilies(
  { people, findings, refused }: RowsRead,
  keyed: boolean,
): Pick<RegistryRead, "families" | "findings"> {
  const once = withoutRepetitions(people);
  const refusedRows = new Map([...refused].map(([household, rows]) => [household, [...rows]]));
  for (const { household, row } of once.refused) add(refusedRows, household, row);
  const byHousehold = new Map<string, RegistryPerson[]>();
  for (const person of once.kept) add(byHousehold, person.household, person);
  const families: RegistryFamily[] = [];
  const all: Finding[] = [...findings, ...once.findings];
  for (const [household, members] of byHousehold) {
    const externalId = keyed ? household : null;
    const formed = formFamily({ externalId, people: members, refusedRows: refusedRows.get(household) ?? [] });
    if (formed.family) families.push(formed.family);
    all.push(...formed.findings);
  }
  return { families, findings: all };
}

/** Reads a whole list: headings, rows, people, families. Nothing of the database is asked yet. */
export function readRegistry(
  table: readonly TableRow[],
  mapping: Mapping,
  { country, today, places }: RegistryContext,
): Result<RegistryRead, HeaderFailure> {
  const header = readHeader(table, mapping);
  if (!header.ok) return header;
  const { columns } = header.value;
  const rows = table.slice(header.value.at + 1).filter((row) => !isBlankRow(row));
  const sexes = rows.map(({ cells }) => cellText(columns.sex === undefined ? null : (cells[columns.sex] ?? null)));
  const m = meaningOfM(sexes);
  const read = readRows(rows, { columns, mapping, places: indexPlaces(places), country, today, m });
  const { families, findings } = formFamilies(read, columns.household !== undefined);
  return accepted({
    columns: header.value.read,
    families,
    findings: [...header.value.findings, ...findings],
    rows: rows.length,
  });
}

/** Rows a set of findings keeps out. */
export function rowsOut(findings: readonly Finding[], kind: "refused" | "skipped"): ReadonlySet<number> {
  return new Set(findings.flatMap(({ code, row }) => (row !== null && findingKinds[code] === kind ? [row] : [])));
}
