import { SaxesParser, type SaxesTagPlain } from "saxes";
import type { Taken } from "../../core/returns/batch.ts";
import { isFormula, readCell, readChild } from "../../core/returns/cells.ts";
import { mostSigns } from "../../core/returns/reading.ts";
import type { Table } from "../../core/returns/rules/rule.ts";
import { columnOf, kindOf, TABLES, tableOf } from "../../core/returns/tables.ts";
import type { CollectionYear } from "../../core/returns/year.ts";
import { type Inspected, textOf } from "./inspectFile.ts";
import { BrokenFile } from "./readCsv.ts";

/** Deeper than any return goes. */
const deepest = 20;
/** More records than one child can have: something else was given. */
const mostRecords = 20_000;

interface Frame {
  readonly name: string;
  readonly cells: Record<string, string>;
  text: string;
  hasParts: boolean;
}

interface Part {
  readonly element: string;
  readonly cells: Readonly<Record<string, string>>;
}

class TooDeep extends Error {}

/** The element that says who the child is; its other parts are records of their own. */
const HEADER = "HEADER";
const CHILD = "CHILD";

function tableFor({ element, cells }: Part): Table | undefined {
  return element === HEADER ? "Header" : tableOf(Object.keys(cells));
}

/** Collects the records of each child and hands them over when the child is complete. */
function collector(year: CollectionYear) {
  const stack: Frame[] = [];
  let records: Part[] = [];
  let row = 0;
  const done: Taken[] = [];
  const inChild = () => stack.some(({ name }) => name === CHILD);

  const take = (record: Part, table: Table, child: string, header: Readonly<Record<string, string>>): Taken => {
    row += 1;
    const wanted = TABLES[table];
    const base = "DOB" in wanted && header.DOB !== undefined ? { DOB: header.DOB, ...record.cells } : record.cells;
    const values: Record<string, string> = {};
    const unreadable: string[] = [];
    for (const [column, raw] of Object.entries(base)) {
      const kind = kindOf(table, column);
      if (kind === undefined || column === "CHILD") continue;
      const refusal = raw.length > mostSigns ? "cell_too_long" : isFormula(raw) ? "formula" : undefined;
      if (refusal) return { table, row, child, year, values: {}, fields: [column], refused: refusal };
      const cell = readCell(kind, raw);
      if (cell.value !== undefined) values[column] = cell.value;
      if (cell.unreadable) unreadable.push(column);
    }
    return { table, row, child, year, values, fields: unreadable };
  };

  const finishChild = () => {
    const header = records.find(({ element }) => element === HEADER)?.cells ?? {};
    const child = readChild(header.CHILD ?? "");
    const told = header.DUC
      ? [...records, { element: "UASC", cells: { DUC: header.DUC, SEX: header.SEX ?? "" } }]
      : records;
    for (const record of told) {
      const table = tableFor(record);
      if (table === undefined) continue;
      if (child !== undefined) done.push(take(record, table, child, header));
      else {
        row += 1;
        done.push({ table, row, child: "", year, values: {}, fields: ["CHILD"], refused: "child_missing" });
      }
    }
    records = [];
  };

  const close = () => {
    const frame = stack.pop();
    const parent = stack.at(-1);
    if (!frame) return;
    if (frame.name === CHILD && frame.hasParts) finishChild();
    else if (frame.hasParts && inChild()) records.push({ element: frame.name, cells: frame.cells });
    else if (parent) parent.cells[columnOf(frame.name)] = frame.text.trim();
    if (records.length > mostRecords) throw new TooDeep("una sola niña o niño tiene demasiados registros");
  };

  return {
    open: (tag: SaxesTagPlain) => {
      const parent = stack.at(-1);
      if (parent) parent.hasParts = true;
      if (stack.length >= deepest) throw new TooDeep("hay elementos dentro de elementos sin fin");
      stack.push({ name: tag.name.toUpperCase(), cells: {}, text: "", hasParts: false });
    },
    text: (text: string) => {
      const frame = stack.at(-1);
      // One sign more than is kept is enough to refuse the cell.
      if (frame && frame.text.length <= mostSigns) frame.text += text.slice(0, mostSigns + 50);
    },
    close,
    drain: () => done.splice(0),
    position: () => row + records.length,
  };
}

function parserOf(into: ReturnType<typeof collector>): SaxesParser {
  const parser = new SaxesParser({ xmlns: false, position: false, fragment: false });
  parser.on("opentag", (tag) => into.open(tag as SaxesTagPlain));
  parser.on("text", into.text);
  parser.on("cdata", into.text);
  parser.on("closetag", into.close);
  parser.on("error", (error) => {
    throw error;
  });
  return parser;
}

/** The records of an XML return, numbered in the order in which they stand. Throws `BrokenFile` for one that is not well formed. */
export async function* readXmlRows(file: Inspected, year: CollectionYear): AsyncGenerator<readonly Taken[]> {
  const into = collector(year);
  const parser = parserOf(into);
  try {
    for await (const piece of textOf(file)) {
      parser.write(piece);
      yield into.drain();
    }
    parser.close();
  } catch (error) {
    const why = error instanceof TooDeep ? error.message : "el XML no está bien formado o está cortado";
    throw new BrokenFile({ code: "file_broken", file: file.name, row: into.position() + 1, why });
  }
  yield into.drain();
}
