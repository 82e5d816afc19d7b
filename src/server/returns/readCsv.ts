import { type CsvError, type Parser, parse } from "csv-parse";
import type { FileFailure, Taken } from "../../core/returns/batch.ts";
import { type HeaderPlan, readRow } from "../../core/returns/reading.ts";
import type { CollectionYear } from "../../core/returns/year.ts";
import { type Inspected, textOf } from "./inspectFile.ts";

const DELIMITERS = { ",": ",", ";": ";", "\t": "tab", "|": "|" } as const;
type Delimiter = keyof typeof DELIMITERS;

/** A longer record is a quote that was never closed. */
const longestRecord = 256 * 1024;

/** What the first line of a file says. */
export interface CsvHeader {
  readonly readAs: string;
  readonly delimiter: Delimiter;
  readonly headings: readonly string[];
}

const REASONS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "unas comillas se abren y no se cierran",
  CSV_MAX_RECORD_SIZE: "una fila es demasiado larga, o unas comillas no se cierran",
  CSV_INVALID_CLOSING_QUOTE: "hay texto detrás de unas comillas cerradas",
};

function brokenAt(file: string, row: number, error: unknown): FileFailure {
  const why = REASONS[(error as CsvError).code ?? ""] ?? "no se entiende como CSV";
  return { code: "file_broken", file, row, why };
}

async function firstLine(file: Inspected): Promise<string> {
  let line = "";
  for await (const piece of textOf(file)) {
    line += piece;
    const end = line.search(/[\r\n]/);
    if (end > 0 || line.length > longestRecord) return end > 0 ? line.slice(0, end) : line;
    line = line.trimStart();
  }
  return line;
}

/** Reads the headings only; an empty file has none. */
export async function readCsvHeader(file: Inspected): Promise<CsvHeader> {
  const line = await firstLine(file);
  const times = (sign: string) => line.split(sign).length;
  const [most] = (Object.keys(DELIMITERS) as Delimiter[]).sort((one, other) => times(other) - times(one));
  const delimiter = most ?? ",";
  const readAs = `CSV, «${DELIMITERS[delimiter]}», ${file.encoding}`;
  const headings = line.trim() === "" ? [] : line.split(delimiter);
  return { readAs, delimiter, headings: headings.map((heading) => heading.trim().replace(/^"(.*)"$/, "$1")) };
}

/** A row as it is kept: with the child and year it is told under, or why it is refused. */
function takeRow(
  plan: HeaderPlan,
  cells: readonly string[],
  row: number,
  year: CollectionYear | undefined,
): Taken | undefined {
  const read = readRow(plan, cells, year);
  if (read === undefined) return undefined;
  const { table } = plan;
  if ("refused" in read) {
    const fields = read.column === undefined ? [] : [read.column];
    return {
      table,
      row,
      child: (cells[plan.child] ?? "").trim().slice(0, 60),
      year,
      values: {},
      fields,
      refused: read.refused,
    };
  }
  const agency = plan.agency === undefined ? "" : (cells[plan.agency] ?? "").trim().slice(0, 60);
  const taken = { table, row, child: read.child, year: read.year, values: read.values, fields: read.unreadable };
  return agency === "" ? taken : { ...taken, agency };
}

function parserInto(pending: string[][], delimiter: Delimiter): Parser {
  return parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: longestRecord,
    // Records are collected here, piece by piece of the file: nothing waits in the parser's own queue.
    on_record: (record: string[]) => {
      pending.push(record);
      return null;
    },
  });
}

/** What one record of a file gives: a row of each table it speaks of, or nothing. */
export type TakeRow = (cells: readonly string[], row: number) => readonly Taken[];

/** Takes the rows of one table of the return. */
export function takeFrom(plan: HeaderPlan, year: CollectionYear | undefined): TakeRow {
  return (cells, row) => {
    const taken = takeRow(plan, cells, row, year);
    return taken ? [taken] : [];
  };
}

/** Rows are numbered as a spreadsheet shows them: the headings are row 1. Throws a `FileFailure` for a file that breaks off. */
export async function* readCsvRows(
  file: Inspected,
  delimiter: Delimiter,
  take: TakeRow,
): AsyncGenerator<readonly Taken[]> {
  const pending: string[][] = [];
  const parser = parserInto(pending, delimiter);
  parser.resume();
  let [row, headed, failure]: [number, boolean, unknown] = [0, false, undefined];
  parser.on("error", (error) => {
    failure = error;
  });
  const drain = function* () {
    const taken: Taken[] = [];
    for (const record of pending.splice(0)) {
      row += 1;
      if (headed) taken.push(...take(record, row));
      headed ||= record.some((cell) => cell.trim() !== "");
    }
    yield taken;
  };
  for await (const piece of textOf(file)) {
    await new Promise<void>((done) => parser.write(piece, () => done()));
    if (failure !== undefined) throw new BrokenFile(brokenAt(file.name, row + pending.length + 1, failure));
    yield* drain();
  }
  await new Promise<void>((done) => {
    parser.once("end", done).once("error", () => done());
    parser.end();
  });
  if (failure !== undefined) throw new BrokenFile(brokenAt(file.name, row + pending.length + 1, failure));
  yield* drain();
}

/** Leaves the reading of a file that cannot be read to its end. */
export class BrokenFile extends Error {
  readonly failure: FileFailure;
  constructor(failure: FileFailure) {
    super(failure.code);
    this.failure = failure;
  }
}
