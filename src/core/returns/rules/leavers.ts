import { adoptionColumns, leaverColumns, yearInCareColumns } from "./codes.ts";
import {
  allFilled,
  anyFilled,
  birthday,
  day,
  eachPair,
  eachRow,
  hasAge,
  isFilled,
  isOneOf,
  isUnderAge,
  isWithin,
  lastBy,
  previousRowsOf,
  refsTo,
  rowsOf,
} from "./rows.ts";
import type { ChildReturn, ReturnRow, Rule, Table } from "./rule.ts";

const answered = (row: ReturnRow) => anyFilled(row, leaverColumns);

/** A child of the leavers' table of whom something in the episodes says that it should not be there. */
function notForLeavers(
  code: string,
  severity: Rule["severity"],
  wrong: (row: ReturnRow, child: ChildReturn) => boolean,
  rest: Pick<Rule, "es" | "en" | "previousTables">,
): Rule {
  return { code, severity, ...rest, tables: ["OC3", "Episodes"], touched: eachRow("OC3", leaverColumns, wrong) };
}

/** True when the child is 17 or 18 at the end of the year. */
function isSeventeenOrEighteen(row: ReturnRow, { window }: ChildReturn): boolean {
  return hasAge(day(row, "DOB"), 17, window.end) && isUnderAge(day(row, "DOB"), 19, window.end);
}

function wasLookedAfter(child: ChildReturn): boolean {
  const { start, end } = child.window;
  return rowsOf(child, "Episodes").some((row) => {
    const from = day(row, "DECOM");
    return from !== undefined && from <= end && (day(row, "DEC") ?? end) >= start;
  });
}

const otherTables: readonly Table[] = ["PlacedAdoption", "Missing", "Reviews", "AD1", "PrevPerm", "OC2"];

