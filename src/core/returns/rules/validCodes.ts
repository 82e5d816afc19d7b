import * as codes from "./codes.ts";
import { cell, eachRow, isFilled, isOneOf } from "./rows.ts";
import type { ChildReturn, ReturnRow, Rule, Table } from "./rule.ts";

type Valid = readonly string[] | ((child: ChildReturn) => readonly string[]);

/** A cell that, when it is filled, must say one of the codes. */
function ofTheList(
  code: string,
  [table, column]: readonly [Table, string],
  valid: Valid,
  texts: Pick<Rule, "es" | "en">,
): Rule {
  const wrong = (row: ReturnRow, child: ChildReturn) =>
    isFilled(row, column) && !isOneOf(row, column, typeof valid === "function" ? valid(child) : valid);
  return { code, ...texts, severity: "error", tables: [table], touched: eachRow(table, [column], wrong) };
}

/** A cell that must say one of the codes and may not be blank. */
function alwaysOfTheList(
  code: string,
  [table, column]: readonly [Table, string],
  valid: Valid,
  texts: Pick<Rule, "es" | "en">,
): Rule {
  const wrong = (row: ReturnRow, child: ChildReturn) =>
    !isOneOf(row, column, typeof valid === "function" ? valid(child) : valid);
  return { code, ...texts, severity: "error", tables: [table], touched: eachRow(table, [column], wrong) };
}

/** The return for 2024-25 is the first that says sex with letters. */
const sexes = ({ window }: ChildReturn) => (window.start >= "2024-04-01" ? ["M", "F", "U"] : ["1", "2"]);

const aPupilNumber = /^(?:[A-HJ-NP-RT-Z](?:\d{12}|\d{11}[A-Z])|UN[1-5])$/;
const aScore = /^(?:[0-9]|[1-3][0-9]|40)(?:\.0+)?$/;

