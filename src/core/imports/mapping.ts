import type { MemberRole } from "../households/household.ts";
import type { DocumentKind } from "../people/documents.ts";
import type { Sex } from "../people/person.ts";
import { accepted, type Result, refused } from "../result.ts";
import { cellText } from "./cells.ts";
import type { DateOrder } from "./dates.ts";
import { fieldOfHeading, isAddressHeading, plainHeading, type RegistryField } from "./fields.ts";
import { type Finding, shortValue } from "./findings.ts";
import type { TableRow } from "./table.ts";

/** What somebody explains of a list that does not use the usual headings or words. */
export interface Mapping {
  /** Heading as written → field, or "ignore" for a column that must not be read. */
  readonly columns?: Readonly<Record<string, RegistryField | "ignore">>;
  /** Word as written → meaning, such as `{"role": {"01": "reference"}}`. */
  readonly values?: {
    readonly role?: Readonly<Record<string, MemberRole>>;
    readonly sex?: Readonly<Record<string, Sex>>;
    readonly document_kind?: Readonly<Record<string, DocumentKind>>;
    /** Word of the list → official code of the place. */
    readonly place?: Readonly<Record<string, string>>;
  };
  readonly dates?: DateOrder;
  /** Code of the place of every row that says none. */
  readonly place?: string;
}

/** Where each field stands, by the number of its column. */
export type Columns = Readonly<Partial<Record<RegistryField, number>>>;

/** A heading and what became of it. */
export interface ColumnRead {
  readonly heading: string;
  readonly field: RegistryField | null;
}

export interface HeaderRead {
  readonly columns: Columns;
  readonly read: readonly ColumnRead[];
  readonly findings: readonly Finding[];
  /** Place of the heading among the rows. */
  readonly at: number;
}

export type HeaderFailure =
  | { readonly code: "heading_missing" }
  | { readonly code: "column_missing"; readonly field: RegistryField };

/** A title and some blank rows may stand above the headings. */
const rowsLookedAt = 15;
const leastKnown = 3;

function explained(mapping: Mapping, heading: string): RegistryField | "ignore" | undefined {
  const entries = Object.entries(mapping.columns ?? {});
  return entries.find(([name]) => plainHeading(name) === plainHeading(heading))?.[1] ?? fieldOfHeading(heading);
}

function knownHeadings(row: TableRow, mapping: Mapping): number {
  return row.cells.filter((cell) => explained(mapping, cellText(cell)) !== undefined).length;
}

function readColumns(row: TableRow, mapping: Mapping) {
  const columns: { [field in RegistryField]?: number } = {};
  const read: ColumnRead[] = [];
  const findings: Finding[] = [];
  for (const [index, cell] of row.cells.entries()) {
    const heading = cellText(cell);
    if (heading === "") continue;
    const field = explained(mapping, heading);
    const known = field !== undefined && field !== "ignore";
    const isNew = known && columns[field] === undefined;
    if (isNew) columns[field] = index;
    read.push({ heading: shortValue(heading), field: isNew ? field : null });
    if (isNew || field === "ignore") continue;
    const code = known ? "repeated_column" : isAddressHeading(heading) ? "address_column" : "unknown_column";
    findings.push({ code, row: row.row, field: null, value: shortValue(heading) });
  }
  return { columns, read, findings };
}

/** Finds the headings and says what each column is; without names and birthplace of rows nothing can be read. */
export function readHeader(rows: readonly TableRow[], mapping: Mapping): Result<HeaderRead, HeaderFailure> {
  const first = rows.slice(0, rowsLookedAt);
  const best = first.reduce(
    (found, row, at) => {
      const known = knownHeadings(row, mapping);
      return known > found.known ? { known, at } : found;
    },
    { known: 0, at: 0 },
  );
  const row = rows[best.at];
  if (!row || best.known < leastKnown) return refused({ code: "heading_missing" });
  const read = readColumns(row, mapping);
  for (const field of ["given_names", "first_surname"] as const) {
    if (read.columns[field] === undefined) return refused({ code: "column_missing", field });
  }
  const { place_code, place_name } = read.columns;
  if (place_code === undefined && place_name === undefined && mapping.place === undefined) {
    return refused({ code: "column_missing", field: "place_code" });
  }
  return accepted({ ...read, at: best.at });
}
