import { adopted } from "./codes.ts";
import {
  anyFilled,
  cell,
  day,
  eachRow,
  firstBy,
  inOrder,
  isAfter,
  isFilled,
  isOneOf,
  lastBy,
  previousRowsOf,
  refsTo,
  rowsOf,
} from "./rows.ts";
import type { ChildReturn, ReturnRow, Rule } from "./rule.ts";

/** The last episode of the year before, when it was still open on 31 March. */
function openLastYear(child: ChildReturn): ReturnRow | undefined {
  const last = lastBy(previousRowsOf(child, "Episodes"), "DECOM");
  return last !== undefined && !isFilled(last, "DEC") ? last : undefined;
}

/** What the first episode says otherwise than the open episode of last year. */
function saysOtherwise(code: string, column: string, texts: Pick<Rule, "es" | "en">): Rule {
  return {
    code,
    ...texts,
    severity: "error",
    tables: ["Episodes"],
    previousTables: ["Episodes"],
    touched: (child) => {
      const [first, open] = [firstBy(rowsOf(child, "Episodes"), "DECOM"), openLastYear(child)];
      if (first === undefined || open === undefined || cell(first, column) === cell(open, column)) return [];
      // From 2024-25 a supported flat is K3; one that was returned as H5 the year before has only changed its code.
      const renamed = column === "PLACE" && isOneOf(open, "PLACE", ["H5"]) && isOneOf(first, "PLACE", ["K3"]);
      return renamed ? [] : refsTo("Episodes", [first], [column]);
    },
  };
}

/** What the header says otherwise than last year's. */
function headerDiffers(
  code: string,
  column: string,
  allowed: (now: string | undefined, before: string | undefined) => boolean,
  texts: Pick<Rule, "es" | "en">,
): Rule {
  return {
    code,
    ...texts,
    severity: "error",
    tables: ["Header"],
    previousTables: ["Header"],
    touched: eachRow("Header", [column], (row, child) =>
      previousRowsOf(child, "Header").some((last) => {
        const [now, before] = [cell(row, column)?.toUpperCase(), cell(last, column)?.toUpperCase()];
        return now !== before && !allowed(now, before);
      }),
    ),
  };
}

/** From 2024-25 sex is said with letters: the same sex said in the two ways has not changed. */
const sexInLetters: Readonly<Record<string, string>> = { "1": "M", "2": "F" };
const inLetters = (sex: string | undefined) => (sex === undefined ? undefined : (sexInLetters[sex] ?? sex));

const unknownPupilNumber = (upn: string | undefined) => upn === undefined || /^UN[1-5]$/.test(upn);

/** A number that was not known may become known, or be unknown for another reason; one that is known stays. */
function mayBecome(now: string | undefined, before: string | undefined): boolean {
  if (!unknownPupilNumber(before)) return false;
  return !unknownPupilNumber(now) || ((before === undefined || before === "UN1") && /^UN[2-5]$/.test(now ?? ""));
}

const decisionsLastYear = (child: ChildReturn) => previousRowsOf(child, "PlacedAdoption");
const wasReversed = (row: ReturnRow) => anyFilled(row, ["DATE_PLACED_CEASED", "REASON_PLACED_CEASED"]);

function decisionDiffers(
  code: string,
  wrong: (row: ReturnRow, child: ChildReturn) => boolean,
  texts: Pick<Rule, "es" | "en">,
): Rule {
  return {
    code,
    ...texts,
    severity: "error",
    tables: ["PlacedAdoption"],
    previousTables: ["PlacedAdoption"],
    touched: eachRow("PlacedAdoption", ["DATE_PLACED"], wrong),
  };
}

