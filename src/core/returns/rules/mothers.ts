import { leaverColumns, shortBreaks } from "./codes.ts";
import {
  anyFilled,
  cell,
  day,
  eachPair,
  eachRow,
  hasAge,
  isAfter,
  isFemale,
  isFilled,
  isMale,
  isOneOf,
  isUnderAge,
  isWithin,
  lastBy,
  previousRowsOf,
  refsTo,
  rowsOf,
} from "./rows.ts";
import type { ChildReturn, Rule } from "./rule.ts";

/** True when the child was in care at some moment of the year, short breaks apart. */
function wasInCare(child: ChildReturn): boolean {
  const { start, end } = child.window;
  return rowsOf(child, "Episodes").some((row) => {
    const from = day(row, "DECOM");
    return !isOneOf(row, "LS", shortBreaks) && from !== undefined && from <= end && (day(row, "DEC") ?? end) >= start;
  });
}

function isLeaver(child: ChildReturn): boolean {
  return rowsOf(child, "OC3").some((row) => anyFilled(row, leaverColumns));
}

/** Girls who are mothers, and their first child. */
export const mothers: readonly Rule[] = [
  {
    code: "165",
    es: "El dato de si es madre no es válido: 0 o 1 si es mujer y estuvo en cuidado ese año; en blanco en los demás casos.",
    en: "Data entry for mother status is invalid.",
    severity: "error",
    tables: ["Header", "Episodes", "OC3"],
    touched: (child) => {
      const [inCare, leaver] = [wasInCare(child), isLeaver(child)];
      const wrong = rowsOf(child, "Header").filter((row) => {
        if (!isFilled(row, "MOTHER")) return isFemale(row) && inCare;
        return !isOneOf(row, "MOTHER", ["0", "1"]) || isMale(row) || (isFemale(row) && !inCare && leaver);
      });
      return refsTo("Header", wrong, ["MOTHER", "SEX"]);
    },
  },
  {
    code: "174",
    es: "Consta la fecha de nacimiento de una hija o un hijo y el sexo es varón. Corrija el sexo o quite la fecha.",
    en: "Mother's child date of birth is recorded but sex shows that the child is a male.",
    severity: "error",
    tables: ["Header"],
    touched: eachRow("Header", ["MC_DOB", "SEX"], (row) => isMale(row) && isFilled(row, "MC_DOB")),
  },
  {
    code: "207",
    es: "El año pasado constaba como madre y este año no. Corrija el dato de este año.",
    en: "Mother status for the current year disagrees with the mother status already recorded for this child.",
    severity: "error",
    tables: ["Header"],
    previousTables: ["Header"],
    touched: eachRow(
      "Header",
      ["MOTHER"],
      (row, child) =>
        !isOneOf(row, "MOTHER", ["1"]) &&
        previousRowsOf(child, "Header").some((before) => isOneOf(before, "MOTHER", ["1"])),
    ),
  },
  {
    code: "393",
    es: "Es mujer, está en cuidado y falta el dato de si es madre. Escriba 0 o 1.",
    en: "Child is looked after but mother field is not completed.",
    severity: "error",
    tables: ["Header", "Episodes"],
    touched: eachRow(
      "Header",
      ["MOTHER"],
      (row, child) =>
        isFemale(row) &&
        !isFilled(row, "MOTHER") &&
        rowsOf(child, "Episodes").some((episode) => !isOneOf(episode, "LS", shortBreaks)),
    ),
  },
  {
    code: "607",
    es: "Dejó de estar en cuidado este año y falta el dato de si es madre. Escriba 0 o 1.",
    en: "Child ceased to be looked after in the year, but mother field has not been completed.",
    severity: "error",
    tables: ["Header", "Episodes"],
    touched: eachPair(
      { table: "Episodes", fields: ["DEC", "REC", "LS"] },
      { table: "Header", fields: ["MOTHER", "SEX"] },
      (episode, header, { window }) =>
        isFilled(episode, "REC") &&
        !isOneOf(episode, "REC", ["X1"]) &&
        !isOneOf(episode, "LS", shortBreaks) &&
        isWithin(window, day(episode, "DEC")) &&
        isFemale(header) &&
        !isFilled(header, "MOTHER"),
    ),
  },
  {
    code: "611",
    es: "Es madre y falta la fecha de nacimiento de su hija o hijo. Escríbala.",
    en: "Date of birth field is blank, but child is a mother.",
    severity: "error",
    tables: ["Header"],
    touched: eachRow(
      "Header",
      ["MC_DOB", "MOTHER"],
      (row) => isOneOf(row, "MOTHER", ["1"]) && !isFilled(row, "MC_DOB"),
    ),
  },
  {
    code: "612",
    es: "Consta la fecha de nacimiento de una hija o un hijo, pero no que sea madre. Corrija uno de los dos datos.",
    en: "Date of birth field has been completed but mother field indicates child is not a mother.",
    severity: "error",
    tables: ["Header"],
    touched: eachRow(
      "Header",
      ["MC_DOB", "MOTHER", "SEX"],
      (row) => isFemale(row) && isFilled(row, "MC_DOB") && (!isFilled(row, "MOTHER") || isOneOf(row, "MOTHER", ["0"])),
    ),
  },
  {
    code: "620",
    es: "Consta como madre con menos de 11 años. Revise la fecha de nacimiento y el dato de si es madre.",
    en: "Child has been recorded as a mother, but date of birth shows that the mother is under 11 years of age.",
    severity: "error",
    tables: ["Header"],
    touched: eachRow(
      "Header",
      ["DOB", "MOTHER"],
      (row, { window }) => isOneOf(row, "MOTHER", ["1"]) && isUnderAge(day(row, "DOB"), 11, window.start),
    ),
  },
  {
    code: "621",
    es: "La madre nació el mismo día que su hija o hijo, o después. Corrija una de las dos fechas de nacimiento.",
    en: "Mother’s field has been completed but date of birth shows that the mother is younger than her child.",
    severity: "error",
    tables: ["Header"],
    touched: eachRow("Header", ["DOB", "MC_DOB"], (row) => hasAge(day(row, "MC_DOB"), 0, day(row, "DOB"))),
  },
  {
    code: "624",
    es: "La fecha de nacimiento de su primera hija o hijo no es la que constaba el año pasado. Corrija la que esté mal.",
    en: "Date of birth of the first child contradicts the date of birth of the first child previously recorded.",
    severity: "error",
    tables: ["Header"],
    previousTables: ["Header"],
    touched: eachRow("Header", ["MC_DOB"], (row, child) =>
      previousRowsOf(child, "Header").some(
        (before) => isFilled(before, "MC_DOB") && cell(before, "MC_DOB") !== cell(row, "MC_DOB"),
      ),
    ),
  },
  {
    code: "625",
    es: "Su hija o hijo nació después del fin del año o de que dejara de estar en cuidado. Corrija la fecha.",
    en: "Date of birth of the first child is beyond the end of this reporting year or the date the child ceased to be looked after.",
    severity: "error",
    tables: ["Header", "Episodes"],
    touched: (child) => {
      const latest = lastBy(rowsOf(child, "Episodes"), "DEC");
      const wrong = rowsOf(child, "Header").filter((row) => {
        const born = day(row, "MC_DOB");
        return isAfter(born, child.window.end) || isAfter(born, day(latest, "DEC"));
      });
      const episodes = wrong.length > 0 && latest !== undefined ? [latest] : [];
      return [...refsTo("Header", wrong, ["MC_DOB"]), ...refsTo("Episodes", episodes, ["DEC"])];
    },
  },
  {
    code: "626",
    es: "El año pasado constaba que no era madre, pero su hija o hijo nació antes de este año. Corrija uno de los datos.",
    en: "Child was reported as a mother but the date of birth of the first child is before the current year which contradicts with the mother status recorded last year.",
    severity: "error",
    tables: ["Header"],
    previousTables: ["Header"],
    touched: eachRow(
      "Header",
      ["MC_DOB", "MOTHER"],
      (row, child) =>
        isOneOf(row, "MOTHER", ["1"]) &&
        isAfter(child.window.start, day(row, "MC_DOB")) &&
        previousRowsOf(child, "Header").some((before) => isOneOf(before, "MOTHER", ["0"])),
    ),
  },
  {
    code: "628",
    es: "No estuvo en cuidado este año: el dato de si es madre no se informa. Déjelo en blanco.",
    en: "Motherhood details are not required for care leavers who have not been looked after during the year.",
    severity: "error",
    tables: ["Header", "Episodes", "OC3"],
    touched: eachRow(
      "Header",
      ["MOTHER"],
      (row, child) => isFilled(row, "MOTHER") && rowsOf(child, "Episodes").length === 0 && isLeaver(child),
    ),
  },
];
