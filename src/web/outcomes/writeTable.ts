import type { Language } from "../i18n/texts.ts";
import { figureColumns } from "./figureColumns.ts";
import type { FigureTable } from "./figureTables.ts";

/** A spreadsheet runs a cell that begins like this as a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const BOM = "\ufeff";

/**
 * The table as text. In Spanish as Excel in Spanish opens it with a double click (semicolons, decimal commas, byte-order mark), in
 * English with commas and points. Text that would run as a formula is led by an apostrophe.
 */
export function csvOf(table: FigureTable, language: Language): string {
  const separator = language === "es" ? ";" : ",";
  const write = (cell: string | number | boolean | null) => {
    if (cell === null) return "";
    if (typeof cell === "boolean") return cell ? "1" : "0";
    if (typeof cell === "number") return language === "es" ? String(cell).replace(".", ",") : String(cell);
    const safe = FORMULA.test(cell) ? `'${cell}` : cell;
    return /["\r\n;,]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const heading = table.columns.map((column) => figureColumns[column].label[language]);
  return `${BOM}${[heading, ...table.rows].map((row) => row.map(write).join(separator)).join("\r\n")}\r\n`;
}

/** What the columns of a table mean: their name for programs, their heading, what they hold. */
export function codebookOf(
  { columns }: Pick<FigureTable, "columns">,
  language: Language,
): readonly (readonly string[])[] {
  const headings =
    language === "es" ? ["Columna", "Título", "Tipo", "Qué es"] : ["Column", "Heading", "Kind", "Meaning"];
  return [
    headings,
    ...columns.map((column) => {
      const { kind, label, meaning } = figureColumns[column];
      return [column, label[language], kind, meaning[language]];
    }),
  ];
}

/** The codebook as text. */
export function codebookCsv(table: Pick<FigureTable, "columns">, language: Language): string {
  const quoted = codebookOf(table, language).map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`));
  return `${BOM}${quoted.map((row) => row.join(language === "es" ? ";" : ",")).join("\r\n")}\r\n`;
}

/** The table and its codebook as the two sheets of a workbook. Every text is a text cell: nothing runs as a formula. */
export async function workbookOf(table: FigureTable, language: Language): Promise<Blob> {
  const { default: writeWorkbook } = await import("write-excel-file/browser");
  const heading = (value: string) => ({ value, type: String, fontWeight: "bold" }) as const;
  const cell = (value: string | number | boolean | null) => {
    if (value === null) return null;
    if (typeof value === "number") return { value, type: Number };
    return typeof value === "boolean" ? { value, type: Boolean } : { value, type: String };
  };
  const figures = [
    table.columns.map((column) => heading(figureColumns[column].label[language])),
    ...table.rows.map((row) => row.map(cell)),
  ];
  const [titles = [], ...meanings] = codebookOf(table, language);
  const codebook = [titles.map(heading), ...meanings.map((row) => row.map(cell))];
  return writeWorkbook([
    { data: figures, sheet: language === "es" ? "Cifras" : "Figures", stickyRowsCount: 1 },
    { data: codebook, sheet: language === "es" ? "Diccionario" : "Codebook", stickyRowsCount: 1 },
  ]).toBlob();
}

const PARQUET = { text: "STRING", day: "STRING", number: "DOUBLE", whole: "INT32", flag: "BOOLEAN" } as const;

/** The table as Parquet, with its codebook in the file's own metadata. */
export async function parquetOf(table: FigureTable, language: Language): Promise<ArrayBuffer> {
  const { parquetWriteBuffer } = await import("hyparquet-writer");
  return parquetWriteBuffer({
    columnData: table.columns.map((name, at) => ({
      name,
      type: PARQUET[figureColumns[name].kind],
      data: table.rows.map((row) => row[at] ?? null),
    })),
    kvMetadata: [{ key: "codebook", value: JSON.stringify(codebookOf(table, language)) }],
    createdBy: "Trenza",
  });
}
