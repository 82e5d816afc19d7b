import type { LocalText } from "../definition.ts";
import { type Header, readHeader } from "./headers.ts";
import type { Cell, SheetName, SheetRow } from "./workbook.ts";

/** A row that remembers which of its cells were read, so that the rest can be reported. */
export interface Row {
  readonly row: number;
  readonly sheet: SheetName;
  /** A name, code or expression (first filled cell of that column), quotes made straight; empty when there is none. */
  readonly get: (column: string) => string;
  /** Texts of a column by language; `es` is the Spanish one, else the one without language, else the form's default. */
  readonly texts: (column: string) => LocalText | undefined;
  /** Filled cells of a column with their language. */
  readonly all: (column: string) => readonly { readonly value: string; readonly language?: string }[];
  /** Every filled cell by its header, all of them read by this. */
  readonly keepAll: () => { readonly [header: string]: string };
  /** Filled cells nobody has read. */
  readonly unread: () => readonly { readonly header: string; readonly value: string }[];
}

export interface Table {
  readonly headers: readonly Header[];
  readonly rows: readonly Row[];
}

/** Text of a cell: numbers without exponent, booleans as `true` and `false`. */
function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return "";
  const text = typeof cell === "number" ? String(Number(cell.toPrecision(15))) : String(cell);
  return text.trim();
}

/** Word processors curl quotes and widen spaces; in names and expressions that only breaks them. */
function straight(text: string): string {
  return text
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201C\u201D]/g, '"')
    .replace(/\u00A0/g, " ");
}

function localText(found: ReadonlyMap<string, string>, defaultLanguage: string): LocalText | undefined {
  const first = found.get("es") ?? found.get("") ?? found.get(defaultLanguage) ?? [...found.values()][0];
  if (first === undefined) return undefined;
  const tag = (language: string) => (language === "" ? defaultLanguage || "und" : language);
  const hasSpanish = found.has("es");
  const named = [...found].filter(([language]) => language !== "es" && (language !== "" || hasSpanish));
  return { es: first, ...Object.fromEntries(named.map(([language, text]) => [tag(language), text])) };
}

function readRow(sheet: SheetName, headers: readonly Header[], row: SheetRow, defaultLanguage: string): Row {
  const cells = headers
    .map((header, place) => ({ header, value: cellText(row.cells[place]) }))
    .filter(({ value }) => value !== "");
  const read = new Set<Header>();
  const take = (column: string) => {
    const found = cells.filter(({ header }) => header.column === column);
    const seen = new Set<string>();
    return found.filter(({ header, value }) => {
      const language = header.language ?? "";
      const repeated = seen.has(language);
      const same = found.find((other) => (other.header.language ?? "") === language)?.value === value;
      seen.add(language);
      if (!repeated || same) read.add(header);
      return !repeated;
    });
  };
  return {
    row: row.row,
    sheet,
    get: (column) => straight(take(column)[0]?.value ?? ""),
    texts: (column) =>
      localText(new Map(take(column).map(({ header, value }) => [header.language ?? "", value])), defaultLanguage),
    all: (column) =>
      take(column).map(({ header, value }) => ({
        value,
        ...(header.language === undefined ? {} : { language: header.language }),
      })),
    keepAll: () => {
      for (const { header } of cells) read.add(header);
      return Object.fromEntries(cells.map(({ header, value }) => [header.original || header.column, value]));
    },
    unread: () =>
      cells.filter(({ header }) => !read.has(header)).map(({ header, value }) => ({ header: header.original, value })),
  };
}

/** Reads a sheet: its first filled row holds the headers. */
export function readTable(sheet: SheetName, rows: readonly SheetRow[], defaultLanguage = ""): Table {
  const filled = rows.filter((row) => row.cells.some((cell) => cellText(cell) !== ""));
  const [head, ...body] = filled;
  const headers = (head?.cells ?? []).map((cell) => readHeader(cellText(cell), sheet));
  return { headers, rows: body.map((row) => readRow(sheet, headers, row, defaultLanguage)) };
}