/** What contradicts the return of the year before. */
export const lastYear: readonly Rule[] = [
  {
    code: "199",
    es: "Los episodios dicen que ya se adoptó antes. Revise los motivos de fin y si es la misma niña o el mismo niño.",
    en: "Episode information shows child has been previously adopted from care. [NOTE: This only tests the current and previous year data loaded into the tool]",
    severity: "warning",
    tables: ["Episodes"],
    touched: (child) => {
      const episodes = rowsOf(child, "Episodes").filter((row) => day(row, "DECOM") !== undefined);
      const adoptions = [...episodes, ...previousRowsOf(child, "Episodes")].filter((row) =>
        isOneOf(row, "REC", adopted),
      );
      const after = inOrder(episodes, "DECOM").filter((row) =>
        adoptions.some((one) => isAfter(day(row, "DECOM"), day(one, "DECOM"))),
      );
      return refsTo("Episodes", after, ["CHILD"]);
    },
  },
  headerDiffers("202", "SEX", (now, before) => inLetters(now) === inLetters(before), {
    es: "El sexo no es el que constaba el año pasado. Corrija el que esté mal.",
    en: "The gender code conflicts with the gender already recorded for this child.",
  }),
  headerDiffers("203", "DOB", () => false, {
    es: "La fecha de nacimiento no es la que constaba el año pasado. Corrija la que esté mal.",
    en: "Date of birth disagrees with the date of birth already recorded for this child.",
  }),
  headerDiffers("204", "ETHNIC", () => false, {
    es: "El origen étnico no es el que constaba el año pasado. Corrija el que esté mal.",
    en: "Ethnic origin code disagrees with the ethnic origin already recorded for this child.",
  }),
  headerDiffers("208", "UPN", mayBecome, {
    es: "El número de alumno no es el que constaba el año pasado. Corrija el que esté mal.",
    en: "Unique Pupil Number (UPN) for the current year disagrees with the Unique Pupil Number (UPN) already recorded for this child.",
  }),
  {
    code: "502",
    es: "El año pasado quedó un episodio abierto y el primero de este año no empieza el mismo día. Corrija la fecha o añada el episodio.",
    en: "Last year's record ended with an open episode. The date on which that episode started does not match the start date of the first episode on this year’s record.",
    severity: "error",
    tables: ["Episodes"],
    previousTables: ["Episodes"],
    touched: (child) => {
      const [first, open] = [firstBy(rowsOf(child, "Episodes"), "DECOM"), openLastYear(child)];
      const moved = first !== undefined && open !== undefined && day(first, "DECOM") !== day(open, "DECOM");
      return moved ? refsTo("Episodes", [first], ["DECOM"]) : [];
    },
  },
  saysOtherwise("503A", "RNE", {
    es: "El motivo de inicio no es el del episodio que quedó abierto el año pasado. Corrija el que esté mal.",
    en: "The reason for new episode in the first episode does not match open episode at end of last year.",
  }),
  saysOtherwise("503B", "LS", {
    es: "La situación legal no es la del episodio que quedó abierto el año pasado. Corrija la que esté mal.",
    en: "The legal status in the first episode does not match open episode at end of last year.",
  }),
  saysOtherwise("503C", "CIN", {
    es: "El código de necesidad no es el del episodio que quedó abierto el año pasado. Corrija el que esté mal.",
    en: "The category of need in the first episode does not match open episode at end of last year.",
  }),
  saysOtherwise("503D", "PLACE", {
    es: "El tipo de lugar no es el del episodio que quedó abierto el año pasado. Corrija el que esté mal.",
    en: "The placement type in the first episode does not match open episode at end of last year",
  }),
  saysOtherwise("503E", "PLACE_PROVIDER", {
    es: "Quién presta el lugar no es quien constaba en el episodio que quedó abierto el año pasado. Corrija el que esté mal.",
    en: "The placement provider in the first episode does not match open episode at end of last year.",
  }),
  saysOtherwise("503F", "URN", {
    es: "El número URN no es el del episodio que quedó abierto el año pasado. Corrija el que esté mal.",
    en: "The Ofsted URN in the  first episode does not match open episode at end of last year.",
  }),
  decisionDiffers(
    "559",
    (row, child) =>
      isAfter(child.window.start, day(row, "DATE_PLACED")) &&
      !decisionsLastYear(child).some((last) => isFilled(last, "DATE_PLACED")),
    {
      es: "La decisión de adopción es de otro año y no constaba en él. Corrija la fecha o el registro anterior.",
      en: "Date of decision that a child should be placed for adoption was not in the current year but the date of the decision that the child should be placed for adoption was not completed in a previous return.",
    },
  ),
  decisionDiffers(
    "560",
    (row, child) =>
      decisionsLastYear(child).some(
        (last) =>
          isFilled(last, "DATE_PLACED") &&
          !isFilled(last, "DATE_PLACED_CEASED") &&
          cell(last, "DATE_PLACED") !== cell(row, "DATE_PLACED"),
      ),
    {
      es: "La fecha de la decisión de adopción no es la del año pasado y la decisión no cambió. Corrija la que esté mal.",
      en: "Date of decision that the child should be placed for adoption this year is different from that recorded last year but the decision to place the child for adoption did not change.",
    },
  ),
  decisionDiffers(
    "561",
    (row, child) =>
      isFilled(row, "DATE_PLACED") &&
      decisionsLastYear(child).some(
        (last) => wasReversed(last) && cell(last, "DATE_PLACED") === cell(row, "DATE_PLACED"),
      ),
    {
      es: "La decisión de adopción se dejó sin efecto el año pasado y consta otra vez con la misma fecha. Corríjala.",
      en: "Date of the decision that the child should be placed for adoption this year is the same as that recorded last year but records show that the decision changed, and the child should no longer be placed for adoption last year.",
    },
  ),
  decisionDiffers(
    "584",
    (row, child) =>
      decisionsLastYear(child).some(
        (last) =>
          wasReversed(last) &&
          isFilled(last, "DATE_PLACED") &&
          isAfter(day(last, "DATE_PLACED"), day(row, "DATE_PLACED")),
      ),
    {
      es: "La decisión anterior se dejó sin efecto: la nueva debe ser posterior. Corrija la fecha.",
      en: "Date of decision that the child should be placed for adoption this year is different from that recorded last year, but the decision to placed the child for adoption changed and the child should no longer be placed for adoption.",
    },
  ),
  {
    code: "562",
    es: "El episodio empezó antes de este año y el año pasado no consta. Corrija la fecha o el registro anterior.",
    en: "Episode commenced before the start of the current collection year but there is a missing continuous episode in the previous year.",
    severity: "error",
    tables: ["Episodes"],
    previousTables: ["Episodes"],
    touched: (child) => {
      const first = firstBy(rowsOf(child, "Episodes"), "DECOM");
      if (first === undefined || !isAfter(child.window.start, day(first, "DECOM"))) return [];
      const last = lastBy(previousRowsOf(child, "Episodes"), "DECOM");
      return day(last, "DECOM") === day(first, "DECOM") ? [] : refsTo("Episodes", [first], ["DECOM"]);
    },
  },
  {
    code: "NoE",
    es: "El episodio empezó antes de este año y el año pasado no hay ningún episodio. Añada el registro del año pasado o corrija la fecha.",
    en: "This child has no episodes loaded for previous year even though child started to be looked after before this current year.",
    severity: "error",
    tables: ["Episodes"],
    previousTables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["DECOM"],
      (row, child) => isAfter(child.window.start, day(row, "DECOM")) && previousRowsOf(child, "Episodes").length === 0,
    ),
  },
];
