import { cell, eachRow, isFilled, refsTo, rowsOf } from "./rows.ts";
import type { Rule, Table } from "./rule.ts";

const tableNames: Readonly<Partial<Record<Table, string>>> = {
  AD1: "adopción (AD1)",
  PlacedAdoption: "decisiones de adopción",
  Episodes: "episodios",
  Missing: "ausencias",
  OC2: "doce meses en cuidado (OC2)",
  OC3: "salida del cuidado (OC3)",
  PrevPerm: "permanencia anterior",
  Reviews: "revisiones",
  UASC: "menores sin acompañante",
  Header: "datos básicos (Header)",
};

function notInHeader(code: string, table: Table, en: string): Rule {
  return {
    code,
    es: `Está en la tabla de ${tableNames[table]} y no en la de datos básicos (Header). Añada sus datos básicos o corrija el identificador.`,
    en,
    severity: "error",
    tables: [table, "Header"],
    touched: eachRow(table, ["CHILD"], (_row, child) => rowsOf(child, "Header").length === 0),
  };
}

function differsFromHeader(code: string, table: Table, column: "DOB" | "SEX", en: string): Rule {
  const what = column === "DOB" ? "La fecha de nacimiento" : "El sexo";
  return {
    code,
    es: `${what} de la tabla de ${tableNames[table]} no es la misma que en los datos básicos (Header). Corrija la que esté mal.`,
    en,
    severity: "error",
    tables: [table, "Header"],
    touched: eachRow(table, [column], (row, child) =>
      rowsOf(child, "Header").some(
        (header) => isFilled(row, column) && isFilled(header, column) && cell(row, column) !== cell(header, column),
      ),
    ),
  };
}

function onlyOnce(code: string, table: Table, en: string): Rule {
  return {
    code,
    es: `Está más de una vez en la tabla de ${tableNames[table]}. Deje una sola fila.`,
    en,
    severity: "error",
    tables: [table],
    touched: (child) => {
      const rows = rowsOf(child, table);
      return rows.length > 1 ? refsTo(table, rows, ["CHILD"]) : [];
    },
  };
}

/** Tables that do not agree on who the child is. */
export const integrity: readonly Rule[] = [
  {
    code: "EPI",
    es: "Está en los datos básicos (Header) y no tiene episodios ni datos de salida. Añada sus episodios.",
    en: "WARNING: Episodes need to be loaded for this child before further validation is possible [NOTE: This refers to the DfE portal - here, all checks that can be performed with only the available data will be.]",
    severity: "warning",
    tables: ["Header", "Episodes"],
    touched: eachRow(
      "Header",
      ["CHILD"],
      (_row, child) => rowsOf(child, "Episodes").length === 0 && rowsOf(child, "OC3").length === 0,
    ),
  },
  notInHeader("INT01", "AD1", "Data Integrity Check: Child in AD1 does not exist in Header."),
  notInHeader("INT02", "PlacedAdoption", "Internal Check: Child in PlacedAdoption does not exist in Header."),
  notInHeader("INT03", "Episodes", "Internal Check: Child in Episodes does not exist in Header."),
  notInHeader("INT04", "Missing", "Internal Check: Child in Missing does not exist in Header."),
  notInHeader("INT05", "OC2", "Internal Check: Child in OC2 does not exist in Header."),
  notInHeader("INT06", "OC3", "Internal Check: Child in OC3 does not exist in Header."),
  notInHeader("INT07", "PrevPerm", "Internal Check: Child in PrevPerm does not exist in Header."),
  notInHeader("INT08", "Reviews", "Internal Check: Child in Reviews does not exist in Header."),
  notInHeader("INT09", "UASC", "Internal Check: Child in UASC does not exist in Header."),
  differsFromHeader("INT11", "AD1", "DOB", "Internal Check: DOB in AD1 is different to DOB in Header."),
  differsFromHeader(
    "INT12",
    "PlacedAdoption",
    "DOB",
    "Internal Check: DOB in PlacedAdoption is different to DOB in Header.",
  ),
  differsFromHeader("INT13", "Missing", "DOB", "Internal Check: DOB in Missing is different to DOB in Header."),
  differsFromHeader("INT14", "OC2", "DOB", "Internal Check: DOB in OC2 is different to DOB in Header."),
  differsFromHeader("INT15", "OC3", "DOB", "Internal Check: DOB in OC3 is different to DOB in Header."),
  differsFromHeader("INT16", "PrevPerm", "DOB", "Internal Check: DOB in PrevPerm is different to DOB in Header."),
  differsFromHeader("INT17", "Reviews", "DOB", "Internal Check: DOB in Reviews is different to DOB in Header."),
  differsFromHeader("INT18", "UASC", "DOB", "Internal Check: DOB in UASC is different to DOB in Header."),
  differsFromHeader("INT21", "UASC", "SEX", "Internal Check: SEX in UASC is different to SEX in Header."),
  onlyOnce("INT31", "AD1", "Internal Check: Child should only exist once in AD1."),
  onlyOnce("INT32", "Header", "Internal Check: Child should only exist once in Header."),
  onlyOnce("INT33", "OC2", "Internal Check: Child should only exist once in OC2."),
  onlyOnce("INT34", "OC3", "Internal Check: Child should only exist once in OC3."),
  onlyOnce("INT35", "PrevPerm", "Internal Check: Child should only exist once in PrevPerm."),
  onlyOnce("INT36", "UASC", "Internal Check: Child should only exist once in UASC."),
];
