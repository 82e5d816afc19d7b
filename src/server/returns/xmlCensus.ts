import type { Taken } from "../../core/returns/batch.ts";
import { readChild, readDay } from "../../core/returns/cells.ts";
import { type CollectionYear, yearOfDay } from "../../core/returns/year.ts";
import type { XmlMeaning, XmlPart } from "./readXml.ts";

const CHILD_TABLE = "CinChild";
const REPORT_TABLE = "CinReport";

function cellsOf(parts: readonly XmlPart[], element: string): XmlPart["cells"] {
  return parts.find((part) => part.element === element)?.cells ?? {};
}

function kept(cells: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(cells).filter((cell): cell is [string, string] => Boolean(cell[1])));
}

function describe(parts: readonly XmlPart[]): Record<string, string> {
  const identity = cellsOf(parts, "CHILDIDENTIFIERS");
  const disability = cellsOf(parts, "DISABILITIES").DISABILITY;
  return kept({
    SEX: identity.GENDERCURRENT ?? identity.SEX,
    DOB: readDay(identity.PERSONBIRTHDATE ?? ""),
    ETHNIC: cellsOf(parts, "CHILDCHARACTERISTICS").ETHNIC,
    DISABLED: disability === undefined ? undefined : disability === "NONE" ? "0" : "1",
  });
}

/**
 * England's census of children in need, as far as outcomes use it: who the child is, and each enquiry into harm (section 47) with whether
 * it led to a child protection conference, which is taken as confirming it (a convention of this project).
 */
export function censusOf(given: CollectionYear | undefined): XmlMeaning {
  let year = given;
  return {
    beside: ({ cells }) => {
      const day = readDay(cells.REFERENCEDATE ?? "");
      if (day !== undefined) year = yearOfDay(day);
    },
    child: (parts, first) => {
      const child = readChild(cellsOf(parts, "CHILDIDENTIFIERS").CHILD ?? "");
      const enquiries = parts.filter(({ element }) => element === "SECTION47");
      const rows = [
        { table: CHILD_TABLE, values: describe(parts) } as const,
        ...enquiries.map(({ cells }) => {
          const confirmed = readDay(cells.DATEOFINITIALCPC ?? "") === undefined ? "0" : "1";
          const values = kept({ REPORTED: readDay(cells.S47ACTUALSTARTDATE ?? ""), CONFIRMED: confirmed });
          return { table: REPORT_TABLE, values } as const;
        }),
      ];
      return rows.map(({ table, values }, at): Taken => {
        const place = { table, row: first + at, child: child ?? "", year, fields: [] };
        if (child === undefined) return { ...place, values: {}, fields: ["LAchildID"], refused: "child_missing" };
        return year === undefined ? { ...place, values: {}, refused: "year_unclear" } : { ...place, values };
      });
    },
  };
}