/** Cells whose code is not in the ministry's list. */
export const validCodes: readonly Rule[] = [
  alwaysOfTheList("101", ["Header", "SEX"], sexes, {
    es: "El código de sexo no es válido. Escriba el que corresponde a ese año: 1 o 2 hasta 2023-24; M, F o U desde 2024-25.",
    en: "Gender code is not valid.",
  }),
  alwaysOfTheList("103", ["Header", "ETHNIC"], codes.ethnicities, {
    es: "Falta el código de origen étnico o no está en la lista. Escriba uno de la lista.",
    en: "The ethnicity code is either not valid or has not been entered.",
  }),
  ofTheList("114", ["AD1", "FOSTER_CARE"], ["0", "1"], {
    es: "El dato de si quien adopta era su familia de acogida no es válido. Escriba 0 o 1.",
    en: "Data entry to record the status of former carer(s) of an adopted child is invalid.",
  }),
  ofTheList("120", ["PlacedAdoption", "REASON_PLACED_CEASED"], codes.reversalReasons, {
    es: "El motivo por el que se dejó sin efecto la decisión de adopción no está en la lista. Escriba RD1, RD2, RD3 o RD4.",
    en: "The reason for the reversal of the decision that the child should be placed for adoption code is not valid.",
  }),
  ofTheList("131", ["OC3", "IN_TOUCH"], codes.inTouch, {
    es: "El dato de si siguen en contacto con la persona joven no está en la lista. Corrija el código.",
    en: "Data entry for being in touch after leaving care is invalid.",
  }),
  ofTheList("132", ["OC3", "ACTIV"], codes.activities, {
    es: "El código de actividad (estudio o trabajo) al salir del cuidado no está en la lista. Corríjalo.",
    en: "Data entry for activity after leaving care is invalid.",
  }),
  ofTheList("133", ["OC3", "ACCOM"], codes.accommodations, {
    es: "El código de vivienda al salir del cuidado no está en la lista. Corríjalo.",
    en: "Data entry for accommodation after leaving care is invalid. If reporting on a childs accommodation after leaving care the data entry must be valid",
  }),
  ofTheList("143", ["Episodes", "RNE"], codes.newEpisodeReasons, {
    es: "El motivo de inicio del episodio no está en la lista. Escriba S, L, P, T, B o U.",
    en: "The reason for new episode code is not a valid code.",
  }),
  ofTheList("144", ["Episodes", "LS"], codes.legalStatuses, {
    es: "El código de situación legal no está en la lista. Corríjalo.",
    en: "The legal status code is not a valid code.",
  }),
  ofTheList("145", ["Episodes", "CIN"], codes.needs, {
    es: "El código de necesidad no está en la lista. Escriba de N1 a N8.",
    en: "Category of need code is not a valid code.",
  }),
  ofTheList("146", ["Episodes", "PLACE"], codes.placements, {
    es: "El código del lugar donde vive no está en la lista. Corríjalo.",
    en: "Placement type code is not a valid code.",
  }),
  ofTheList("149", ["Episodes", "REC"], codes.endReasons, {
    es: "El motivo de fin del episodio no está en la lista. Corríjalo.",
    en: "Reason episode ceased code is not valid.",
  }),
  {
    code: "167",
    es: "Falta el código de participación de la revisión o no es válido. Escriba de PN0 a PN7 y la fecha de la revisión.",
    en: "Data entry for participation is invalid or blank.",
    severity: "error",
    tables: ["Reviews"],
    touched: eachRow("Reviews", ["REVIEW_CODE"], (row) =>
      isFilled(row, "REVIEW") ? !isOneOf(row, "REVIEW_CODE", codes.participation) : isFilled(row, "REVIEW_CODE"),
    ),
  },
  {
    code: "168",
    es: "El número de alumno (UPN) no es válido. Si no se conoce, escriba UN1, UN2, UN3, UN4 o UN5.",
    en: "Unique Pupil Number (UPN) is not valid. If unknown, default codes should be UN1, UN2, UN3, UN4 or UN5.",
    severity: "error",
    tables: ["Header"],
    touched: eachRow("Header", ["UPN"], (row) => isFilled(row, "UPN") && !aPupilNumber.test(cell(row, "UPN") ?? "")),
  },
  ofTheList("175", ["AD1", "NB_ADOPTR"], ["1", "2"], {
    es: "El número de personas que adoptan no es válido. Escriba 1 o 2.",
    en: "The number of adopter(s) code is not a valid code.",
  }),
  ofTheList("176", ["AD1", "SEX_ADOPTR"], codes.adopterSexes, {
    es: "El código de sexo de quienes adoptan no está en la lista. Escriba M1, F1, MM, FF o MF.",
    en: "The gender of adopter(s) at the date of adoption code is not a valid code.",
  }),
  ofTheList("177", ["AD1", "LS_ADOPTR"], codes.adopterStatuses, {
    es: "El código de estado civil de quienes adoptan no está en la lista. Corríjalo.",
    en: "The legal status of adopter(s) code is not a valid code.",
  }),
  {
    code: "178",
    es: "El código de quién presta el lugar no es válido, o ese tipo de lugar no lo lleva. Corrija el código o déjelo en blanco.",
    en: "Placement provider code is not a valid code.",
    severity: "error",
    tables: ["Episodes"],
    touched: eachRow(
      "Episodes",
      ["PLACE_PROVIDER"],
      (row) =>
        isFilled(row, "PLACE_PROVIDER") &&
        (!isOneOf(row, "PLACE_PROVIDER", codes.placementProviders) || isOneOf(row, "PLACE", codes.withoutProvider)),
    ),
  },
  {
    code: "180",
    es: "El resultado del cuestionario de capacidades y dificultades no es válido. Escriba un número de 0 a 40.",
    en: "Data entry for the strengths and difficulties questionnaire (SDQ) score is invalid.",
    severity: "error",
    tables: ["OC2"],
    touched: eachRow(
      "OC2",
      ["SDQ_SCORE"],
      (row) => isFilled(row, "SDQ_SCORE") && !aScore.test(cell(row, "SDQ_SCORE") ?? ""),
    ),
  },
  {
    code: "181",
    es: "Los datos de quienes llevan doce meses en cuidado se contestan con 0 o 1. Corrija los demás.",
    en: "Data items relating to children looked after continuously for 12 months should be completed with a 0 or 1.",
    severity: "error",
    tables: ["OC2"],
    touched: eachRow("OC2", codes.yearInCareColumns, (row) =>
      codes.yearInCareColumns.some((column) => isFilled(row, column) && !isOneOf(row, column, ["0", "1"])),
    ),
  },
  ofTheList("196", ["OC2", "SDQ_REASON"], codes.noScoreReasons, {
    es: "El motivo por el que falta el cuestionario no está en la lista. Escriba de SDQ1 a SDQ5.",
    en: "Strengths and Difficulties (SDQ) reason is not a valid code.",
  }),
  ofTheList("631", ["PrevPerm", "PREV_PERM"], codes.permanenceOptions, {
    es: "La opción de permanencia anterior no está en la lista. Escriba P1, P2, P3, P4 o Z1.",
    en: "Previous permanence option not a valid value.",
  }),
  ofTheList("1006", ["Missing", "MISSING"], ["M", "A"], {
    es: "El tipo de ausencia no es válido. Escriba M (paradero desconocido) o A (fuera sin permiso).",
    en: "Missing type invalid.",
  }),
  ofTheList("1009", ["Episodes", "REASON_PLACE_CHANGE"], codes.changeReasons, {
    es: "El motivo del cambio de lugar no está en la lista. Corríjalo.",
    en: "Reason for placement change is not a valid code.",
  }),
];
