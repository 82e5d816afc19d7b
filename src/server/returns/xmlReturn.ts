import type { Taken } from "../../core/returns/batch.ts";
import { isFormula, readCell, readChild } from "../../core/returns/cells.ts";
import { mostSigns } from "../../core/returns/reading.ts";
import type { Table } from "../../core/returns/rules/rule.ts";
import { kindOf, TABLES, tableOf } from "../../core/returns/tables.ts";
import type { CollectionYear } from "../../core/returns/year.ts";
import type { XmlMeaning, XmlPart } from "./readXml.ts";

/** The element that says who the child is; its other parts are rows of their own. */
const HEADER = "HEADER";

function tableFor({ element, cells }: XmlPart): Table | undefined {
  return element === HEADER ? "Header" : tableOf(Object.keys(cells));
}

type Place = Pick<Taken, "table" | "row" | "child" | "year">;

/** The cells of a part as a row of its table; the day of birth is told once and belongs to every table. */
function take(place: Place, cells: XmlPart["cells"], born: string | undefined): Taken {
  const base = "DOB" in TABLES[place.table as Table] && born !== undefined ? { DOB: born, ...cells } : cells;
  const values: Record<string, string> = {};
  const unreadable: string[] = [];
  for (const [column, raw] of Object.entries(base)) {
    const kind = kindOf(place.table as Table, column);
    if (kind === undefined || column === "CHILD") continue;
    const refused = raw.length > mostSigns ? "cell_too_long" : isFormula(raw) ? "formula" : undefined;
    if (refused) return { ...place, values: {}, fields: [column], refused };
    const cell = readCell(kind, raw);
    if (cell.value !== undefined) values[column] = cell.value;
    if (cell.unreadable) unreadable.push(column);
  }
  return { ...place, values, fields: unreadable };
}

/** England's yearly return as XML: a header with its parts, and the episodes. */
export function yearlyReturnOf(year: CollectionYear | undefined): XmlMeaning {
  return {
    beside: () => undefined,
    child: (parts, first) => {
      const header = parts.find(({ element }) => element === HEADER)?.cells ?? {};
      const child = readChild(header.CHILD ?? "");
      // A day of leave to remain makes the child one of a table that the CSV form has and the XML form has not.
      const alone = header.DUC ? [{ element: "UASC", cells: { DUC: header.DUC, SEX: header.SEX ?? "" } }] : [];
      return [...parts, ...alone]
        .flatMap((part) => {
          const table = tableFor(part);
          return table === undefined ? [] : [{ table, cells: part.cells }];
        })
        .map(({ table, cells }, at): Taken => {
          const place = { table, row: first + at, child: child ?? "", year };
          if (child === undefined) return { ...place, values: {}, fields: ["CHILD"], refused: "child_missing" };
          return take(place, cells, header.DOB);
        });
    },
  };
}
