import { adopted, foster, placedForAdoption, shortBreaks, temporary, withoutProvider } from "./codes.ts";
import {
  cell,
  day,
  eachRow,
  episodesInOrder,
  isAfter,
  isFilled,
  isOneOf,
  previousRowsOf,
  refsTo,
  rowsOf,
} from "./rows.ts";
import type { Rule } from "./rule.ts";

/** Placements that never have a number of the inspectorate, from 2024-25. */
const withoutUrn = ["P1", "P3", "R1", "R2", "R5", ...withoutProvider];
/** What is written where no number is known. */
const unknownUrn = /^X+$/;

/** Where a child lives: the kind of place, who offers it, and why it changes. */
export const placements: readonly Rule[] = [
  {
    code: "214",
    es: "En respiro (V3 o V4) no se informa dónde está el lugar. Deje en blanco el código postal y el número URN.",
    en: "Placement location information not required.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["PL_POST", "URN"],
      (row) => isOneOf(row, "LS", shortBreaks) && (isFilled(row, "PL_POST") || isFilled(row, "URN")),
    ),
  },
  {
    code: "217",
    es: "Si se coloca en adopción con su familia de acogida actual (A3 o A5), el motivo de inicio debe ser S, T o U. Corríjalo.",
    en: "Children who are placed for adoption with current foster carers (placement types A3 or A5) must have a reason for new episode of S, T or U.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["DECOM", "PLACE", "RNE"],
      (row) =>
        isOneOf(row, "PLACE", ["A3", "A5"]) &&
        !isAfter("2015-04-01", day(row, "DECOM") ?? "0001-01-01") &&
        !isOneOf(row, "RNE", ["S", "T", "U"]),
    ),
  },
  {
    code: "222",
    es: "Este tipo de lugar no lleva número URN de Ofsted. Déjelo en blanco.",
    en: "Ofsted Unique reference number (URN) should not be recorded for this placement type.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["URN"],
      (row) => isOneOf(row, "PLACE", withoutUrn) && isFilled(row, "URN") && !unknownUrn.test(cell(row, "URN") ?? ""),
    ),
  },
  {
    code: "225",
    es: "Cambió de lugar y falta el motivo del cambio. Escríbalo en el episodio que termina.",
    en: "Reason for placement change must be recorded.",
    severity: "error",
    tables: ["Episodes"],
    touched: (child) => {
      const episodes = episodesInOrder(child);
      const wrong = episodes.filter((episode, at) => {
        const next = episodes[at + 1];
        const lasting = [episode, next].every((row) => !isOneOf(row, "PLACE", temporary));
        const moves = isOneOf(episode, "REC", ["X1"]) && isOneOf(next, "RNE", ["P", "B", "T", "U"]);
        return moves && lasting && !isFilled(episode, "REASON_PLACE_CHANGE");
      });
      return refsTo("Episodes", wrong, ["REASON_PLACE_CHANGE"]);
    },
  },
  {
    code: "226",
    es: "En un lugar temporal, y al ir a él, no se informa motivo de cambio. Déjelo en blanco en este episodio y en el anterior.",
    en: "Reason for placement change is not required.",
    severity: "error",
    tables: ["Episodes"],
    touched: (child) => {
      const episodes = episodesInOrder(child);
      const wrong = episodes.filter(
        (episode, at) =>
          isOneOf(episode, "PLACE", temporary) &&
          [episode, episodes[at - 1]].some((row) => isFilled(row, "REASON_PLACE_CHANGE")),
      );
      return refsTo("Episodes", wrong, ["PLACE", "REASON_PLACE_CHANGE"]);
    },
  },
  {
    code: "336",
    es: "Antes de colocarse en adopción con su familia de acogida no consta un acogimiento. Revise el lugar del episodio anterior.",
    en: "Child does not have a foster placement immediately prior to being placed for adoption.",
    severity: "error",
    tables: ["Episodes"],
    touched: (child) => {
      const episodes = episodesInOrder(child);
      const wrong = episodes.filter((episode, at) => {
        const before = episodes[at - 1];
        const withFosterCarers = isOneOf(episode, "PLACE", ["A3", "A5"]);
        return withFosterCarers && before !== undefined && !isOneOf(before, "PLACE", [...placedForAdoption, ...foster]);
      });
      return refsTo("Episodes", wrong, ["PLACE"]);
    },
  },
  {
    code: "377",
    es: "Hay más de dos estancias temporales por vacaciones de la familia de acogida en el año. Revise el tipo de lugar.",
    en: "Only two temporary placements coded as being due to holiday of usual foster carer(s) are allowed in any 12- month period.",
    severity: "error",
    tables: ["Episodes"],
    touched: (child) => {
      const holidays = rowsOf(child, "Episodes").filter((row) => isOneOf(row, "PLACE", ["T3"]));
      return holidays.length > 2 ? refsTo("Episodes", holidays, ["PLACE"]) : [];
    },
  },
  {
    code: "378",
    es: "Quien vive con su madre o su padre no puede estar alojado bajo la sección 20 (V2). Corrija el lugar o la situación legal.",
    en: "A child who is placed with parent(s) cannot be looked after under a single period of accommodation under Section 20 of the Children Act 1989.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow("Episodes", ["LS", "PLACE"], (row) => isOneOf(row, "PLACE", ["P1"]) && isOneOf(row, "LS", ["V2"])),
  },
  {
    code: "380",
    es: "Un periodo de cuidado no empieza en un lugar temporal: el motivo de inicio debe ser P o B. Corrija el lugar o el motivo.",
    en: "A period of care cannot start with a temporary placement.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["PLACE", "RNE"],
      (row) => isOneOf(row, "PLACE", temporary) && !isOneOf(row, "RNE", ["P", "B"]),
    ),
  },
  {
    code: "381",
    es: "Un periodo de cuidado no termina en un lugar temporal. Añada el regreso a su lugar o corrija el motivo de fin.",
    en: "A period of care cannot end with a temporary placement.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["PLACE", "REC"],
      (row) => isOneOf(row, "PLACE", temporary) && isFilled(row, "REC") && !isOneOf(row, "REC", ["X1"]),
    ),
  },
  {
    code: "383",
    es: "Después de un lugar temporal debe volver a su lugar de antes. Corrija el lugar o el motivo del episodio siguiente.",
    en: "A child in a temporary placement must subsequently return to his/her normal placement.",
    severity: "error",
    tables: ["Episodes"],
    touched: (child) => {
      const episodes = episodesInOrder(child);
      const wrong = episodes.filter((episode, at) => {
        const [before, next] = [episodes[at - 1], episodes[at + 1]];
        if (before === undefined || next === undefined || !isOneOf(episode, "PLACE", temporary)) return false;
        const backThere = isFilled(next, "PLACE") && cell(next, "PLACE") === cell(before, "PLACE");
        return !isOneOf(next, "RNE", ["P"]) || !backThere;
      });
      return refsTo("Episodes", wrong, ["PLACE"]);
    },
  },
  {
    code: "390",
    es: "El motivo de fin dice adopción, pero el lugar no es una colocación en adopción. Corrija el lugar o el motivo.",
    en: "Reason episode ceased is adopted but child has not been previously placed for adoption.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["PLACE", "REC"],
      (row) => isOneOf(row, "REC", adopted) && !isOneOf(row, "PLACE", placedForAdoption),
    ),
  },
  {
    code: "392b",
    es: "Está en cuidado y falta el código postal de su casa o el del lugar. Escríbalos, salvo si llegó sin acompañante.",
    en: "Child is looked after but no postcodes are recorded. [NOTE: This check may result in false positives for children formerly UASC, particularly if current & prior year UASC data not loaded]",
    severity: "warning",
    tables: ["Episodes", "UASC"],
    touched: eachRow(
      "Episodes",
      ["HOME_POST", "PL_POST"],
      (row, child) =>
        !isOneOf(row, "LS", shortBreaks) &&
        !(isFilled(row, "HOME_POST") && isFilled(row, "PL_POST")) &&
        rowsOf(child, "UASC").length === 0 &&
        previousRowsOf(child, "UASC").length === 0,
    ),
  },
  {
    code: "392d",
    es: "El código postal de su casa y el del lugar son iguales y no vive con su madre o su padre. Revise los dos.",
    en: "Home and placement postcodes should not be same unless the placement type is P1.",
    severity: "warning",
    tables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["HOME_POST", "PL_POST", "PLACE"],
      (row) =>
        isFilled(row, "HOME_POST") && cell(row, "HOME_POST") === cell(row, "PL_POST") && !isOneOf(row, "PLACE", ["P1"]),
    ),
  },
  {
    code: "408",
    es: "Está en adopción con orden de colocación (A5 o A6), pero la situación legal no es E1. Corrija una de las dos.",
    en: "Child is placed for adoption with a placement order, but no placement order has been recorded.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["PLACE", "LS"],
      (row) => isOneOf(row, "PLACE", ["A5", "A6"]) && !isOneOf(row, "LS", ["E1"]),
    ),
  },
  {
    code: "516",
    es: "Tutela especial a su familia de acogida (E45 o E46), pero no vivía en acogimiento (U1 a U6). Corrija el lugar o el motivo.",
    en: "The episode data submitted for this child does not show that he/she was with their former foster carer(s) during the year.If the code in the reason episode ceased is E45 or E46 the child must have a placement code of U1 to U6.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["PLACE", "REC"],
      (row) => isOneOf(row, "REC", ["E45", "E46"]) && !isOneOf(row, "PLACE", foster),
    ),
  },
];
