import type { OutputOf } from "../../contracts/contract.ts";
import type { studyResult } from "../../contracts/studyRuns.ts";

type ResultData = OutputOf<typeof studyResult>;
export type StudyFigure = NonNullable<ResultData["result"]>["numbers"][number];

type Language = "es" | "en";
type Cell = string | number | null;

const HEAD = {
  es: ["cifra", "valor", "desde", "hasta", "unidad", "cómo se calculó"],
  en: ["figure", "value", "from", "to", "unit", "how it was reckoned"],
} as const satisfies Record<Language, readonly string[]>;

const GROUPS = {
  es: {
    programme: "Con el programa",
    comparison: "Para comparar",
    n: "cuántos",
    missing: "sin el resultado",
    mean: "media o parte",
    few: "menos de 5",
  },
  en: {
    programme: "With the programme",
    comparison: "To compare",
    n: "how many",
    missing: "without the outcome",
    mean: "mean or share",
    few: "fewer than 5",
  },
} as const;

const FEWEST = 5;

/** A spreadsheet runs a cell that begins like this as a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const BOM = "\ufeff";

/** The figures of a result as rows: what the screen shows and no more; counts that might point at somebody are words. */
export function resultRows(
  { result, cost }: Pick<ResultData, "result" | "cost">,
  language: Language,
): readonly Cell[][] {
  const words = GROUPS[language];
  const count = (n: number) => (n > 0 && n < FEWEST ? words.few : n);
  const plain = (label: string, value: Cell): Cell[] => [label, value, null, null, "", ""];
  const groups = (result?.groups ?? []).flatMap(({ arm, n, missing, mean }) => [
    plain(`${words[arm]}: ${words.n}`, count(n)),
    plain(`${words[arm]}: ${words.missing}`, count(missing)),
    plain(`${words[arm]}: ${words.mean}`, mean),
  ]);
  const figures = [...(result?.numbers ?? []), ...(cost?.numbers ?? [])].map(
    ({ label, value, low, high, unit, method }): Cell[] => [
      label[language],
      value,
      low,
      high,
      unit[language],
      method[language],
    ],
  );
  return [[...HEAD[language]], ...groups, ...figures];
}

/**
 * Those rows as text: in Spanish as Excel in Spanish opens it (semicolons, decimal commas), in English with commas and points. Text
 * that would run as a formula is led by an apostrophe.
 */
export function resultCsv(data: Pick<ResultData, "result" | "cost">, language: Language): string {
  const separator = language === "es" ? ";" : ",";
  const write = (cell: Cell) => {
    if (cell === null) return "";
    if (typeof cell === "number") return language === "es" ? String(cell).replace(".", ",") : String(cell);
    const safe = FORMULA.test(cell) ? `'${cell}` : cell;
    return /["\r\n;,]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `${BOM}${resultRows(data, language)
    .map((row) => row.map(write).join(separator))
    .join("\r\n")}\r\n`;
}
