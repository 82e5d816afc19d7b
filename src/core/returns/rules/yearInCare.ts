import { adoptionColumns, healthColumns, leaverColumns, shortBreaks, yearInCareColumns } from "./codes.ts";
import {
  allFilled,
  anyFilled,
  birthday,
  day,
  eachRow,
  hasAge,
  isAfter,
  isFilled,
  isOneOf,
  isUnderAge,
  refsTo,
  rowsOf,
} from "./rows.ts";
import type { ChildReturn, ReturnRow, Rule } from "./rule.ts";

/** Kept beside the child: eleven rules ask for it. */
const wholeYears = new WeakMap<ChildReturn, boolean>();

/**
 * Looked after without a break for the whole year, as the ministry's guide defines it: no episode of the year under a
 * short break, none that ends with a reason other than X1, none that starts to be looked after once the year has begun.
 */
function isWholeYearInCare(child: ChildReturn): boolean {
  const known = wholeYears.get(child);
  if (known !== undefined) return known;
  const whole = judgeWholeYear(child);
  wholeYears.set(child, whole);
  return whole;
}

function judgeWholeYear(child: ChildReturn): boolean {
  const { start, end } = child.window;
  const duringYear = rowsOf(child, "Episodes").filter((row) => {
    const [from, until] = [day(row, "DECOM"), day(row, "DEC")];
    return from !== undefined && from <= end && (until === undefined || until >= start);
  });
  const breaksIt = (row: ReturnRow) => {
    const [from, until] = [day(row, "DECOM"), day(row, "DEC")];
    const entered = isOneOf(row, "RNE", ["S"]) && isAfter(from, start);
    const left = !isOneOf(row, "REC", ["X1"]) && until !== undefined && until >= start && until < end;
    return entered || left || isOneOf(row, "LS", shortBreaks);
  };
  return duringYear.length > 0 && !duringYear.some(breaksIt);
}

/** Rows of OC2 of who was, or was not, in care the whole year. */
function whoseYear(
  code: string,
  fields: readonly string[],
  wrong: (row: ReturnRow, wholeYear: boolean, child: ChildReturn) => boolean,
  texts: Pick<Rule, "es" | "en">,
): Rule {
  const touched = eachRow("OC2", fields, (row, child) => wrong(row, isWholeYearInCare(child), child));
  return { code, ...texts, severity: "error", tables: ["OC2", "Episodes"], touched };
}

function ofTheRow(
  code: string,
  fields: readonly string[],
  wrong: (row: ReturnRow, child: ChildReturn) => boolean,
  texts: Pick<Rule, "es" | "en">,
): Rule {
  return { code, ...texts, severity: "error", tables: ["OC2"], touched: eachRow("OC2", fields, wrong) };
}

const score = ["SDQ_SCORE", "SDQ_REASON"];
const interventions = ["INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"];
const misuses = (row: ReturnRow) => isOneOf(row, "SUBSTANCE_MISUSE", ["1"]);

