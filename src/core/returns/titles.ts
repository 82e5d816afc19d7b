import { READING_CODES, type ReadingCode } from "./reading.ts";
import { neverRun } from "./rules/neverRun.ts";
import type { RuleSeverity } from "./rules/rule.ts";
import { rules } from "./rules/rules.ts";

/** A thing found, in words; `refused` rows were not kept. */
export interface FindingTitle {
  readonly es: string;
  readonly en: string;
  readonly severity: RuleSeverity | "refused";
}

const READING_TITLES: Readonly<Record<ReadingCode, { readonly es: string; readonly en: string }>> = {
  child_missing: {
    es: "La fila no dice de qué niña o niño es (CHILD).",
    en: "The row does not say which child it is about (CHILD).",
  },
  year_unclear: {
    es: "El año de la fila (YEAR) no se entiende.",
    en: "The year of the row (YEAR) cannot be understood.",
  },
  too_few_cells: { es: "A la fila le faltan celdas.", en: "The row lacks cells." },
  too_many_cells: {
    es: "La fila tiene más celdas que títulos: quizá hay una coma dentro de un texto sin comillas.",
    en: "The row has more cells than headings: perhaps a comma within a text without quotes.",
  },
  code_unknown: {
    es: "La fila usa un código que la tabla de equivalencias no nombra.",
    en: "The row uses a code that the mapping does not name.",
  },
  formula: { es: "Una celda contiene una fórmula, no un dato.", en: "A cell holds a formula, not a value." },
  cell_too_long: { es: "Una celda es demasiado larga para ser un dato.", en: "A cell is too long to be a value." },
  day_unreadable: {
    es: "Una fecha no existe o no se entiende (se espera dd/mm/aaaa).",
    en: "A date does not exist or cannot be understood (dd/mm/yyyy is expected).",
  },
};

const ofReading = Object.entries(READING_CODES).map(([code, severity]): [string, FindingTitle] => [
  code,
  { ...READING_TITLES[code as ReadingCode], severity },
]);
const ofRules = rules.map(({ code, es, en, severity }): [string, FindingTitle] => [code, { es, en, severity }]);
const ofNeverRun = neverRun.map(({ code, es, en }): [string, FindingTitle] => [code, { es, en, severity: "warning" }]);
const byCode: ReadonlyMap<string, FindingTitle> = new Map([...ofReading, ...ofRules, ...ofNeverRun]);

/** What a code means; a code of a rule that this version no longer has is told by itself. */
export function titleOf(code: string): FindingTitle {
  return byCode.get(code) ?? { es: code, en: code, severity: "warning" };
}
