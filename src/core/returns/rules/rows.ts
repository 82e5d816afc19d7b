import { addMonths, daysBetween, type IsoDate, isIsoDate } from "../../calendar/dates.ts";
import type { ChildReturn, ReturnRow, RowRef, Rule, Table } from "./rule.ts";

const noRows: readonly ReturnRow[] = [];
const noRefs: readonly RowRef[] = [];

/** Rows of a table this year. */
export function rowsOf(child: ChildReturn, table: Table): readonly ReturnRow[] {
  return child.rows[table] ?? noRows;
}

/** Rows of a table the year before. */
export function previousRowsOf(child: ChildReturn, table: Table): readonly ReturnRow[] {
  return child.previous[table] ?? noRows;
}

/** What a cell says; undefined when it is blank. */
export function cell(row: ReturnRow | undefined, column: string): string | undefined {
  const value = row?.values[column];
  return value === null || value === "" ? undefined : value;
}

/** Days already seen to exist: a return has few different ones, and they are asked for hundreds of times each. */
const knownDays = new Set<IsoDate>();

/** The day a cell says; undefined when it is blank or no valid day. */
export function day(row: ReturnRow | undefined, column: string): IsoDate | undefined {
  const value = cell(row, column);
  if (value === undefined || knownDays.has(value)) return value;
  if (!isIsoDate(value)) return undefined;
  knownDays.add(value);
  return value;
}

export function isFilled(row: ReturnRow | undefined, column: string): boolean {
  return cell(row, column) !== undefined;
}

export function anyFilled(row: ReturnRow | undefined, columns: readonly string[]): boolean {
  return columns.some((column) => isFilled(row, column));
}

export function allFilled(row: ReturnRow | undefined, columns: readonly string[]): boolean {
  return columns.every((column) => isFilled(row, column));
}

/** True when the cell says one of the codes; a blank cell never does. */
export function isOneOf(row: ReturnRow | undefined, column: string, codes: readonly string[]): boolean {
  const value = cell(row, column);
  return value !== undefined && codes.includes(value);
}

export function isAfter(later: IsoDate | undefined, earlier: IsoDate | undefined): boolean {
  return later !== undefined && earlier !== undefined && later > earlier;
}

/** The birthday of an age; who was born on 29 February has it on the 28th in other years. */
export function birthday(birth: IsoDate | undefined, age: number): IsoDate | undefined {
  if (birth === undefined) return undefined;
  return birth.endsWith("-02-29") ? addMonths(birth, 12 * age) : `${Number(birth.slice(0, 4)) + age}${birth.slice(4)}`;
}

/** True when the child has completed the age on that day; false when either day is unknown. */
export function hasAge(birth: IsoDate | undefined, age: number, on: IsoDate | undefined): boolean {
  const reached = birthday(birth, age);
  return reached !== undefined && on !== undefined && reached <= on;
}

/** True when the child has not completed the age on that day; false when either day is unknown. */
export function isUnderAge(birth: IsoDate | undefined, age: number, on: IsoDate | undefined): boolean {
  const reached = birthday(birth, age);
  return reached !== undefined && on !== undefined && reached > on;
}

/** Day of birth as the header says it. */
export function birthOf(child: ChildReturn): IsoDate | undefined {
  const header = rowsOf(child, "Header").find((row) => day(row, "DOB") !== undefined);
  return day(header, "DOB");
}

export function isFemale(row: ReturnRow | undefined): boolean {
  return isOneOf(row, "SEX", ["2", "F"]);
}

export function isMale(row: ReturnRow | undefined): boolean {
  return isOneOf(row, "SEX", ["1", "M"]);
}

export function isWithin(window: ChildReturn["window"], on: IsoDate | undefined): boolean {
  return on !== undefined && on >= window.start && on <= window.end;
}

/** Rows by the day in a column, file order among equals; rows without a valid day come last. */
export function inOrder(rows: readonly ReturnRow[], column: string): readonly ReturnRow[] {
  if (rows.length < 2) return rows;
  const dated = rows.map((row) => ({ row, on: day(row, column) ?? "9999-99-99" }));
  return dated.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).map(({ row }) => row);
}

const episodesSorted = new WeakMap<ChildReturn, readonly ReturnRow[]>();

/** The episodes of this year from the first to the last. Kept beside the child, since some forty rules ask for it. */
export function episodesInOrder(child: ChildReturn): readonly ReturnRow[] {
  const known = episodesSorted.get(child);
  if (known !== undefined) return known;
  const sorted = inOrder(rowsOf(child, "Episodes"), "DECOM");
  episodesSorted.set(child, sorted);
  return sorted;
}

/** The first of those with a valid day in the column. */
export function firstBy(rows: readonly ReturnRow[], column: string): ReturnRow | undefined {
  return inOrder(rows, column).find((row) => day(row, column) !== undefined);
}

/** The last of those with a valid day in the column; the first in file order when two share it. */
export function lastBy(rows: readonly ReturnRow[], column: string): ReturnRow | undefined {
  let last: ReturnRow | undefined;
  for (const row of rows) {
    if (day(row, column) === undefined) continue;
    if (last === undefined || isAfter(day(row, column), day(last, column))) last = row;
  }
  return last;
}

/** Days an episode lasts, to the end of the collection year while it is open; undefined when a day is missing. */
export function daysOf(row: ReturnRow, child: ChildReturn): number | undefined {
  const from = day(row, "DECOM");
  const until = isFilled(row, "DEC") ? day(row, "DEC") : child.window.end;
  return from === undefined || until === undefined ? undefined : daysBetween(from, until);
}

export function refTo(table: Table, row: ReturnRow, fields: readonly string[]): RowRef {
  return { table, file: row.file, row: row.row, fields };
}

export function refsTo(table: Table, rows: readonly ReturnRow[], fields: readonly string[]): readonly RowRef[] {
  return rows.map((row) => refTo(table, row, fields));
}

type Touched = Rule["touched"];

/** Every row of a table, each on its own, for which the condition holds. */
export function eachRow(
  table: Table,
  fields: readonly string[],
  wrong: (row: ReturnRow, child: ChildReturn) => boolean,
): Touched {
  return (child) => {
    const rows = rowsOf(child, table);
    return rows.length === 0
      ? noRefs
      : refsTo(
          table,
          rows.filter((row) => wrong(row, child)),
          fields,
        );
  };
}

/** Every episode seen beside the one before it; the condition is not asked of the first one. */
export function eachNextEpisode(
  fields: readonly string[],
  wrong: (episode: ReturnRow, before: ReturnRow, child: ChildReturn) => boolean,
): Touched {
  return (child) => {
    const episodes = episodesInOrder(child);
    const found = episodes.filter((episode, at) => {
      const before = episodes[at - 1];
      return before !== undefined && wrong(episode, before, child);
    });
    return refsTo("Episodes", found, fields);
  };
}

/** Pairs of rows of two tables that contradict each other: both rows are touched, each once. */
export function eachPair(
  one: { readonly table: Table; readonly fields: readonly string[] },
  other: { readonly table: Table; readonly fields: readonly string[] },
  wrong: (row: ReturnRow, beside: ReturnRow, child: ChildReturn) => boolean,
): Touched {
  return (child) => {
    const [rows, besides] = [rowsOf(child, one.table), rowsOf(child, other.table)];
    const left = rows.filter((row) => besides.some((beside) => wrong(row, beside, child)));
    const right = besides.filter((beside) => rows.some((row) => wrong(row, beside, child)));
    return [...refsTo(one.table, left, one.fields), ...refsTo(other.table, right, other.fields)];
  };
}
