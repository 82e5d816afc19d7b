import { adopted, adopterCouples, adoptionColumns, placedForAdoption } from "./codes.ts";
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
  lastBy,
  refsTo,
  rowsOf,
} from "./rows.ts";
import type { ReturnRow, Rule } from "./rule.ts";

/** What the sexes of who adopts must be when they have a status. */
function sexesOf(code: string, status: string, sexes: readonly string[], texts: Pick<Rule, "es" | "en">): Rule {
  return {
    code,
    ...texts,
    severity: "error",
    tables: ["AD1"],
    touched: eachRow(
      "AD1",
      ["LS_ADOPTR", "SEX_ADOPTR"],
      (row) => isOneOf(row, "LS_ADOPTR", [status]) && !isOneOf(row, "SEX_ADOPTR", sexes),
    ),
  };
}

const wasAdopted = (episode: ReturnRow) => isOneOf(episode, "REC", adopted);

/** Adoption: who adopts, and the days that lead to it. */
export const adoption: readonly Rule[] = [
  {
    code: "151",
    es: "Los datos de la adopción se contestan todos o ninguno. Complete los que faltan o bórrelos.",
    en: "All data items relating to a childs adoption must be coded or left blank.",
    severity: "error",
    tables: ["AD1"],
    touched: eachRow(
      "AD1",
      adoptionColumns,
      (row) => anyFilled(row, adoptionColumns) && !allFilled(row, adoptionColumns),
    ),
  },
  {
    code: "331",
    es: "Se le asignó familia adoptiva después de colocarse en adopción. Corrija una de las dos fechas.",
    en: "Date of matching child and adopter(s) should be the same as, or prior to, the date of placement of adoption.",
    severity: "error",
    tables: ["AD1", "Episodes"],
    touched: eachPair(
      { table: "AD1", fields: ["DATE_MATCH"] },
      { table: "Episodes", fields: ["DECOM", "REC"] },
      (row, episode) => wasAdopted(episode) && isAfter(day(row, "DATE_MATCH"), day(episode, "DECOM")),
    ),
  },
  {
    code: "333",
    es: "La decisión de que la adopción le conviene debe ser del mismo día o anterior a la asignación de familia. Corrija o complete las fechas.",
    en: "Date should be placed for adoption must be on or prior to the date of matching child with adopter(s).",
    severity: "error",
    tables: ["AD1"],
    touched: eachRow(
      "AD1",
      ["DATE_INT"],
      (row) =>
        isFilled(row, "DATE_MATCH") &&
        (!isFilled(row, "DATE_INT") || isAfter(day(row, "DATE_INT"), day(row, "DATE_MATCH"))),
    ),
  },
  {
    code: "334",
    es: "La decisión de que la adopción le conviene es anterior al comienzo del último periodo de cuidado. Corrija una de las dos fechas.",
    en: "Date child started to be looked after in latest period of care must be on or prior to the date should be placed for adoption.",
    severity: "error",
    tables: ["AD1", "Episodes"],
    touched: (child) => {
      const starts = rowsOf(child, "Episodes").filter((row) => isOneOf(row, "RNE", ["S"]));
      const latest = lastBy(starts, "DECOM");
      const wrong = rowsOf(child, "AD1").filter((row) => isAfter(day(latest, "DECOM"), day(row, "DATE_INT")));
      const episodes = latest === undefined || wrong.length === 0 ? [] : [latest];
      return [...refsTo("Episodes", episodes, ["DECOM", "RNE"]), ...refsTo("AD1", wrong, ["DATE_INT"])];
    },
  },
  {
    code: "335",
    es: "El dato de si adopta su familia de acogida no cuadra con el último lugar. Corrija uno de los dos.",
    en: "The current foster value (0) suggests that child is not adopted by current foster carer, but last placement is A2, A3, or A5. Or the current foster value (1) suggests that child is adopted by current foster carer, but last placement is A1, A4 or A6.",
    severity: "error",
    tables: ["AD1", "Episodes"],
    touched: eachPair(
      { table: "Episodes", fields: ["PLACE"] },
      { table: "AD1", fields: ["FOSTER_CARE"] },
      (episode, row) =>
        wasAdopted(episode) &&
        ((isOneOf(episode, "PLACE", ["A2", "A3", "A5"]) && isOneOf(row, "FOSTER_CARE", ["0"])) ||
          (isOneOf(episode, "PLACE", ["A1", "A4", "A6"]) && isOneOf(row, "FOSTER_CARE", ["1"]))),
    ),
  },
  {
    code: "511",
    es: "Dice que adoptan dos personas, pero el código de sexo es de una sola. Escriba MM, FF o MF.",
    en: "If reporting that the number of person(s) adopting the looked after child is two adopters then the code should only be MM, FF or MF. MM = the adopting couple are both males; FF = the adopting couple are both females; MF = The adopting couple are male and female.",
    severity: "error",
    tables: ["AD1"],
    touched: eachRow(
      "AD1",
      ["NB_ADOPTR", "SEX_ADOPTR"],
      (row) =>
        isOneOf(row, "NB_ADOPTR", ["2"]) && isFilled(row, "SEX_ADOPTR") && !isOneOf(row, "SEX_ADOPTR", adopterCouples),
    ),
  },
  sexesOf("514", "L0", ["M1", "F1"], {
    es: "Dice que adopta una sola persona, pero el código de sexo es de una pareja. Corrija uno de los dos.",
    en: "Data entry on the legal status of adopters shows a single adopter but data entry for the numbers of adopters shows it as a couple.",
  }),
  sexesOf("517", "L3", ["MF"], {
    es: "Con el estado L3 el código de sexo de quienes adoptan debe ser MF. Corrija uno de los dos.",
    en: "If reporting legal status of adopters is L3 then the genders of adopters should be coded as MF. MF = the adopting couple are male and female.",
  }),
  sexesOf("518", "L4", ["MM", "FF"], {
    es: "Con el estado L4 el código de sexo de quienes adoptan debe ser MM o FF. Corrija uno de los dos.",
    en: "If reporting legal status of adopters is L4 then the genders of adopters should be coded as MM or FF. MM = the adopting couple are both males. FF = the adopting couple are both females.",
  }),
  sexesOf("519", "L2", adopterCouples, {
    es: "El estado es de unión civil, pero el código de sexo no es de una pareja. Corrija uno de los dos.",
    en: "Data entered on the legal status of adopters shows civil partnership couple, but data entered on genders of adopters does not show it as a couple.",
  }),
  sexesOf("520", "L11", ["MF"], {
    es: "El estado es de matrimonio de distinto sexo, pero el código de sexo no es MF. Corrija uno de los dos.",
    en: "Data entry on the legal status of adopters shows different gender married couple but data entry on genders of adopters shows it as a same gender couple.",
  }),
  sexesOf("524", "L12", ["MM", "FF"], {
    es: "Con el estado L12 el código de sexo de quienes adoptan debe ser MM o FF. Corrija uno de los dos.",
    en: "If reporting legal status of adopters is L12 then the genders of adopters should be coded as MM or FF. MM = the adopting couple are both males. FF = the adopting couple are both females",
  }),
  {
    code: "521",
    es: "La decisión de que la adopción le conviene es posterior al día en que se colocó en adopción. Corrija una de las dos fechas.",
    en: "Date of local authority's decision (LA) that adoption is in the best interests of the child (date should be placed) must be on or prior to the date the child is placed for adoption.",
    severity: "error",
    tables: ["AD1", "Episodes"],
    touched: (child) => {
      const placed = rowsOf(child, "Episodes").filter((row) => isOneOf(row, "PLACE", placedForAdoption));
      const first = firstBy(placed, "DECOM");
      const wrong = rowsOf(child, "AD1").filter((row) => isAfter(day(row, "DATE_INT"), day(first, "DECOM")));
      const episodes = first === undefined || wrong.length === 0 ? [] : [first];
      return [...refsTo("Episodes", episodes, ["DECOM", "PLACE"]), ...refsTo("AD1", wrong, ["DATE_INT"])];
    },
  },
  {
    code: "582",
    es: "El día de la adopción es el mismo en que se le asignó familia; lo normal es que sea después. Revise las dos fechas.",
    en: "Child is showing as ceasing to be looked after due to adoption, but the date of adoption is the same as the date reported for being matched with adopters. In most circumstances we expect the date the child is matched with adopters to be before the date of adoption.",
    severity: "warning",
    tables: ["AD1", "Episodes"],
    touched: eachRow("Episodes", ["DEC"], (episode, child) =>
      rowsOf(child, "AD1").some(
        (row) => wasAdopted(episode) && isFilled(episode, "DEC") && cell(row, "DATE_MATCH") === cell(episode, "DEC"),
      ),
    ),
  },
  {
    code: "601",
    es: "Los episodios dicen que se adoptó este año y faltan datos de la adopción. Complételos.",
    en: "The additional fields relating to adoption have not been completed although the episode data shows that the child was adopted during the year.",
    severity: "error",
    tables: ["AD1", "Episodes"],
    touched: (child) => {
      const ended = rowsOf(child, "Episodes").filter(
        (row) => wasAdopted(row) && isWithin(child.window, day(row, "DEC")),
      );
      const told = rowsOf(child, "AD1");
      const incomplete = told.filter((row) => !allFilled(row, adoptionColumns));
      if (ended.length === 0 || (told.length > 0 && incomplete.length === 0)) return [];
      return [...refsTo("Episodes", ended, ["REC"]), ...refsTo("AD1", incomplete, adoptionColumns)];
    },
  },
  {
    code: "602",
    es: "Hay datos de adopción, pero los episodios no dicen que se adoptara este año. Corrija el motivo de fin o quite los datos.",
    en: "The episode data submitted for this child does not show that he/she was adopted during the year.",
    severity: "error",
    tables: ["AD1", "Episodes"],
    touched: eachRow(
      "AD1",
      ["CHILD"],
      (row, child) =>
        anyFilled(row, adoptionColumns) &&
        !rowsOf(child, "Episodes").some(
          (episode) => wasAdopted(episode) && isWithin(child.window, day(episode, "DEC")),
        ),
    ),
  },
];
