import { adopted, leaverColumns, participation, specialGuardianship } from "./codes.ts";
import {
  anyFilled,
  birthday,
  birthOf,
  cell,
  day,
  daysOf,
  eachPair,
  eachRow,
  firstBy,
  hasAge,
  isAfter,
  isFilled,
  isOneOf,
  isUnderAge,
  refsTo,
  rowsOf,
} from "./rows.ts";
import type { Rule } from "./rule.ts";

/** A placement that asks for an age on the day it begins. */
function youngestIn(code: string, place: string, age: number, texts: Pick<Rule, "es" | "en">): Rule {
  return {
    code,
    ...texts,
    severity: "error",
    tables: ["Episodes", "Header"],
    touched: eachRow(
      "Episodes",
      ["DECOM", "PLACE"],
      (row, child) => isOneOf(row, "PLACE", [place]) && isUnderAge(birthOf(child), age, day(row, "DECOM")),
    ),
  };
}

/** A temporary placement that may not last longer, counted when it has ended. */
function longestIn(code: string, place: string, days: number, texts: Pick<Rule, "es" | "en">): Rule {
  return {
    code,
    ...texts,
    severity: "error",
    tables: ["Episodes", "Header"],
    touched: eachRow(
      "Episodes",
      ["DECOM", "PLACE"],
      (row, child) => isOneOf(row, "PLACE", [place]) && isFilled(row, "DEC") && (daysOf(row, child) ?? 0) > days,
    ),
  };
}

/** Care that ends with a reason that is not for that age. */
function endsUnderAge(code: string, reasons: readonly string[], age: number, texts: Pick<Rule, "es" | "en">): Rule {
  return {
    code,
    ...texts,
    severity: "error",
    tables: ["Episodes", "Header"],
    touched: eachRow(
      "Episodes",
      ["REC"],
      (row, child) => isOneOf(row, "REC", reasons) && isUnderAge(birthOf(child), age, day(row, "DEC")),
    ),
  };
}