/** What is asked about who has been in care the whole year: health, convictions, the strengths and difficulties score. */
export const yearInCare: readonly Rule[] = [
  whoseYear(
    "157",
    ["DOB", "SDQ_REASON"],
    (row, wholeYear, { window }) =>
      wholeYear &&
      hasAge(day(row, "DOB"), 4, window.start) &&
      isUnderAge(day(row, "DOB"), 17, window.end) &&
      !isFilled(row, "SDQ_SCORE") &&
      isOneOf(row, "SDQ_REASON", ["SDQ1"]),
    {
      es: "A su edad no vale el motivo SDQ1 para no tener el cuestionario. Escriba el resultado u otro motivo.",
      en: "Child is aged 4 years or over at the beginning of the year or 16 years or under at the end of the year and Strengths and Difficulties Questionnaire (SDQ) 1 has been recorded as the reason for no Strengths and Difficulties Questionnaire (SDQ) score.",
    },
  ),
  ofTheRow(
    "158",
    interventions,
    (row) => isOneOf(row, "INTERVENTION_RECEIVED", ["1"]) && isFilled(row, "INTERVENTION_OFFERED"),
    {
      es: "Recibió tratamiento por consumo: si se le ofreció va en blanco. Bórrelo.",
      en: "If a child has been recorded as receiving an intervention for their substance misuse problem, then the additional item on whether an intervention was offered should be left blank.",
    },
  ),
  ofTheRow(
    "159",
    ["SUBSTANCE_MISUSE", ...interventions],
    (row) => misuses(row) && isOneOf(row, "INTERVENTION_RECEIVED", ["0"]) && !isFilled(row, "INTERVENTION_OFFERED"),
    {
      es: "No recibió tratamiento por consumo: falta si se le ofreció. Escriba 0 o 1.",
      en: "If a child has been recorded as not receiving an intervention for their substance misuse problem, then the additional item on whether an intervention was offered should be completed as well.",
    },
  ),
  ofTheRow(
    "182",
    yearInCareColumns,
    (row) => anyFilled(row, ["CONVICTED", "HEALTH_CHECK", ...interventions]) && !allFilled(row, healthColumns),
    {
      es: "Faltan vacunas, dentista, evaluación de salud o consumo. Complete los cuatro o deje todo en blanco.",
      en: "Data entries on immunisations, teeth checks, health assessments and substance misuse problem identified should be completed or all OC2 fields should be left blank.",
    },
  ),
  whoseYear("185", ["SDQ_SCORE"], (row, wholeYear) => !wholeYear && isFilled(row, "SDQ_SCORE"), {
    es: "No lleva doce meses seguidos en cuidado: el resultado del cuestionario no se informa. Bórrelo.",
    en: "Child has not been looked after continuously for at least 12 months at 31 March but a Strengths and Difficulties (SDQ) score has been completed.",
  }),
  whoseYear(
    "186",
    ["SDQ_SCORE"],
    (row, wholeYear, { window }) =>
      wholeYear &&
      !isFilled(row, "SDQ_SCORE") &&
      hasAge(day(row, "DOB"), 4, window.start) &&
      isUnderAge(day(row, "DOB"), 17, window.end),
    {
      es: "Lleva doce meses en cuidado y a su edad hace falta el resultado del cuestionario. Escríbalo.",
      en: "Children aged 4 or over at the start of the year and children aged under 17 at the end of the year and who have been looked after for at least 12 months continuously should have a Strengths and Difficulties (SDQ) score completed.",
    },
  ),
  {
    code: "187",
    es: "Lleva doce meses seguidos en cuidado: los datos de adopción o de salida no se informan. Quítelos.",
    en: "Child cannot be looked after continuously for 12 months at 31 March (OC2) and have any of adoption or care leavers returns completed.",
    severity: "error",
    tables: ["AD1", "Episodes", "OC3"],
    touched: (child) => {
      if (!isWholeYearInCare(child)) return [];
      const adoptions = rowsOf(child, "AD1").filter((row) => anyFilled(row, adoptionColumns));
      const leavers = rowsOf(child, "OC3").filter((row) => anyFilled(row, leaverColumns));
      return [...refsTo("AD1", adoptions, adoptionColumns), ...refsTo("OC3", leavers, leaverColumns)];
    },
  },
  ofTheRow("188", score, (row, { window }) => anyFilled(row, score) && isUnderAge(day(row, "DOB"), 4, window.end), {
    es: "Tiene menos de 4 años: el cuestionario no se informa. Borre el resultado y el motivo.",
    en: "Child is aged under 4 years at the end of the year, but a Strengths and Difficulties (SDQ) score or a reason for no SDQ score has been completed.",
  }),
  ofTheRow(
    "189",
    ["DOB", ...score],
    (row, { window }) => anyFilled(row, score) && hasAge(day(row, "DOB"), 17, window.start),
    {
      es: "Tenía 17 años o más al empezar el año: el cuestionario no se informa. Borre el resultado y el motivo.",
      en: "Child is aged 17 years or over at the beginning of the year, but an Strengths and Difficulties (SDQ) score or a reason for no Strengths and Difficulties (SDQ) score has been completed.",
    },
  ),
  whoseYear("190", yearInCareColumns, (row, wholeYear) => !wholeYear && anyFilled(row, yearInCareColumns), {
    es: "No lleva doce meses seguidos en cuidado: los datos de salud y de condenas no se informan. Bórrelos.",
    en: "Child has not been looked after continuously for at least 12 months at 31 March but one or more data items relating to children looked after for 12 months have been completed.",
  }),
  {
    code: "191",
    es: "Lleva doce meses seguidos en cuidado y faltan vacunas, dentista, evaluación de salud o consumo. Complételos.",
    en: "Child has been looked after continuously for at least 12 months at 31 March but one or more data items relating to children looked after for 12 months have been left blank.",
    severity: "error",
    tables: ["OC2", "Episodes"],
    touched: (child) => {
      if (!isWholeYearInCare(child)) return [];
      const rows = rowsOf(child, "OC2");
      if (rows.length === 0) return refsTo("Episodes", rowsOf(child, "Episodes"), ["CHILD"]);
      return refsTo(
        "OC2",
        rows.filter((row) => !allFilled(row, healthColumns)),
        healthColumns,
      );
    },
  },
  ofTheRow(
    "192",
    ["SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED"],
    (row) => misuses(row) && !isFilled(row, "INTERVENTION_RECEIVED"),
    {
      es: "Consta consumo y falta si recibió tratamiento. Escriba 0 o 1.",
      en: "Child has been identified as having a substance misuse problem but the additional item on whether an intervention was received has been left blank.",
    },
  ),
  ofTheRow(
    "193",
    ["SUBSTANCE_MISUSE", ...interventions],
    (row) =>
      (!isFilled(row, "SUBSTANCE_MISUSE") || isOneOf(row, "SUBSTANCE_MISUSE", ["0"])) && anyFilled(row, interventions),
    {
      es: "No consta consumo: el tratamiento va en blanco. Bórrelo o corrija el dato de consumo.",
      en: "Child not identified as having a substance misuse problem but at least one of the two additional items on whether an intervention were offered and received have been completed.",
    },
  ),
  whoseYear(
    "197B",
    ["DOB", "SDQ_REASON"],
    (row, wholeYear, { window }) =>
      wholeYear && !anyFilled(row, score) && [4, 17].some((age) => birthday(day(row, "DOB"), age) === window.start),
    {
      es: "Cumplió 4 o 17 años el día en que empezó el año: falta el resultado del cuestionario o el motivo. Escríbalo.",
      en: "SDQ score or reason for no SDQ should be reported for 4- or 17-year-olds.",
    },
  ),
  ofTheRow("197a", score, (row) => allFilled(row, score), {
    es: "Hay resultado del cuestionario: el motivo de no tenerlo va en blanco. Bórrelo.",
    en: "Reason for no Strengths and Difficulties (SDQ) score is not required if Strengths and Difficulties Questionnaire score is filled in.",
  }),
  whoseYear("198", ["SDQ_REASON"], (row, wholeYear) => !wholeYear && isFilled(row, "SDQ_REASON"), {
    es: "No lleva doce meses seguidos en cuidado: el motivo de no tener el cuestionario no se informa. Bórrelo.",
    en: "Child has not been looked after continuously for at least 12 months at 31 March but a reason for no Strengths and Difficulties (SDQ) score has been completed.",
  }),
  ofTheRow(
    "542",
    ["CONVICTED"],
    (row, { window }) => isFilled(row, "CONVICTED") && isUnderAge(day(row, "DOB"), 10, window.end),
    {
      es: "Tiene menos de 10 años: las condenas no se informan. Borre el dato.",
      en: "A child aged under 10 at 31 March should not have conviction information completed.",
    },
  ),
  whoseYear(
    "543",
    ["CONVICTED", "DOB"],
    (row, wholeYear, { window }) => wholeYear && !isFilled(row, "CONVICTED") && hasAge(day(row, "DOB"), 10, window.end),
    {
      es: "Tiene 10 años o más y lleva doce meses en cuidado: falta el dato de condenas. Escriba 0 o 1.",
      en: "Child is aged 10 or over at 31 March and has been looked after continuously for 12 months yet conviction information has not been completed.",
    },
  ),
  ofTheRow(
    "544",
    ["CONVICTED", ...healthColumns],
    (row) => isFilled(row, "CONVICTED") && !allFilled(row, healthColumns),
    {
      es: "Hay dato de condenas y faltan vacunas, dentista, evaluación de salud o consumo. Complételos.",
      en: "Any child who has conviction information completed must also have immunisation, teeth check, health assessment and substance misuse problem identified fields completed.",
    },
  ),
  whoseYear(
    "545",
    ["DOB", "HEALTH_CHECK"],
    (row, wholeYear, { window }) =>
      wholeYear && !isFilled(row, "HEALTH_CHECK") && isUnderAge(day(row, "DOB"), 5, window.end),
    {
      es: "Tiene menos de 5 años y lleva doce meses en cuidado: falta el control de salud. Escriba 0 o 1.",
      en: "Child is aged under 5 at 31 March and has been looked after continuously for 12 months yet health promotion information has not been completed.",
    },
  ),
  whoseYear(
    "546",
    ["DOB", "HEALTH_CHECK"],
    (row, wholeYear, { window }) =>
      wholeYear && isFilled(row, "HEALTH_CHECK") && hasAge(day(row, "DOB"), 5, window.end),
    {
      es: "Tiene 5 años o más: el control de salud infantil no se informa. Bórrelo.",
      en: "Children aged 5 or over at 31 March should not have health promotion information completed.",
    },
  ),
  ofTheRow(
    "547",
    ["HEALTH_CHECK", ...healthColumns],
    (row) => isFilled(row, "HEALTH_CHECK") && !allFilled(row, healthColumns),
    {
      es: "Hay control de salud infantil y faltan vacunas, dentista, evaluación de salud o consumo. Complételos.",
      en: "Any child who has health promotion information completed must also have immunisation, teeth check, health assessment and substance misuse problem identified fields completed.",
    },
  ),
];
