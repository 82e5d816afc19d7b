import { daysInMonth, type IsoDate, isIsoDate } from "../../calendar/dates.ts";
import { shortBreaks } from "./codes.ts";
import {
  allFilled,
  anyFilled,
  cell,
  day,
  eachPair,
  eachRow,
  firstBy,
  isAfter,
  isFilled,
  isOneOf,
  isWithin,
  previousRowsOf,
  refsTo,
  rowsOf,
} from "./rows.ts";
import type { ReturnRow, Rule } from "./rule.ts";

/** The latest day a date with unknown parts may be: `ZZ/05/2014` is 31 May 2014. Undefined when it cannot be a day. */
function latestPossible(written: string | undefined): IsoDate | undefined {
  const [, dd = "", mm = "", yyyy = ""] = /^(\d{2}|ZZ)\/(\d{2}|ZZ)\/(\d{4})$/.exec(written ?? "") ?? [];
  if (yyyy === "" || (mm === "ZZ" && dd !== "ZZ")) return undefined;
  const month = mm === "ZZ" ? "12" : mm;
  const last = String(daysInMonth(Number(yyyy), Number(month))).padStart(2, "0");
  const latest = `${yyyy}-${month}-${dd === "ZZ" ? last : dd}`;
  return isIsoDate(latest) ? latest : undefined;
}

const permanence = ["PREV_PERM", "LA_PERM", "DATE_PERM"];
/** Where a child comes from: alone from another country, or from an earlier permanent home. */
export const origins: readonly Rule[] = [
  {
    code: "205D",
    es: "Este año consta como menor sin acompañante y el año pasado no. Corrija el que esté mal.",
    en: "Child identified as UASC this year but not identified as UASC status provided for the child last year.",
    severity: "error",
    tables: ["Header", "UASC"],
    previousTables: ["Header", "UASC"],
    touched: eachRow(
      "UASC",
      ["CHILD"],
      (_row, child) => previousRowsOf(child, "Header").length > 0 && previousRowsOf(child, "UASC").length === 0,
    ),
  },
  {
    code: "210",
    es: "Lleva más de una semana en cuidado: el número de alumno no puede ser UN4. Escriba su número.",
    en: "Children looked after for more than a week at 31 March should not have an unknown Unique Pupil Number (UPN) code of UN4.",
    severity: "error",
    tables: ["Episodes", "Header"],
    touched: eachPair(
      { table: "Header", fields: ["UPN"] },
      { table: "Episodes", fields: ["DECOM"] },
      (header, episode, { window }) =>
        isOneOf(header, "UPN", ["UN4"]) &&
        !isFilled(episode, "DEC") &&
        isAfter(`${window.end.slice(0, 4)}-03-24`, day(episode, "DECOM")),
    ),
  },
  {
    code: "399",
    es: "Solo recibió respiro (V3 o V4): ni el dato de madre ni las revisiones se informan. Quítelos.",
    en: "Mother field, review field or participation field are completed but child is looked after under legal status V3 or V4.",
    severity: "error",
    tables: ["Episodes", "Header", "Reviews"],
    touched: (child) => {
      const episodes = rowsOf(child, "Episodes");
      if (episodes.length === 0 || episodes.some((row) => !isOneOf(row, "LS", shortBreaks))) return [];
      const headers = rowsOf(child, "Header").filter((row) => isFilled(row, "MOTHER"));
      const reviews = rowsOf(child, "Reviews").filter((row) => anyFilled(row, ["REVIEW", "REVIEW_CODE"]));
      if (headers.length + reviews.length === 0) return [];
      return [
        ...refsTo("Episodes", episodes, ["LS"]),
        ...refsTo("Header", headers, ["MOTHER"]),
        ...refsTo("Reviews", reviews, ["REVIEW", "REVIEW_CODE"]),
      ];
    },
  },
  {
    code: "442",
    es: "Está en cuidado y falta el número de alumno. Escríbalo, o de UN1 a UN5 si no se conoce.",
    en: "Unique Pupil Number (UPN) field is not completed.",
    severity: "error",
    tables: ["Episodes", "Header"],
    touched: eachRow(
      "Header",
      ["UPN"],
      (row, child) =>
        !isFilled(row, "UPN") && rowsOf(child, "Episodes").some((episode) => !isOneOf(episode, "LS", shortBreaks)),
    ),
  },
  {
    code: "630",
    es: "Empezó a estar en cuidado este año y faltan los datos de permanencia anterior. Complételos.",
    en: "Information on previous permanence option should be returned.",
    severity: "error",
    tables: ["Episodes", "PrevPerm"],
    touched: (child) => {
      const started = rowsOf(child, "Episodes").filter(
        (row) => isOneOf(row, "RNE", ["S"]) && isWithin(child.window, day(row, "DECOM")),
      );
      const told = rowsOf(child, "PrevPerm");
      const complete = (row: ReturnRow) => isOneOf(row, "PREV_PERM", ["Z1"]) || allFilled(row, permanence);
      return told.length > 0 && told.every(complete) ? [] : refsTo("Episodes", started, ["RNE"]);
    },
  },
  {
    code: "632",
    es: "La fecha de la permanencia anterior no existe o no es anterior al comienzo del cuidado. Corríjala; use ZZ en lo que no se sepa.",
    en: "Date of previous permanence order not a valid value. NOTE: This rule may result in false negatives where the period of care started before the current collection year",
    severity: "warning",
    tables: ["Episodes", "PrevPerm"],
    touched: (child) => {
      const first = firstBy(rowsOf(child, "Episodes"), "DECOM");
      const wrong = rowsOf(child, "PrevPerm").filter((row) => {
        const written = cell(row, "DATE_PERM");
        if (first === undefined || written === undefined || written === "ZZ/ZZ/ZZZZ") return false;
        const latest = isIsoDate(written) ? written : latestPossible(written);
        return latest === undefined || !isAfter(day(first, "DECOM"), latest);
      });
      const episodes = first === undefined || wrong.length === 0 ? [] : [first];
      return [...refsTo("PrevPerm", wrong, ["DATE_PERM"]), ...refsTo("Episodes", episodes, ["DECOM"])];
    },
  },
  {
    code: "634",
    es: "Hay datos de permanencia anterior, pero no empezó a estar en cuidado desde el 1 de abril de 2016. Quítelos o corrija las fechas.",
    en: "There are entries for previous permanence options, but child has not started to be looked after from 1 April 2016 onwards.",
    severity: "error",
    tables: ["Episodes", "PrevPerm"],
    touched: eachRow("PrevPerm", permanence, (row, child) => {
      const episodes = rowsOf(child, "Episodes");
      const since = episodes.some((episode) => !isAfter("2016-04-01", day(episode, "DECOM") ?? "9999-12-31"));
      return anyFilled(row, permanence) && episodes.length > 0 && !since;
    }),
  },
  {
    code: "635",
    es: "Dice que no hubo permanencia anterior (Z1) y hay fecha o autoridad. Corrija uno de los dos.",
    en: "There are entries for date of order and local authority code where previous permanence option was arranged but previous permanence code is Z1",
    severity: "error",
    tables: ["PrevPerm"],
    touched: eachRow(
      "PrevPerm",
      permanence,
      (row) => isOneOf(row, "PREV_PERM", ["Z1"]) && anyFilled(row, ["LA_PERM", "DATE_PERM"]),
    ),
  },
];
