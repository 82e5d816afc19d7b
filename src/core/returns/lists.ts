import { dimensionNamed, groupNamed } from "../outcomes/groups.ts";
import { accepted, type Result, refused } from "../result.ts";
import type { FileFailure, Taken } from "./batch.ts";
import { isFormula, readChild } from "./cells.ts";
import { mostColumns, mostSigns, type ReadingCode } from "./reading.ts";
import { type CollectionYear, yearIn } from "./year.ts";

/** Lists that stand beside the returns: how many children live in a place, and who is whose sibling. */
export const LIST_KINDS = ["population", "siblings"] as const;
export type ListKind = (typeof LIST_KINDS)[number];
export type ListTable = "Population" | "Siblings";

const TABLE_OF = { population: "Population", siblings: "Siblings" } as const satisfies Record<ListKind, ListTable>;

/** Columns of each list, with the headings that mean them. All must be there. */
const HEADINGS: Readonly<Record<ListTable, Readonly<Record<string, readonly string[]>>>> = {
  Population: {
    TERRITORY: ["territory", "territorio"],
    YEAR: ["year", "año", "anio"],
    DIMENSION: ["dimension", "dimensión"],
    GROUP: ["group", "grupo"],
    N: ["n", "count", "número", "numero"],
  },
  Siblings: {
    CHILD: ["child", "child_a", "niña o niño"],
    SIBLING: ["sibling", "child_b", "hermana o hermano"],
  },
};

/** Where the columns of a list are. */
export interface ListPlan {
  readonly table: ListTable;
  readonly places: Readonly<Record<string, number>>;
  readonly ignored: readonly string[];
}

const fold = (text: string) =>
  text
    .replace(/^\uFEFF/, "")
    .trim()
    .toLowerCase();

export function isListKind(kind: string): kind is ListKind {
  return LIST_KINDS.some((one) => one === kind);
}

/** Finds the columns of a list in the headings of a file. */
export function planList(kind: ListKind, headings: readonly string[], file: string): Result<ListPlan, FileFailure> {
  const table = TABLE_OF[kind];
  if (headings.length > mostColumns) return refused({ code: "too_many_columns", file, count: headings.length });
  const folded = headings.map(fold);
  const places: Record<string, number> = {};
  for (const [name, meanings] of Object.entries(HEADINGS[table])) {
    const found = folded.flatMap((heading, at) => (meanings.includes(heading) ? [at] : []));
    const [at] = found;
    if (at === undefined) return refused({ code: "missing_column", file, name: meanings[0] ?? name, table });
    if (found.length > 1) return refused({ code: "repeated_column", file, name: meanings[0] ?? name });
    places[name] = at;
  }
  const used = new Set(Object.values(places));
  const ignored = headings.filter((heading, at) => !used.has(at) && heading !== "").map((name) => name.slice(0, 60));
  return accepted({ table, places, ignored });
}

interface Refused {
  readonly refused: ReadingCode;
  readonly field: string;
}
type Understood = Pick<Taken, "child" | "year" | "values">;

const wrong = (refused: ReadingCode, field: string): Refused => ({ refused, field });

function readPopulation(cell: (name: string) => string): Understood | Refused {
  const [territory, count] = [cell("TERRITORY"), cell("N").replace(/\.0+$/, "")];
  if (territory === "") return wrong("territory_missing", "TERRITORY");
  const year = yearIn(cell("YEAR"));
  if (year === undefined) return wrong("year_unclear", "YEAR");
  const dimension = dimensionNamed(cell("DIMENSION"));
  if (dimension === undefined) return wrong("dimension_unknown", "DIMENSION");
  const group = groupNamed(dimension, cell("GROUP"));
  if (group === undefined) return wrong("group_unknown", "GROUP");
  if (!/^\d{1,9}$/.test(count)) return wrong("count_unclear", "N");
  return { child: "", year, values: { TERRITORY: territory, DIMENSION: dimension, GROUP: group, N: count } };
}

function readSiblings(cell: (name: string) => string, year: CollectionYear | undefined): Understood | Refused {
  const [child, sibling] = [readChild(cell("CHILD")), readChild(cell("SIBLING"))];
  if (child === undefined) return wrong("child_missing", "CHILD");
  if (sibling === undefined) return wrong("child_missing", "SIBLING");
  if (child === sibling) return wrong("same_child", "SIBLING");
  if (year === undefined) return wrong("year_unclear", "YEAR");
  const [first = "", second = ""] = [child, sibling].sort();
  return { child: first, year, values: { SIBLING: second } };
}

/** What a row speaks of; a second row that speaks of the same is refused, because nobody can know which one counts. */
function subjectOf({ table }: ListPlan, { child, year, values }: Understood): string {
  const { TERRITORY = "", DIMENSION, GROUP, SIBLING } = values;
  return (table === "Siblings" ? [child, SIBLING] : [fold(TERRITORY), year, DIMENSION, GROUP]).join("\n");
}

/** Takes the rows of one file of a list, one after another. */
export function takeList(plan: ListPlan, yearOfFile: CollectionYear | undefined) {
  const told = new Set<string>();
  const { table, places } = plan;
  const read = (cells: readonly string[]): Understood | Refused => {
    const long = Object.entries(places).find(([, at]) => (cells[at] ?? "").length > mostSigns);
    if (long) return wrong("cell_too_long", long[0]);
    const formula = Object.entries(places).find(([, at]) => isFormula(cells[at] ?? ""));
    if (formula) return wrong("formula", formula[0]);
    const cell = (name: string) => (cells[places[name] ?? -1] ?? "").trim();
    const row = table === "Population" ? readPopulation(cell) : readSiblings(cell, yearOfFile);
    if ("refused" in row) return row;
    const subject = subjectOf(plan, row);
    if (told.has(subject)) return wrong("row_repeated", table === "Population" ? "GROUP" : "SIBLING");
    told.add(subject);
    return row;
  };
  return (cells: readonly string[], row: number): readonly Taken[] => {
    if (cells.every((cell) => cell.trim() === "")) return [];
    const understood = read(cells);
    if (!("refused" in understood)) return [{ table, row, ...understood, fields: [] }];
    const { refused: why, field } = understood;
    return [{ table, row, child: "", year: yearOfFile, values: {}, fields: [field], refused: why }];
  };
}
