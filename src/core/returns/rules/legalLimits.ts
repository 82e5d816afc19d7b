import { daysBetween, type IsoDate } from "../../calendar/dates.ts";
import { longTermFoster, shortBreaks, temporary } from "./codes.ts";
import { cell, day, daysOf, eachRow, episodesInOrder, isAfter, isFilled, isOneOf, refsTo, rowsOf } from "./rows.ts";
import type { ChildReturn, ReturnRow, Rule } from "./rule.ts";

/** End of an episode, or of the collection year while it is open. */
function endOf(row: ReturnRow, { window }: ChildReturn): IsoDate | undefined {
  return isFilled(row, "DEC") ? day(row, "DEC") : window.end;
}

/** Episodes under one legal status, in stretches: the next episode goes on with it when it begins the day it ended. */
function stretches(child: ChildReturn, status: string): readonly (readonly ReturnRow[])[] {
  const found: ReturnRow[][] = [];
  let before: ReturnRow | undefined;
  for (const episode of episodesInOrder(child)) {
    const current = found.at(-1);
    if (cell(episode, "LS") === status && day(episode, "DECOM") !== undefined) {
      const goesOn =
        before !== undefined && cell(before, "LS") === status && endOf(before, child) === day(episode, "DECOM");
      if (goesOn && current !== undefined) current.push(episode);
      else found.push([episode]);
    }
    before = episode;
  }
  return found;
}

/** From the first day of a stretch to its last, in days. */
function lengthOf(stretch: readonly ReturnRow[], child: ChildReturn): number {
  const starts = stretch.flatMap((row) => day(row, "DECOM") ?? []).sort();
  const ends = stretch.flatMap((row) => endOf(row, child) ?? []).sort();
  const [first, last] = [starts[0], ends.at(-1)];
  return first === undefined || last === undefined ? 0 : daysBetween(first, last);
}

function notLongerThan(most: number, status: string): Rule["touched"] {
  return (child) => {
    const tooLong = stretches(child, status).filter((stretch) => lengthOf(stretch, child) > most);
    return refsTo("Episodes", tooLong.flat(), ["LS", "DECOM", "DEC"]);
  };
}

/** Days of short breaks inside the collection year. */
function breakDays(row: ReturnRow, { window }: ChildReturn): number {
  const [from, until] = [day(row, "DECOM"), isFilled(row, "DEC") ? day(row, "DEC") : window.end];
  if (from === undefined || until === undefined) return 0;
  const [first, last] = [
    isAfter(window.start, from) ? window.start : from,
    isAfter(until, window.end) ? window.end : until,
  ];
  return daysBetween(first, last);
}

