import {
  birthday,
  day,
  eachPair,
  eachRow,
  firstBy,
  inOrder,
  isAfter,
  isFilled,
  isOneOf,
  isWithin,
  previousRowsOf,
  refsTo,
  rowsOf,
} from "./rows.ts";
import type { ReturnRow, Rule } from "./rule.ts";

const both = ["MIS_START", "MIS_END"];

const endsCare = (row: ReturnRow) => isFilled(row, "REC") && !isOneOf(row, "REC", ["X1"]);

/** True when the day falls in the episode, both ends included. */
function isDuring(on: string | undefined, episode: ReturnRow): boolean {
  const [from, until] = [day(episode, "DECOM"), day(episode, "DEC")];
  return on !== undefined && from !== undefined && from <= on && (until === undefined || on <= until);
}

/** Missing, or away from the placement without permission. */
export const missing: readonly Rule[] = [
  {
    code: "564",
    es: "Consta una ausencia y falta la fecha en que empezó. Escríbala.",
    en: "Child was missing or away from placement without authorisation and the date started is blank.",
    severity: "error",
    tables: ["Missing"],
    touched: eachRow(
      "Missing",
      ["MISSING", "MIS_START"],
      (row) => isOneOf(row, "MISSING", ["M", "A"]) && !isFilled(row, "MIS_START"),
    ),
  },
  {
    code: "565",
    es: "Consta cuándo empezó la ausencia y falta de qué tipo es. Escriba M o A.",
    en: "The date that the child started to be missing or away from placement without authorisation has been completed but whether the child was missing or away from placement without authorisation has not been completed.",
    severity: "error",
    tables: ["Missing"],
    touched: eachRow(
      "Missing",
      ["MISSING", "MIS_START"],
      (row) => isFilled(row, "MIS_START") && !isFilled(row, "MISSING"),
    ),
  },
  {
    code: "566",
    es: "Consta cuándo terminó la ausencia y falta de qué tipo es. Escriba M o A.",
    en: "The date that the child's episode of being missing or away from placement without authorisation ended has been completed but whether the child was missing or away without authorisation has not been completed.",
    severity: "error",
    tables: ["Missing"],
    touched: eachRow("Missing", ["MISSING", "MIS_END"], (row) => isFilled(row, "MIS_END") && !isFilled(row, "MISSING")),
  },
  {
    code: "567",
    es: "La ausencia termina antes de empezar. Corrija una de las dos fechas.",
    en: "The date that the missing episode or episode that the child was away from placement without authorisation ended is before the date that it started.",
    severity: "error",
    tables: ["Missing"],
    touched: eachRow("Missing", both, (row) => isAfter(day(row, "MIS_START"), day(row, "MIS_END"))),
  },
  {
    code: "570",
    es: "La ausencia empieza después del fin del año que se informa. Corrija la fecha.",
    en: "The date that the child started to be missing or away from placement without authorisation is after the end of the collection year.",
    severity: "error",
    tables: ["Missing"],
    touched: eachRow("Missing", ["MIS_START"], (row, { window }) => isAfter(day(row, "MIS_START"), window.end)),
  },
  {
    code: "571",
    es: "La ausencia termina fuera del año que se informa. Corrija la fecha.",
    en: "The date that the child ceased to be missing or away from placement without authorisation is before the start or after the end of the collection year.",
    severity: "error",
    tables: ["Missing"],
    touched: eachRow(
      "Missing",
      ["MIS_END"],
      (row, { window }) => day(row, "MIS_END") !== undefined && !isWithin(window, day(row, "MIS_END")),
    ),
  },
  {
    code: "574",
    es: "Empieza otra ausencia y la anterior sigue abierta o se pisan. Cierre la anterior o corrija las fechas.",
    en: "A new missing/away from placement without authorisation period cannot start when the previous missing/away from placement without authorisation period is still open. Missing/away from placement without authorisation periods should also not overlap.",
    severity: "error",
    tables: ["Missing"],
    touched: (child) => {
      const absences = inOrder(rowsOf(child, "Missing"), "MIS_START");
      const overlapping = absences.filter((row, at) => {
        const before = absences[at - 1];
        if (before === undefined) return false;
        const ended = day(before, "MIS_END");
        return ended === undefined || isAfter(ended, day(row, "MIS_START"));
      });
      return refsTo("Missing", overlapping, both);
    },
  },
  {
    code: "575",
    es: "Terminó el lugar del que se ausentó y la ausencia sigue abierta. Escriba cuándo terminó.",
    en: "If the placement from which the child goes missing/away from placement without authorisation ends, the missing/away from placement without authorisation period in the missing module must also have an end date.",
    severity: "error",
    tables: ["Episodes", "Missing"],
    touched: eachRow(
      "Missing",
      ["MIS_END"],
      (row, child) =>
        !isFilled(row, "MIS_END") &&
        rowsOf(child, "Episodes").some(
          (episode) => day(episode, "DEC") !== undefined && isDuring(day(row, "MIS_START"), episode),
        ),
    ),
  },
  {
    code: "576",
    es: "El año pasado quedó una ausencia abierta y este año no consta. Añádala con la misma fecha de inicio.",
    en: "There is an open missing/away from placement without authorisation period in last year’s return and there is no corresponding period recorded at the start of this year.",
    severity: "error",
    tables: ["Missing"],
    previousTables: ["Missing"],
    touched: (child) => {
      const first = firstBy(rowsOf(child, "Missing"), "MIS_START");
      const open = previousRowsOf(child, "Missing").filter(
        (row) => day(row, "MIS_START") !== undefined && !isFilled(row, "MIS_END"),
      );
      const lost = first !== undefined && open.some((row) => day(row, "MIS_START") !== day(first, "MIS_START"));
      return lost ? refsTo("Missing", [first], ["CHILD"]) : [];
    },
  },
  {
    code: "577",
    es: "Dejó de estar en cuidado y hay una ausencia sin fecha de fin, o que termina después. Escriba o corrija la fecha.",
    en: "Child ceased to be looked after but there is a missing/away from placement without authorisation period without an end date.",
    severity: "error",
    tables: ["Episodes", "Missing"],
    touched: eachPair(
      { table: "Episodes", fields: ["DEC", "REC"] },
      { table: "Missing", fields: ["MIS_END"] },
      (episode, row) =>
        endsCare(episode) &&
        isDuring(day(row, "MIS_START"), episode) &&
        (!isFilled(row, "MIS_END") || isAfter(day(row, "MIS_END"), day(episode, "DEC"))),
    ),
  },
  {
    code: "578",
    es: "La ausencia empieza después de que dejara de estar en cuidado. Corrija una de las dos fechas.",
    en: "The date that the child started to be missing is after the child ceased to be looked after.",
    severity: "error",
    tables: ["Episodes", "Missing"],
    touched: (child) => {
      const episodes = rowsOf(child, "Episodes");
      const late = rowsOf(child, "Missing").filter((row) => {
        const started = day(row, "MIS_START");
        const left = episodes.some((episode) => endsCare(episode) && isAfter(started, day(episode, "DEC")));
        return left && !episodes.some((episode) => isDuring(started, episode));
      });
      return refsTo("Missing", late, ["MIS_START"]);
    },
  },
  {
    code: "580",
    es: "Estaba ausente cuando cumplió 18 años y dejó el cuidado: el motivo de fin debe ser E8. Corríjalo.",
    en: "Child is missing when cease being looked after but reason episode ceased not ‘E8’.",
    severity: "error",
    tables: ["Episodes", "Missing"],
    touched: eachRow("Episodes", ["REC"], (episode, child) =>
      rowsOf(child, "Missing").some((row) => {
        const grown = birthday(day(row, "DOB"), 18);
        return (
          grown !== undefined &&
          grown === day(row, "MIS_END") &&
          grown === day(episode, "DEC") &&
          !isOneOf(episode, "REC", ["E8"])
        );
      }),
    ),
  },
  {
    code: "581",
    es: "La ausencia empieza en un día en que no estaba en cuidado. Corrija la fecha o añada el episodio.",
    en: "Child is missing but has not yet started to be looked after.",
    severity: "error",
    tables: ["Episodes", "Missing"],
    touched: eachRow("Missing", ["MIS_START"], (row, child) => {
      const started = day(row, "MIS_START");
      return started !== undefined && !rowsOf(child, "Episodes").some((episode) => isDuring(started, episode));
    }),
  },
];
