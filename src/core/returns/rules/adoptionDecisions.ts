import { adopted, adoptionColumns, placedForAdoption, shortBreaks } from "./codes.ts";
import {
  anyFilled,
  birthOf,
  day,
  eachPair,
  eachRow,
  firstBy,
  inOrder,
  isAfter,
  isFilled,
  isOneOf,
  lastBy,
  refsTo,
  rowsOf,
} from "./rows.ts";
import type { ReturnRow, RowRef, Rule } from "./rule.ts";

const ceased = ["DATE_PLACED_CEASED", "REASON_PLACED_CEASED"];

/** An order that goes before any placement for adoption asks for the day of the decision. */
function orderWithoutDecision(status: string): Rule["touched"] {
  return (child) => {
    const ordered = rowsOf(child, "Episodes").filter((row) => isOneOf(row, "LS", [status]));
    const decisions = rowsOf(child, "PlacedAdoption");
    if (ordered.length === 0) return [];
    if (decisions.every((row) => !isFilled(row, "DATE_PLACED"))) return refsTo("Episodes", ordered, ["CHILD"]);
    const open = ordered.some((row) => !isFilled(row, "DEC"));
    const reversed = decisions.filter((row) => anyFilled(row, ceased));
    return open && reversed.length === decisions.length
      ? refsTo("PlacedAdoption", reversed, ["DATE_PLACED", ...ceased])
      : [];
  };
}

function besideEpisode(
  first: ReturnRow | undefined,
  wrong: readonly ReturnRow[],
  fields: { readonly episode: readonly string[]; readonly decision: readonly string[] },
): readonly RowRef[] {
  const episodes = first === undefined || wrong.length === 0 ? [] : [first];
  return [...refsTo("Episodes", episodes, fields.episode), ...refsTo("PlacedAdoption", wrong, fields.decision)];
}

/** Decisions later than the first episode under a legal status. */
function decidedAfterOrder(status: string): Rule["touched"] {
  return (child) => {
    const first = firstBy(
      rowsOf(child, "Episodes").filter((row) => isOneOf(row, "LS", [status])),
      "DECOM",
    );
    const late = rowsOf(child, "PlacedAdoption").filter((row) => isAfter(day(row, "DATE_PLACED"), day(first, "DECOM")));
    return besideEpisode(first, late, { episode: ["DECOM", "LS"], decision: ["DATE_PLACED"] });
  };
}

