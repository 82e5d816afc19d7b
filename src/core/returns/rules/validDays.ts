import { day, eachRow, isFilled } from "./rows.ts";
import type { Rule, Table } from "./rule.ts";

/** A day that, when it is written, must exist in the calendar. */
function validDay(code: string, [table, column]: readonly [Table, string], texts: Pick<Rule, "es" | "en">): Rule {
  return {
    code,
    ...texts,
    severity: "error",
    tables: [table],
    touched: eachRow(table, [column], (row) => isFilled(row, column) && day(row, column) === undefined),
  };
}

/** A day that must be there and exist in the calendar. */
function neededDay(code: string, [table, column]: readonly [Table, string], texts: Pick<Rule, "es" | "en">): Rule {
  return {
    code,
    ...texts,
    severity: "error",
    tables: [table],
    touched: eachRow(table, [column], (row) => day(row, column) === undefined),
  };
}

/** Cells that should be a day and are not. */
export const validDays: readonly Rule[] = [
  neededDay("102", ["Header", "DOB"], {
    es: "La fecha de nacimiento falta o no existe. Escríbala como dd/mm/aaaa.",
    en: "Date of birth is not a valid date.",
  }),
  validDay("104", ["UASC", "DUC"], {
    es: "La fecha en que dejó de contar como menor sin acompañante que pide asilo no existe. Corríjala.",
    en: "Date for Unaccompanied Asylum-Seeking Children (UASC) status ceased is not a valid date.",
  }),
  validDay("112", ["AD1", "DATE_INT"], {
    es: "La fecha de la decisión de que la adopción le conviene no existe. Corríjala.",
    en: "Date should be placed for adoption is not a valid date.",
  }),
  validDay("113", ["AD1", "DATE_MATCH"], {
    es: "La fecha en que se asignó familia adoptiva no existe. Corríjala.",
    en: "Date matching child and adopter(s) is not a valid date.",
  }),
  validDay("115", ["PlacedAdoption", "DATE_PLACED"], {
    es: "La fecha de la decisión de colocar en adopción no existe. Corríjala.",
    en: "Date of Local Authority's (LA) decision that a child should be placed for adoption is not a valid date.",
  }),
  validDay("116", ["PlacedAdoption", "DATE_PLACED_CEASED"], {
    es: "La fecha en que se dejó sin efecto la decisión de adopción no existe. Corríjala.",
    en: "Date of Local Authority's (LA) decision that a child should no longer be placed for adoption is not a valid date.",
  }),
  validDay("141", ["Episodes", "DECOM"], {
    es: "La fecha de inicio del episodio no existe. Corríjala.",
    en: "Date episode began is not a valid date.",
  }),
  validDay("147", ["Episodes", "DEC"], {
    es: "La fecha de fin del episodio no existe. Corríjala.",
    en: "Date episode ceased is not a valid date.",
  }),
  neededDay("166", ["Reviews", "REVIEW"], {
    es: "La fecha de la revisión falta o no existe. Escríbala.",
    en: "Date of review is invalid or blank.",
  }),
  validDay("171", ["Header", "MC_DOB"], {
    es: "La fecha de nacimiento de su hija o hijo no existe. Corríjala.",
    en: "Date of birth of mother's child is not a valid date.",
  }),
  neededDay("1004", ["Missing", "MIS_START"], {
    es: "La fecha en que empezó la ausencia falta o no existe. Escríbala.",
    en: "The start date of the missing episode or episode that the child was away from placement without authorisation is not a valid date.",
  }),
  validDay("1005", ["Missing", "MIS_END"], {
    es: "La fecha en que terminó la ausencia no existe. Corríjala.",
    en: "The end date of the missing episode or episode that the child was away from placement without authorisation is not a valid date.",
  }),
  neededDay("SW04STG1", ["SocialWorker", "SW_DECOM"], {
    es: "La fecha en que empezó la trabajadora o el trabajador social falta o no existe. Escríbala.",
    en: "Date social worker episode began is not a valid date..",
  }),
  validDay("SW05STG1", ["SocialWorker", "SW_DEC"], {
    es: "La fecha en que dejó el caso la trabajadora o el trabajador social no existe. Corríjala.",
    en: "Date social worker episode began is not a valid date.",
  }),
];