/** How long a legal status may last, and what short breaks do not allow. */
export const legalLimits: readonly Rule[] = [
  {
    code: "361",
    es: "La protección policial pasa de las 72 horas que permite la ley. Revise las fechas o la situación legal.",
    en: "Police protection legal status lasted longer than maximum 72 hours allowed in the Children Act 1989.",
    severity: "error",
    tables: ["Episodes"],
    touched: notLongerThan(3, "L1"),
  },
  {
    code: "362",
    es: "La orden de protección de emergencia pasa de 21 días. Revise las fechas o la situación legal.",
    en: "Emergency protection order (EPO) lasted longer than 21 days",
    severity: "error",
    tables: ["Episodes"],
    touched: notLongerThan(21, "L2"),
  },
  {
    code: "363",
    es: "La orden de evaluación pasa de los 7 días que permite la ley. Revise las fechas o la situación legal.",
    en: "Child assessment order (CAO) lasted longer than 7 days allowed in the Children Act 1989.",
    severity: "error",
    tables: ["Episodes"],
    touched: notLongerThan(7, "L3"),
  },
  {
    code: "364",
    es: "La detención policial en un lugar de la autoridad local dura demasiado (más de 21 días). Revise las fechas o la situación legal.",
    en: "Sections 41-46 of Police and Criminal Evidence (PACE; 1984) severely limits the time a child can be detained in custody in Local Authority (LA) accommodation.",
    severity: "error",
    tables: ["Episodes"],
    touched: notLongerThan(21, "J2"),
  },
  {
    code: "365",
    es: "Una estancia de respiro no puede pasar de 17 días. Revise las fechas o la situación legal.",
    en: "Any individual short- term respite placement must not exceed 17 days.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["LS", "DECOM", "DEC"],
      (row, child) => isOneOf(row, "LS", ["V3"]) && (daysOf(row, child) ?? 0) > 17,
    ),
  },
  {
    code: "366",
    es: "En una estancia de respiro no se cambia de lugar: su motivo de inicio debe ser S. Corrija el motivo o la situación legal.",
    en: "A child cannot change placement during the course of an individual short-term respite break.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow("Episodes", ["RNE"], (row) => isOneOf(row, "LS", ["V3"]) && !isOneOf(row, "RNE", ["S"])),
  },
  {
    code: "367",
    es: "Las estancias de respiro suman más de 75 días en el año. Revise las fechas o la situación legal.",
    en: "The maximum amount of respite care allowable is 75 days in any 12-month period.",
    severity: "error",
    tables: ["Episodes"],
    touched: (child) => {
      const breaks = rowsOf(child, "Episodes").filter((row) => isOneOf(row, "LS", ["V3"]) && breakDays(row, child) > 0);
      const total = breaks.reduce((sum, row) => sum + breakDays(row, child), 0);
      return total > 75 ? refsTo("Episodes", breaks, ["LS", "DECOM", "DEC"]) : [];
    },
  },
  {
    code: "382",
    es: "Quien recibe respiro no puede estar en un lugar temporal. Corrija el tipo de lugar o la situación legal.",
    en: "A child receiving respite care cannot be in a temporary placement.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["LS", "PLACE"],
      (row) => isOneOf(row, "LS", shortBreaks) && isOneOf(row, "PLACE", temporary),
    ),
  },
  {
    code: "384",
    es: "Quien recibe respiro no puede estar en acogimiento de larga duración. Corrija el tipo de lugar o la situación legal.",
    en: "A child receiving respite care cannot be in a long-term foster placement",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["LS", "PLACE"],
      (row) => isOneOf(row, "LS", shortBreaks) && isOneOf(row, "PLACE", longTermFoster),
    ),
  },
  {
    code: "398",
    es: "En respiro (V3 o V4) no se informan los códigos postales. Déjelos en blanco o corrija la situación legal.",
    en: "Distance field completed but child looked after under legal status V3 or V4.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["LS", "HOME_POST", "PL_POST"],
      (row) => isOneOf(row, "LS", shortBreaks) && (isFilled(row, "HOME_POST") || isFilled(row, "PL_POST")),
    ),
  },
  {
    code: "426",
    es: "En un mismo año no puede haber respiro V3 y V4 a la vez. Elija una de las dos situaciones legales.",
    en: "A child receiving respite care cannot be recorded under a legal status of V3 and V4 in the same year.",
    severity: "error",
    tables: ["Episodes"],
    touched: (child) => {
      const breaks = rowsOf(child, "Episodes").filter((row) => isOneOf(row, "LS", shortBreaks));
      const both = shortBreaks.every((status) => breaks.some((row) => cell(row, "LS") === status));
      return both ? refsTo("Episodes", breaks, ["LS"]) : [];
    },
  },
  {
    code: "445",
    es: "La situación legal D1 no existe en episodios que empiezan después de diciembre de 2005. Escriba la que corresponde.",
    en: "D1 is not a valid code for episodes starting after December 2005.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["LS", "DECOM"],
      (row) => isOneOf(row, "LS", ["D1"]) && isAfter(day(row, "DECOM"), "2005-12-31"),
    ),
  },
  {
    code: "446",
    es: "La situación legal E1 no existía antes de diciembre de 2005. Escriba la que corresponde o corrija la fecha.",
    en: "E1 is not a valid code for episodes starting before December 2005.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["LS", "DECOM"],
      (row) => isOneOf(row, "LS", ["E1"]) && isAfter("2005-12-01", day(row, "DECOM")),
    ),
  },
  {
    code: "451",
    es: "Sigue abierta una orden de liberación para adopción, que no se puede pedir desde el 30 de diciembre de 2005. Corrija la situación legal.",
    en: "Child is still freed for adoption, but freeing orders could not be applied for since 30 December 2005.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["LS", "DEC", "REC"],
      (row) => isOneOf(row, "LS", ["D1"]) && !isFilled(row, "DEC") && !isFilled(row, "REC"),
    ),
  },
];
