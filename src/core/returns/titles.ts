import type { Words } from "../words.ts";
import { READING_CODES, type ReadingCode } from "./reading.ts";
import { neverRun } from "./rules/neverRun.ts";
import type { RuleSeverity } from "./rules/rule.ts";
import { rules } from "./rules/rules.ts";

/** A thing found, in words; `refused` rows were not kept. */
export interface FindingTitle extends Words {
  readonly severity: RuleSeverity | "refused";
}

const READING_TITLES: Readonly<Record<ReadingCode, Words>> = {
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
  territory_missing: {
    es: "La fila no dice de qué territorio es.",
    en: "The row does not say which territory it is about.",
  },
  dimension_unknown: {
    es: "La dimensión no es ninguna de las que se comparan: sexo, edad, origen étnico, discapacidad, zona o total.",
    en: "The dimension is none of those compared: sex, age, ethnicity, disability, area or all.",
  },
  group_unknown: {
    es: "El grupo no es ninguno de los de esa dimensión.",
    en: "The group is none of those of that dimension.",
  },
  count_unclear: {
    es: "El número de niñas y niños debe ser entero, sin puntos ni comas de millar.",
    en: "The number of children must be whole, without separators of thousands.",
  },
  same_child: { es: "Nadie es hermana o hermano de sí mismo.", en: "Nobody is their own sibling." },
  row_repeated: {
    es: "Otra fila anterior ya dice lo mismo, y no sabemos cuál vale.",
    en: "An earlier row speaks of the same, and we cannot know which one counts.",
  },
  territory_unknown: {
    es: "El territorio no es el de la entidad ni está dentro de él: la fila no cuenta. Use su código o su nombre.",
    en: "The territory is not the agency's nor inside it: the row does not count. Use its code or its name.",
  },
  sibling_unknown: {
    es: "Una de las dos personas no está entre las niñas y niños declarados: el vínculo contará cuando lo esté.",
    en: "One of the two is not among the children reported: the link will count once they are.",
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
