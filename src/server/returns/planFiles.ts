import { accepted, type Result, refused } from "../../core/result.ts";
import type { FileFailure, Taken } from "../../core/returns/batch.ts";
import { type CollectionYear, yearIn, yearOfDay } from "../../core/returns/year.ts";
import { type FileAtHand, type Inspected, inspectFile } from "./inspectFile.ts";
import { BrokenFile, type CsvHeader, readCsvHeader, readCsvRows } from "./readCsv.ts";
import { readXmlRows } from "./readXml.ts";

/** A file whose bytes and headings were looked at, ready to be read. */
export interface PlannedFile extends Inspected {
  readonly readAs: string;
  readonly csv: CsvHeader | undefined;
  readonly year: CollectionYear | undefined;
  readonly yearFromDays: boolean;
}

export type PlanFailure = FileFailure | { readonly code: "nothing_recognised" };

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
  if (file.csv === undefined) return file.year === undefined ? undefined : readXmlRows(file, file.year);
  const { plan, delimiter } = file.csv;
  return plan === undefined ? undefined : readCsvRows(file, { plan, delimiter }, file.year);
}

const needsYear = ({ csv, year }: PlannedFile) =>
  year === undefined && (csv === undefined || (csv.plan !== undefined && csv.plan.year === undefined));

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

async function planFile(at: FileAtHand, given: CollectionYear | undefined): Promise<Result<PlannedFile, FileFailure>> {
  const inspected = await inspectFile(at);
  if (!inspected.ok) return inspected;
  const file = inspected.value;
  const year = yearOfPath(file.name) ?? given;
  if (file.format === "xml") {
    return accepted({ ...file, readAs: `XML, ${file.encoding}`, csv: undefined, year, yearFromDays: false });
  }
  const header = await readCsvHeader(file);
  if (!header.ok) return header;
  return accepted({ ...file, readAs: header.value.readAs, csv: header.value, year, yearFromDays: false });
}

/** Looks at every file before any row is kept: the first that cannot be read refuses them all. */
export async function planFiles(
  files: readonly FileAtHand[],
  given: CollectionYear | undefined,
): Promise<Result<readonly PlannedFile[], PlanFailure>> {
  const planned: PlannedFile[] = [];
  for (const file of files) {
    const plan = await planFile(file, given);
    if (!plan.ok) return plan;
    planned.push(plan.value);
  }
  if (!planned.some(({ csv }) => csv === undefined || csv.plan !== undefined))
    return refused({ code: "nothing_recognised" });
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
