import type { ReturnKind } from "../../contracts/returns.ts";
import { accepted, type Result, refused } from "../../core/result.ts";
import type { FileFailure, Taken } from "../../core/returns/batch.ts";
import { isListKind, type ListPlan, planList, takeList } from "../../core/returns/lists.ts";
import { type MappedPlan, planMapped, type ReturnMapping, takeMapped } from "../../core/returns/mapped.ts";
import { type HeaderPlan, readHeader } from "../../core/returns/reading.ts";
import { type CollectionYear, yearIn, yearOfDay } from "../../core/returns/year.ts";
import { type FileAtHand, type Inspected, inspectFile } from "./inspectFile.ts";
import { BrokenFile, type CsvHeader, readCsvHeader, readCsvRows, takeFrom } from "./readCsv.ts";
import { readXmlRows } from "./readXml.ts";
import { censusOf } from "./xmlCensus.ts";
import { yearlyReturnOf } from "./xmlReturn.ts";

/** How a return is to be understood, besides what its files say. */
export interface ReturnAsked {
  readonly kind: ReturnKind;
  /** Collection year of files that do not say it. */
  readonly year?: CollectionYear | undefined;
  readonly mapping?: ReturnMapping | undefined;
}

/** A file whose bytes and headings were looked at, ready to be read. */
export interface PlannedFile extends Inspected {
  readonly kind: ReturnKind;
  readonly readAs: string;
  /** Absent for XML. Without a plan or a mapped one it is a table this version does not know. */
  readonly csv: { readonly delimiter: CsvHeader["delimiter"]; readonly plan: HeaderPlan | undefined } | undefined;
  readonly mapped: MappedPlan | undefined;
  readonly list: ListPlan | undefined;
  readonly year: CollectionYear | undefined;
  readonly yearFromDays: boolean;
}

export type PlanFailure = FileFailure | { readonly code: "nothing_recognised" | "mapping_missing" };

/** The year the nearest folder names, else the file itself. */
export function yearOfPath(name: string): CollectionYear | undefined {
  const parts = name.split(/[\\/]/);
  for (const part of [...parts.slice(0, -1).reverse(), parts.at(-1) ?? ""]) {
    const year = yearIn(part);
    if (year !== undefined) return year;
  }
  return undefined;
}

/** The rows of a file; a table this version does not know has none. */
export function rowsOf(file: PlannedFile): AsyncGenerator<readonly Taken[]> | undefined {
  const { csv, mapped, list, year } = file;
  if (csv === undefined) return readXmlRows(file, file.kind === "cin" ? censusOf(year) : yearlyReturnOf(year));
  if (list) return readCsvRows(file, csv.delimiter, takeList(list, year));
  if (mapped) return readCsvRows(file, csv.delimiter, (cells, row) => takeMapped(mapped, cells, { row, year }));
  return csv.plan && readCsvRows(file, csv.delimiter, takeFrom(csv.plan, year));
}

const isKnown = ({ csv, mapped, list }: PlannedFile) => csv === undefined || Boolean(csv.plan ?? mapped ?? list);

const SAYS_YEAR: ReadonlySet<ReturnKind> = new Set(["cin", "population"]);

/** A census says its day itself; a file with a column for the year, as populations have, says it row by row. */
const needsYear = (file: PlannedFile) =>
  file.year === undefined && !SAYS_YEAR.has(file.kind) && isKnown(file) && file.csv?.plan?.year === undefined;

/** The collection year of the latest day an episode of these files begins or ends. */
async function yearFromDays(files: readonly PlannedFile[]): Promise<CollectionYear | undefined> {
  let latest = "";
  for (const file of files) {
    // Any year will do for looking at days.
    for await (const rows of rowsOf({ ...file, year: 2000 }) ?? []) {
      for (const { table, values } of rows) {
        if (table !== "Episodes") continue;
        for (const day of [values.DECOM, values.DEC]) {
          if (day !== undefined && /^(19|20)\d\d-\d\d-\d\d$/.test(day) && day > latest) latest = day;
        }
      }
    }
  }
  return latest === "" ? undefined : yearOfDay(latest);
}

type Plans = Pick<PlannedFile, "csv" | "mapped" | "list">;

function planTable(file: Inspected, header: CsvHeader, { kind, mapping }: ReturnAsked): Result<Plans, FileFailure> {
  const { delimiter, headings } = header;
  const unknown = { csv: { delimiter, plan: undefined }, mapped: undefined, list: undefined };
  // The census is XML; a table beside it is none of it.
  if (headings.length === 0 || kind === "cin") return accepted(unknown);
  if (isListKind(kind)) {
    const list = planList(kind, headings, file.name);
    return list.ok ? accepted({ ...unknown, list: list.value }) : list;
  }
  if (mapping) {
    const mapped = planMapped(headings, mapping);
    return mapped ? accepted({ ...unknown, mapped }) : refused({ code: "mapping_unfit", file: file.name });
  }
  const read = readHeader(headings);
  if (read.kind === "failure") return refused({ ...read.failure, file: file.name });
  return accepted(read.kind === "plan" ? { ...unknown, csv: { delimiter, plan: read.plan } } : unknown);
}

async function planFile(at: FileAtHand, asked: ReturnAsked): Promise<Result<PlannedFile, FileFailure>> {
  const inspected = await inspectFile(at);
  if (!inspected.ok) return inspected;
  const file = inspected.value;
  const said = { kind: asked.kind, year: yearOfPath(file.name) ?? asked.year, yearFromDays: false };
  if (file.format === "xml" && !isListKind(asked.kind)) {
    const none = { csv: undefined, mapped: undefined, list: undefined };
    return accepted({ ...file, ...said, readAs: `XML, ${file.encoding}`, ...none });
  }
  const header = await readCsvHeader(file);
  const plans = planTable(file, header, asked);
  return plans.ok ? accepted({ ...file, ...said, readAs: header.readAs, ...plans.value }) : plans;
}

/** Looks at every file before any row is kept: the first that cannot be read refuses them all. */
export async function planFiles(
  files: readonly FileAtHand[],
  asked: ReturnAsked,
): Promise<Result<readonly PlannedFile[], PlanFailure>> {
  if (asked.kind === "mapped" && asked.mapping === undefined) return refused({ code: "mapping_missing" });
  const planned: PlannedFile[] = [];
  for (const file of files) {
    const plan = await planFile(file, asked);
    if (!plan.ok) return plan;
    planned.push(plan.value);
  }
  if (!planned.some(isKnown)) return refused({ code: "nothing_recognised" });
  const unclear = planned.filter(needsYear);
  if (unclear.length === 0) return accepted(planned);
  try {
    const year = await yearFromDays(unclear);
    const [first] = unclear;
    if (year === undefined && first) return refused({ code: "year_missing", file: first.name });
    return accepted(planned.map((file) => (needsYear(file) ? { ...file, year, yearFromDays: true } : file)));
  } catch (error) {
    if (error instanceof BrokenFile) return refused(error.failure);
    throw error;
  }
}
