import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ChildReturn, RowsByTable, Table } from "../../src/core/returns/rules/rule.ts";
import { root } from "./sourceFiles.ts";

/** Where the sample returns are; see its README for their source and licence. */
export const sampleReturns = join(root, "tests/data/ssda903");

const tables: Readonly<Record<string, Table>> = {
  header: "Header",
  episodes: "Episodes",
  reviews: "Reviews",
  uasc: "UASC",
  oc2: "OC2",
  oc3: "OC3",
  ad1: "AD1",
  placed_for_adoption: "PlacedAdoption",
  previous_permanence: "PrevPerm",
  missing: "Missing",
  sw_episodes: "SocialWorker",
};

/** One folder of a return: the tables in it and the rows of each child. */
export interface SampleYear {
  readonly tables: ReadonlySet<Table>;
  readonly children: ReadonlyMap<string, RowsByTable>;
}

/** Cells of a line of CSV; enough for the samples and the rule list, whose quotes never cross a line. */
function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'),
  );
}

function linesOf(path: string): readonly string[] {
  return readFileSync(path, "utf8")
    .split(/\r?\n/)
    .filter((line) => line !== "");
}

/** Rows of a CSV file by column name. */
export function recordsOf(path: string): readonly Readonly<Record<string, string>>[] {
  const [heading = "", ...lines] = linesOf(path);
  const columns = cellsOf(heading);
  return lines.map((line) => {
    const cells = cellsOf(line);
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ""]));
  });
}

function readText(column: string, text: string): string | null {
  if (text === "") return null;
  const written = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  return written && column !== "DATE_PERM" ? `${written[3]}-${written[2]}-${written[1]}` : text;
}

/** Reads a folder of CSV tables as the rules expect them. */
export function readSampleYear(folder: string): SampleYear {
  const given = new Set<Table>();
  const children = new Map<string, RowsByTable>();
  for (const [file, name] of readdirSync(folder).sort().entries()) {
    const table = tables[name.replace(".csv", "")];
    if (table === undefined) continue;
    const records = recordsOf(join(folder, name));
    given.add(table);
    for (const [at, { CHILD = "", ...cells }] of records.entries()) {
      const values = Object.fromEntries(
        Object.entries(cells).map(([column, text]) => [column, readText(column, text)]),
      );
      const rows = children.get(CHILD) ?? {};
      children.set(CHILD, { ...rows, [table]: [...(rows[table] ?? []), { file, row: at + 2, values }] });
    }
  }
  return { tables: given, children };
}

/** Every child of a year, beside what the year before says of them. */
export function childReturns(year: number, now: SampleYear, before?: SampleYear): readonly ChildReturn[] {
  const window = { start: `${year}-04-01`, end: `${year + 1}-03-31` };
  return [...now.children].map(([child, rows]) => ({
    child,
    window,
    rows,
    previous: before?.children.get(child) ?? {},
  }));
}