/** Young people who left care. */
export const leavers: readonly Rule[] = [
  {
    code: "134",
    es: "Hay datos de adopción de quien ya salió del cuidado. Quite unos u otros.",
    en: "Data on adoption should not be entered for the OC3 cohort.",
    severity: "error",
    tables: ["AD1", "OC3"],
    touched: eachRow(
      "AD1",
      adoptionColumns,
      (row, child) => anyFilled(row, adoptionColumns) && rowsOf(child, "OC3").some(answered),
    ),
  },
  {
    code: "153",
    es: "Los datos de después de salir del cuidado se contestan todos o ninguno. Complete los que faltan o bórrelos.",
    en: "All data items relating to a child's activity or accommodation after leaving care must be coded or left blank.",
    severity: "error",
    tables: ["OC3"],
    touched: eachRow("OC3", leaverColumns, (row) => answered(row) && !allFilled(row, leaverColumns)),
  },
  {
    code: "215",
    es: "Hay datos de salida del cuidado y también de doce meses en cuidado. Quite unos u otros.",
    en: "Child has care leaver information but one or more data items relating to children looked after for 12 months have been completed.",
    severity: "error",
    tables: ["OC2", "OC3"],
    touched: eachPair(
      { table: "OC3", fields: leaverColumns },
      { table: "OC2", fields: yearInCareColumns },
      (row, beside) => answered(row) && anyFilled(beside, yearInCareColumns),
    ),
  },
  {
    code: "344",
    es: "Falleció o volvió con su familia: la actividad y la vivienda no se informan. Déjelas en blanco.",
    en: "The record shows the young person has died or returned home to live with parent(s) or someone with parental responsibility for a continuous period of 6 months or more, but activity and/or accommodation on leaving care have been completed.",
    severity: "error",
    tables: ["OC3"],
    touched: eachRow(
      "OC3",
      leaverColumns,
      (row) => isOneOf(row, "IN_TOUCH", ["DIED", "RHOM"]) && anyFilled(row, ["ACTIV", "ACCOM"]),
    ),
  },
  {
    code: "345",
    es: "Siguen en contacto: hacen falta la actividad y la vivienda, y no pueden ser cero. Complételas.",
    en: "The data collection record shows the local authority is in touch with this young person, but activity and/or accommodation data items are zero.",
    severity: "error",
    tables: ["OC3"],
    touched: eachRow(
      "OC3",
      leaverColumns,
      (row) =>
        isOneOf(row, "IN_TOUCH", ["YES"]) &&
        ["ACTIV", "ACCOM"].some((column) => !isFilled(row, column) || isOneOf(row, column, ["0"])),
    ),
  },
  {
    code: "347",
    es: "Quien tiene menos de 18 años no puede vivir en un foyer (T1 o T2). Corrija la vivienda o la fecha de nacimiento.",
    en: "Care leavers aged under 18 years, can not be accommodated in a Foyer.",
    severity: "error",
    tables: ["OC3"],
    touched: eachRow(
      "OC3",
      ["ACCOM"],
      (row, { window }) => isOneOf(row, "ACCOM", ["T1", "T2"]) && isUnderAge(day(row, "DOB"), 18, window.start),
    ),
  },
  notForLeavers(
    "1000",
    "error",
    (_row, child) =>
      [...rowsOf(child, "Episodes"), ...previousRowsOf(child, "Episodes")].some((row) => isOneOf(row, "REC", ["E2"])),
    {
      es: "Consta que falleció en cuidado: los datos de salida del cuidado no se informan. Quítelos.",
      en: "This child is recorded as having died in care and therefore should not have the care leaver information completed. [NOTE: This only tests the current and previous year data loaded into the tool]",
    },
  ),
  notForLeavers(
    "1002",
    "warning",
    (_row, child) => rowsOf(child, "Episodes").length === 0 && previousRowsOf(child, "Episodes").length === 0,
    {
      previousTables: ["Episodes"],
      es: "No hay episodios de cuidado ni este año ni el anterior. Revise si los hubo antes; si no, quite los datos de salida.",
      en: "This child has no previous episodes of care, therefore should not have care leaver information recorded. [NOTE: This tool can only test the current and previous year data loaded into the tool - this check may generate false positives if a child had episodes prior to last year's collection.]",
    },
  ),
  notForLeavers(
    "1007",
    "error",
    (row, child) =>
      answered(row) &&
      isSeventeenOrEighteen(row, child) &&
      rowsOf(child, "Episodes").some((episode) => !isFilled(episode, "DEC") || !isFilled(episode, "REC")),
    {
      es: "Tiene 17 o 18 años y sigue en cuidado: los datos de salida no se informan. Quítelos.",
      en: "Care leaver information is not required for 17- or 18-year olds who are still looked after [on their 17th or 18th birthday.]",
    },
  ),
  notForLeavers(
    "1010",
    "error",
    (_row, child) => {
      const last = lastBy(previousRowsOf(child, "Episodes"), "DECOM");
      return rowsOf(child, "Episodes").length === 0 && last !== undefined && !isFilled(last, "DEC");
    },
    {
      previousTables: ["Episodes"],
      es: "El año pasado quedó un episodio abierto y este año no hay ninguno. Añada los episodios de este año.",
      en: "This child has no episodes loaded for current year even though there was an open episode of care at the end of the previous year, and care leaver data has been entered.",
    },
  ),
  notForLeavers(
    "1011",
    "error",
    (row, child) => answered(row) && isOneOf(lastBy(rowsOf(child, "Episodes"), "DECOM"), "REC", ["E3"]),
    {
      es: "Su cuidado pasó a otra autoridad local: los datos de salida no se informan. Quítelos.",
      en: "This child is recorded as having his/her care transferred to another local authority for the final episode and therefore should not have the care leaver information completed.",
    },
  ),
  {
    code: "1012",
    es: "No estuvo en cuidado este año: aparte de los datos de salida no se informa nada más. Quite lo demás o añada los episodios.",
    en: "No other data should be returned for OC3 children who had no episodes in the current year",
    severity: "error",
    tables: ["Episodes", "OC3"],
    touched: (child) =>
      rowsOf(child, "Episodes").length > 0 || rowsOf(child, "OC3").length === 0
        ? []
        : otherTables.flatMap((table) => refsTo(table, rowsOf(child, table), ["CHILD"])),
  },
  {
    code: "1014",
    es: "No estuvo en cuidado este año: los datos de menor sin acompañante no se informan. Quítelos.",
    en: "UASC information is not required for care leavers",
    severity: "error",
    tables: ["Episodes", "OC3", "UASC"],
    touched: eachPair(
      { table: "UASC", fields: ["DUC"] },
      { table: "OC3", fields: leaverColumns },
      (_row, beside, child) => answered(beside) && rowsOf(child, "Episodes").length > 0 && !wasLookedAfter(child),
    ),
  },
  notForLeavers(
    "1016",
    "error",
    (row, child) =>
      answered(row) &&
      isSeventeenOrEighteen(row, child) &&
      hasAge(day(row, "DOB"), 17, day(lastBy(rowsOf(child, "Episodes"), "DECOM"), "DEC")),
    {
      es: "Tiene 17 o 18 años y salió del cuidado después de su cumpleaños: los datos de salida no se informan. Quítelos.",
      en: "Care leaver information is not required for 17- or 18-year olds who cease to be looked after, after their birthday.",
    },
  ),
  {
    code: "3001",
    es: "Cerca de los 17 años la vivienda no puede ser la de su antigua familia de acogida (Z1 o Z2). Corríjala.",
    en: "Where care leavers information is being returned for a young person around their 17th birthday, the accommodation cannot be with their former foster carer(s).",
    severity: "error",
    tables: ["Header", "OC3"],
    touched: eachRow(
      "OC3",
      ["ACCOM"],
      (row, child) =>
        isOneOf(row, "ACCOM", ["Z1", "Z2"]) &&
        rowsOf(child, "Header").some((header) => isWithin(child.window, birthday(day(header, "DOB"), 17))),
    ),
  },
];