/** What age does and does not allow. */
export const ages: readonly Rule[] = [
  {
    code: "209",
    es: "Tiene edad escolar y el número de alumno dice UN1 (todavía no la tiene). Escriba su número o el código que toque.",
    en: "Child looked after is of school age and should not have an unknown Unique Pupil Number (UPN) code of UN1.",
    severity: "error",
    tables: ["Header"],
    touched: eachRow("Header", ["DOB", "UPN"], (row, { window }) => {
      const autumn = `${String(Number(window.start.slice(0, 4)) - 1)}-08-31`;
      return isOneOf(row, "UPN", ["UN1"]) && hasAge(day(row, "DOB"), 4, autumn);
    }),
  },
  {
    code: "301",
    es: "Nació después de que terminara el año que se informa. Corrija la fecha de nacimiento.",
    en: "Date of birth falls after the year ended.",
    severity: "error",
    tables: ["Header"],
    touched: eachRow("Header", ["DOB"], (row, { window }) => isAfter(day(row, "DOB"), window.end)),
  },
  {
    code: "302",
    es: "El primer episodio empieza antes de que naciera. Corrija una de las dos fechas.",
    en: "First episode starts before child was born.",
    severity: "error",
    tables: ["Episodes", "Header"],
    touched: (child) => {
      const first = firstBy(rowsOf(child, "Episodes"), "DECOM");
      const born = rowsOf(child, "Header").filter((row) => isAfter(day(row, "DOB"), day(first, "DECOM")));
      const episodes = first === undefined || born.length === 0 ? [] : [first];
      return [...refsTo("Episodes", episodes, ["DECOM"]), ...refsTo("Header", born, ["DOB"])];
    },
  },
  {
    code: "304",
    es: "Dejó de contar como menor sin acompañante después de cumplir 18 años. Corrija la fecha.",
    en: "Date unaccompanied asylum-seeking child (UASC) status ceased must be on or before the 18th birthday of a child.",
    severity: "error",
    tables: ["UASC"],
    touched: eachRow("UASC", ["DUC"], (row) => isAfter(day(row, "DUC"), birthday(day(row, "DOB"), 18))),
  },
  {
    code: "351",
    es: "Tenía más de 25 años al empezar el año. Corrija la fecha de nacimiento o quite el registro.",
    en: "Child was over 25 at the start of the current collection year.",
    severity: "error",
    tables: ["Header"],
    touched: eachRow("Header", ["DOB"], (row, { window }) => isAfter(window.start, birthday(day(row, "DOB"), 25))),
  },
  {
    code: "352",
    es: "Empezó a estar en cuidado con 18 años o más. Corrija la fecha de inicio o la de nacimiento.",
    en: "Child who started to be looked after was aged 18 or over.",
    severity: "error",
    tables: ["Episodes", "Header"],
    touched: eachRow(
      "Episodes",
      ["DECOM", "RNE"],
      (row, child) => isOneOf(row, "RNE", ["S"]) && hasAge(birthOf(child), 18, day(row, "DECOM")),
    ),
  },
  {
    code: "358",
    es: "Esta situación legal no se aplica a menores de 10 años. Corrija la situación legal o las fechas.",
    en: "Child with this legal status should not be under 10.",
    severity: "error",
    tables: ["Episodes", "Header"],
    touched: eachPair(
      { table: "Episodes", fields: ["DECOM", "LS"] },
      { table: "Header", fields: ["DOB"] },
      (episode, header) =>
        isOneOf(episode, "LS", ["J1", "J2", "J3"]) && isUnderAge(day(header, "DOB"), 10, day(episode, "DECOM")),
    ),
  },
  {
    code: "359",
    es: "Después de los 18 años solo sigue en cuidado en un hogar comunitario bajo la sección 20 (V2 y K2). Cierre el episodio o corríjalo.",
    en: "Child being looked after following 18th birthday must be accommodated under section 20(5) of the Children Act 1989 in a community home.",
    severity: "error",
    tables: ["Episodes", "Header"],
    touched: eachRow("Episodes", ["DEC", "LS", "PLACE"], (row, child) => {
      const grown = isAfter(child.window.end, birthday(birthOf(child), 18));
      return grown && !isFilled(row, "DEC") && !(isOneOf(row, "LS", ["V2"]) && isOneOf(row, "PLACE", ["K2"]));
    }),
  },
  youngestIn("371", "K3", 16, {
    es: "En una vivienda tutelada (K3) se vive desde los 16 años. Corrija el lugar o las fechas.",
    en: "Child in supported accomodation not subject to children’s homes regulations should be at least 16.",
  }),
  youngestIn("372", "R5", 10, {
    es: "En un centro de detención juvenil (R5) no puede haber menores de 10 años. Corrija el lugar o las fechas.",
    en: "Child in youth custody or prison should be at least 10.",
  }),
  youngestIn("373", "S1", 4, {
    es: "En un internado escolar (S1) no puede haber menores de 4 años. Corrija el lugar o las fechas.",
    en: "Child placed in a school should be at least 4 years old.",
  }),
  youngestIn("374", "P3", 14, {
    es: "En un empleo con alojamiento (P3) no puede haber menores de 14 años. Corrija el lugar o las fechas.",
    en: "Child in residential employment should be at least 14 years old.",
  }),
  longestIn("375", "T1", 42, {
    es: "La estancia temporal en el hospital pasa de seis semanas. Revise el tipo de lugar o las fechas.",
    en: "Hospitalisation coded as a temporary placement exceeds six weeks.",
  }),
  longestIn("376", "T3", 21, {
    es: "La estancia temporal por vacaciones de la familia de acogida pasa de tres semanas. Revise el tipo de lugar o las fechas.",
    en: "Temporary placements coded as being due to holiday of usual foster carer(s) cannot exceed three weeks.",
  }),
  longestIn("379", "T4", 7, {
    es: "La estancia temporal sin motivo concreto (T4) pasa de siete días. Revise el tipo de lugar o las fechas.",
    en: "Temporary placements for unspecified reason (placement code T4) cannot exceed seven days.",
  }),
  {
    code: "386",
    es: "El motivo de fin es la adopción, pero ya tenía 18 años. Corrija el motivo o las fechas.",
    en: "Reason episode ceased is adopted but child has reached age 18.",
    severity: "error",
    tables: ["Episodes", "Header"],
    touched: eachRow(
      "Episodes",
      ["REC"],
      (row, child) => isOneOf(row, "REC", adopted) && hasAge(birthOf(child), 18, day(row, "DEC")),
    ),
  },
  endsUnderAge("387", ["E5", "E6"], 14, {
    es: "El motivo de fin es que pasó a vivir por su cuenta, pero tenía menos de 14 años. Corrija el motivo o las fechas.",
    en: "Reason episode ceased is child moved into independent living arrangement, but the child is aged under 14.",
  }),
  endsUnderAge("389", ["E7"], 16, {
    es: "El motivo de fin es el paso a servicios para personas adultas, pero tenía menos de 16 años. Corrija el motivo o las fechas.",
    en: "Reason episode ceased is that child transferred to care of adult social care services, but child is aged under 16.",
  }),
  {
    code: "391",
    es: "No tenía entre 17 y 21 años en este año: los datos de salida del cuidado no se informan. Déjelos en blanco.",
    en: "Young person was not 17, 18, 19, 20 or 21 during the current collection year.",
    severity: "error",
    tables: ["OC3"],
    touched: eachRow("OC3", ["DOB", ...leaverColumns], (row, { window }) => {
      const [born, answered] = [day(row, "DOB"), anyFilled(row, leaverColumns)];
      return answered && (isUnderAge(born, 17, window.end) || hasAge(born, 22, window.start));
    }),
  },
  {
    code: "407",
    es: "El motivo de fin es una tutela especial, pero ya tenía 18 años. Corrija el motivo o las fechas.",
    en: "Reason episode ceased is Special Guardianship Order, but child has reached age 18.",
    severity: "error",
    tables: ["Episodes", "Header"],
    touched: eachPair(
      { table: "Episodes", fields: ["DEC", "REC"] },
      { table: "Header", fields: ["DOB"] },
      (episode, header) =>
        isOneOf(episode, "REC", specialGuardianship) && hasAge(day(header, "DOB"), 18, day(episode, "DEC")),
    ),
  },
  {
    code: "440",
    es: "El código de participación es para menores de 4 años, pero ese día ya los tenía. Corrija el código o la fecha.",
    en: "Participation method indicates child was under 4 years old at the time of the review, but date of birth and review date indicates the child was 4 years old or over.",
    severity: "error",
    tables: ["Reviews"],
    touched: eachRow(
      "Reviews",
      ["DOB", "REVIEW", "REVIEW_CODE"],
      (row) => isOneOf(row, "REVIEW_CODE", ["PN0"]) && hasAge(day(row, "DOB"), 4, day(row, "REVIEW")),
    ),
  },
  {
    code: "441",
    es: "El código de participación es para quien ya tiene 4 años, pero ese día no los tenía. Corrija el código o la fecha.",
    en: "Participation method indicates child was 4 years old or over at the time of the review, but the date of birth and review date indicates the child was under 4 years old.",
    severity: "error",
    tables: ["Reviews"],
    touched: eachRow(
      "Reviews",
      ["DOB", "REVIEW", "REVIEW_CODE"],
      (row) =>
        isOneOf(row, "REVIEW_CODE", participation) &&
        cell(row, "REVIEW_CODE") !== "PN0" &&
        isUnderAge(day(row, "DOB"), 4, day(row, "REVIEW")),
    ),
  },
  endsUnderAge("460", ["E17"], 18, {
    es: "El motivo de fin es que cumplió 18 y sigue con sus cuidadores, pero tenía menos de 18 años. Corrija el motivo o las fechas.",
    en: "Reason episode ceased is that child stayed with current carers at age 18 (or above), but child is aged under 18.",
  }),
  {
    code: "586",
    es: "La ausencia empezó antes de que naciera. Corrija una de las dos fechas.",
    en: "Dates of missing periods are before child’s date of birth.",
    severity: "error",
    tables: ["Missing"],
    touched: eachRow("Missing", ["MIS_START"], (row) => isAfter(day(row, "DOB"), day(row, "MIS_START"))),
  },
];