/** Decisions that a child should, or should no longer, be placed for adoption. */
export const adoptionDecisions: readonly Rule[] = [
  {
    code: "117",
    es: "Una decisión sobre la adopción es posterior al fin del año o a que dejara de estar en cuidado. Corrija las fechas.",
    en: "Date of decision that a child should/should no longer be placed for adoption is beyond the current collection year or after the child ceased to be looked after.",
    severity: "error",
    tables: ["Episodes", "PlacedAdoption"],
    touched: (child) => {
      const ended = rowsOf(child, "Episodes").filter((row) => !isOneOf(row, "REC", ["X1"]));
      const latest = lastBy(ended, "DECOM");
      const days = ["DATE_PLACED", "DATE_PLACED_CEASED"];
      const late = rowsOf(child, "PlacedAdoption").filter((row) =>
        days.some((column) => [child.window.end, day(latest, "DEC")].some((end) => isAfter(day(row, column), end))),
      );
      return besideEpisode(latest, late, { episode: ["DEC", "REC"], decision: days });
    },
  },
  {
    code: "118",
    es: "La decisión de no seguir con la adopción es anterior al año que se informa o a que empezara a estar en cuidado. Corrija la fecha.",
    en: "Date of decision that a child should no longer be placed for adoption is before the current collection year or before the date the child started to be looked after.",
    severity: "error",
    tables: ["Episodes", "PlacedAdoption"],
    touched: (child) => {
      const first = firstBy(
        rowsOf(child, "Episodes").filter((row) => !isOneOf(row, "LS", shortBreaks)),
        "DECOM",
      );
      const early = rowsOf(child, "PlacedAdoption").filter((row) =>
        [child.window.start, day(first, "DECOM")].some((start) => isAfter(start, day(row, "DATE_PLACED_CEASED"))),
      );
      return besideEpisode(first, early, { episode: ["DECOM", "LS"], decision: ["DATE_PLACED_CEASED"] });
    },
  },
  {
    code: "119",
    es: "Cuando se deja sin efecto la decisión de adopción hacen falta la fecha y el motivo. Complete el que falta.",
    en: "If the decision is made that a child should no longer be placed for adoption, then the date of this decision and the reason why this decision was made must be completed.",
    severity: "error",
    tables: ["PlacedAdoption"],
    touched: eachRow(
      "PlacedAdoption",
      ceased,
      (row) => isFilled(row, "DATE_PLACED_CEASED") !== isFilled(row, "REASON_PLACED_CEASED"),
    ),
  },
  {
    code: "184",
    es: "La decisión de colocar en adopción es anterior a su nacimiento. Corrija una de las dos fechas.",
    en: "Date of decision that a child should be placed for adoption is before the child was born.",
    severity: "error",
    tables: ["Header", "PlacedAdoption"],
    touched: eachRow("PlacedAdoption", ["DATE_PLACED"], (row, child) =>
      isAfter(birthOf(child), day(row, "DATE_PLACED")),
    ),
  },
  {
    code: "522",
    es: "La decisión de no seguir con la adopción es anterior a la de colocar en adopción. Corrija una de las dos fechas.",
    en: "Date of decision that the child should be placed for adoption must be on or before the date that a child should no longer be placed for adoption.",
    severity: "error",
    tables: ["PlacedAdoption"],
    touched: eachRow("PlacedAdoption", ["DATE_PLACED", "DATE_PLACED_CEASED"], (row) =>
      isAfter(day(row, "DATE_PLACED"), day(row, "DATE_PLACED_CEASED")),
    ),
  },
  {
    code: "523",
    es: "La decisión de colocar en adopción y la de que le conviene deben tener la misma fecha. Corrija una de las dos.",
    en: "Date of decision that the child should be placed for adoption should be the same date as the decision that adoption is in the best interest (date should be placed).",
    severity: "error",
    tables: ["AD1", "PlacedAdoption"],
    touched: eachPair(
      { table: "PlacedAdoption", fields: ["DATE_PLACED"] },
      { table: "AD1", fields: ["DATE_INT"] },
      (row, beside) => {
        const [placed, decided] = [day(row, "DATE_PLACED"), day(beside, "DATE_INT")];
        return placed !== undefined && decided !== undefined && placed !== decided;
      },
    ),
  },
  {
    code: "525",
    es: "La decisión de adopción se dejó sin efecto y hay datos de adopción este año. Corrija uno de los dos.",
    en: "A child for whom the decision to be placed for adoption has been reversed cannot be adopted during the year.",
    severity: "error",
    tables: ["AD1", "PlacedAdoption"],
    touched: eachPair(
      { table: "PlacedAdoption", fields: ["DATE_PLACED_CEASED"] },
      { table: "AD1", fields: adoptionColumns },
      (row, beside) => isFilled(row, "DATE_PLACED_CEASED") && anyFilled(beside, adoptionColumns),
    ),
  },
  {
    code: "551",
    es: "Está en adopción y falta la fecha de la decisión. Escríbala.",
    en: "Child has been placed for adoption but there is no date of the decision that the child should be placed for adoption.",
    severity: "error",
    tables: ["Episodes", "PlacedAdoption"],
    touched: eachRow(
      "Episodes",
      ["PLACE"],
      (row, child) =>
        isOneOf(row, "PLACE", placedForAdoption) &&
        !rowsOf(child, "PlacedAdoption").some((decision) => isFilled(decision, "DATE_PLACED")),
    ),
  },
  {
    code: "552",
    es: "La decisión es posterior al día en que se colocó en adopción. Corrija una de las dos fechas.",
    en: "Date of Decision to place a child for adoption should be on or prior to the date that the child was placed for adoption.",
    severity: "error",
    tables: ["Episodes", "PlacedAdoption"],
    touched: (child) => {
      const placed = rowsOf(child, "Episodes").filter((row) => isOneOf(row, "PLACE", placedForAdoption));
      const first = firstBy(placed, "DECOM");
      const latest = lastBy(rowsOf(child, "PlacedAdoption"), "DATE_PLACED");
      const late = latest !== undefined && isAfter(day(latest, "DATE_PLACED"), day(first, "DECOM")) ? [latest] : [];
      return besideEpisode(first, late, { episode: ["DECOM"], decision: ["DATE_PLACED"] });
    },
  },
  {
    code: "553",
    es: "Hay una orden de colocación (E1) y falta la decisión de adopción, o consta sin efecto. Escriba la fecha o corrija la situación legal.",
    en: "Placement order has been granted but there is no date of decision that the child should be placed for adoption.",
    severity: "error",
    tables: ["Episodes", "PlacedAdoption"],
    touched: orderWithoutDecision("E1"),
  },
  {
    code: "554",
    es: "La decisión es posterior a la orden de colocación. Revise las dos fechas; puede haber episodios de otros años.",
    en: "Date of decision that the child should be placed for adoption should be on or prior to the date that the placement order was granted. [NOTE: This rule may result in false positives or false negatives if relevant episodes are in previous years; please check carefully!]",
    severity: "warning",
    tables: ["Episodes", "PlacedAdoption"],
    touched: decidedAfterOrder("E1"),
  },
  {
    code: "555",
    es: "Hay una orden de liberación (D1) y falta la decisión de adopción, o consta sin efecto. Escriba la fecha o corrija la situación legal.",
    en: "Freeing order has been granted but there is no date of decision that the child should be placed for adoption.",
    severity: "error",
    tables: ["Episodes", "PlacedAdoption"],
    touched: orderWithoutDecision("D1"),
  },
  {
    code: "556",
    es: "La decisión es posterior a la orden de liberación. Corrija una de las dos fechas.",
    en: "Date of decision that the child should be placed for adoption should be on or prior to the date that the freeing order was granted.",
    severity: "error",
    tables: ["Episodes", "PlacedAdoption"],
    touched: decidedAfterOrder("D1"),
  },
  {
    code: "557",
    es: "Salió del cuidado sin adopción y no consta que la decisión se dejara sin efecto. Escriba la fecha y el motivo.",
    en: "Child for whom the decision was made that they should be placed for adoption has left care but was not adopted and information on the decision that they should no longer be placed for adoption items has not been completed.",
    severity: "error",
    tables: ["Episodes", "PlacedAdoption"],
    touched: (child) => {
      const left = rowsOf(child, "Episodes").filter(
        (row) =>
          (isOneOf(row, "PLACE", placedForAdoption) || isOneOf(row, "LS", ["E1"])) &&
          isFilled(row, "REC") &&
          !isOneOf(row, "REC", ["X1", ...adopted]),
      );
      const decisions = rowsOf(child, "PlacedAdoption");
      const incomplete = decisions.filter((row) => ceased.some((column) => !isFilled(row, column)));
      if (left.length === 0 || (decisions.length > 0 && incomplete.length === 0)) return [];
      return [...refsTo("Episodes", left, ["LS", "PLACE", "REC"]), ...refsTo("PlacedAdoption", incomplete, ceased)];
    },
  },
  {
    code: "558",
    es: "Se adoptó: la fecha en que se dejó sin efecto la decisión debe estar en blanco. Quítela o corrija el motivo de fin.",
    en: "If a child has been adopted, then the decision to place them for adoption has not been disrupted and the date of the decision that a child should no longer be placed for adoption should be left blank.",
    severity: "error",
    tables: ["Episodes", "PlacedAdoption"],
    touched: eachPair(
      { table: "Episodes", fields: ["REC"] },
      { table: "PlacedAdoption", fields: ["DATE_PLACED_CEASED"] },
      (episode, row) => isOneOf(episode, "REC", adopted) && isFilled(row, "DATE_PLACED_CEASED"),
    ),
  },
  {
    code: "563",
    es: "Consta que se dejó sin efecto la decisión de adopción y falta su fecha. Escríbala.",
    en: "The child should no longer be placed for adoption but the date of the decision that the child should be placed for adoption is blank",
    severity: "error",
    tables: ["PlacedAdoption"],
    touched: eachRow(
      "PlacedAdoption",
      ["DATE_PLACED", ...ceased],
      (row) => ceased.every((column) => isFilled(row, column)) && !isFilled(row, "DATE_PLACED"),
    ),
  },
  {
    code: "579",
    es: "Hay una nueva decisión de adopción y la anterior sigue abierta o se pisan. Cierre la anterior o corrija las fechas.",
    en: "A new decision that the child should be placed for adoption this year cannot start when the previous decision is still open. Decisions to place the child for adoption should also not overlap. The date of any new decision to place the child for adoption must not be before the date placed ceased of previous decisions.",
    severity: "error",
    tables: ["PlacedAdoption"],
    touched: (child) => {
      const decisions = inOrder(rowsOf(child, "PlacedAdoption"), "DATE_PLACED");
      const overlapping = decisions.filter((row, at) => {
        const before = decisions[at - 1];
        if (before === undefined) return false;
        const closed = day(before, "DATE_PLACED_CEASED");
        return closed === undefined || isAfter(closed, day(row, "DATE_PLACED"));
      });
      return refsTo("PlacedAdoption", overlapping, ["DATE_PLACED", "DATE_PLACED_CEASED"]);
    },
  },
  {
    code: "583",
    es: "Hay más de una decisión de adopción y una anterior no se dejó sin efecto. Revise si hacen falta las dos y escriba la fecha.",
    en: "More than one date the child should be placed for adoption has been reported, but an earlier decision has not been revoked. Check that both dates are required and add in the date the earlier decision was revoked. Note this may be in a previous year.",
    severity: "warning",
    tables: ["PlacedAdoption"],
    touched: (child) => {
      const decisions = inOrder(rowsOf(child, "PlacedAdoption"), "DATE_PLACED").filter((row) =>
        isFilled(row, "DATE_PLACED"),
      );
      const open = decisions.slice(0, -1).filter((row) => !isFilled(row, "DATE_PLACED_CEASED"));
      return refsTo("PlacedAdoption", open, ["DATE_PLACED", "DATE_PLACED_CEASED"]);
    },
  },
  {
    code: "1003",
    es: "La decisión de colocar en adopción es anterior a que empezara a estar en cuidado. Corrija una de las dos fechas.",
    en: "Date of LA's decision that a child should be placed for adoption is before the child started to be looked after.",
    severity: "error",
    tables: ["Episodes", "PlacedAdoption"],
    touched: (child) => {
      const first = firstBy(
        rowsOf(child, "Episodes").filter((row) => isOneOf(row, "RNE", ["S"])),
        "DECOM",
      );
      const early = rowsOf(child, "PlacedAdoption").filter((row) =>
        isAfter(day(first, "DECOM"), day(row, "DATE_PLACED")),
      );
      return besideEpisode(first, early, { episode: ["DECOM", "RNE"], decision: ["DATE_PLACED"] });
    },
  },
];
