import { createHash } from "node:crypto";
import { readDelimited } from "../../core/imports/delimited.ts";
import { type Mapping, readHeader } from "../../core/imports/mapping.ts";
import { isBlankRow, mostColumns, mostRows, type TableRow } from "../../core/imports/table.ts";
import { accepted, type Result, refused } from "../../core/result.ts";
import { readSheets, type Sheet, type WorkbookFailure } from "./readSheets.ts";
import { readText } from "./readText.ts";

/** A registry list taken out of its file, before anybody asks what it says. */
export interface RegistryFile {
  readonly fileName: string;
  readonly fileHash: string;
  readonly readAs: string;
  readonly rows: readonly TableRow[];
  /** Sheets with something in them that were not read. */
  readonly otherSheets: readonly string[];
}

export type FileFailure = WorkbookFailure | { readonly code: "too_many_rows" } | { readonly code: "old_format" };

const sentences: Readonly<Record<FileFailure["code"], { readonly es: string; readonly en: string }>> = {
  not_xlsx: {
    es: "No es un libro de Excel .xlsx ni un texto .csv.",
    en: "It is neither an Excel .xlsx workbook nor a .csv text.",
  },
  old_format: {
    es: "Es un libro .xls o .ods. Ábralo y guárdelo como .xlsx.",
    en: "It is an .xls or .ods workbook. Open it and save it as .xlsx.",
  },
  broken: {
    es: "El libro está dañado. Ábralo, guárdelo de nuevo como .xlsx y vuelva a intentarlo.",
    en: "The workbook is damaged. Open it, save it again as .xlsx and try again.",
  },
  too_large: { es: "Es demasiado grande. Divida la lista en varias.", en: "It is too large. Split the list." },
  too_slow: { es: "Tarda demasiado en leerse. Divida la lista en varias.", en: "It takes too long. Split the list." },
  too_many_rows: {
    es: "Tiene más de 50.000 filas. Divida la lista en varias.",
    en: "It has more than 50,000 rows. Split the list.",
  },
};

/** Why a file could not be read and what to do, in one sentence. */
export function fileSentence(failure: FileFailure, language: "es" | "en" = "es"): string {
  return sentences[failure.code][language];
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

const zip = [0x50, 0x4b, 0x03, 0x04];
const oldOffice = [0xd0, 0xcf, 0x11, 0xe0];

function rowsOf(sheet: Sheet): readonly TableRow[] {
  return sheet.rows
    .map((cells, index) => ({ row: index + 1, cells: cells.slice(0, mostColumns) }))
    .filter((row) => !isBlankRow(row));
}

/** The first sheet with headings we know, else the first with anything in it. */
function pickSheet(sheets: readonly Sheet[], mapping: Mapping): Sheet | undefined {
  const filled = sheets.filter(({ rows }) => rows.length > 0);
  return filled.find((sheet) => readHeader(rowsOf(sheet).slice(0, 20), mapping).ok) ?? filled[0];
}

type Content = Pick<RegistryFile, "readAs" | "rows" | "otherSheets">;

async function readWorkbook(bytes: Uint8Array, mapping: Mapping): Promise<Result<Content, FileFailure>> {
  const sheets = await readSheets(bytes);
  if (!sheets.ok) return sheets;
  const sheet = pickSheet(sheets.value, mapping);
  const rows = sheet ? rowsOf(sheet) : [];
  const others = sheets.value.filter((one) => one !== sheet && one.rows.length > 0).map(({ name }) => name);
  return accepted({ readAs: `Excel, «${sheet?.name ?? ""}»`, rows, otherSheets: others });
}

const delimiterNames = { ";": ";", ",": ",", "|": "|", "\t": "tab" } as const;

function readCsv(bytes: Uint8Array): Content {
  const { text, encoding } = readText(bytes);
  const { delimiter, rows } = readDelimited(text, mostRows + 20);
  const readAs = `CSV, «${delimiterNames[delimiter]}», ${encoding}`;
  return { readAs, rows: rows.filter((row) => !isBlankRow(row)), otherSheets: [] };
}

/** Takes a list out of an Excel workbook or a text file, whichever its first bytes say it is. */
export async function readRegistryFile(
  fileName: string,
  bytes: Uint8Array,
  mapping: Mapping,
): Promise<Result<RegistryFile, FileFailure>> {
  if (startsWith(bytes, oldOffice) || /\.(?:xls|ods)$/i.test(fileName)) return refused({ code: "old_format" });
  const content = startsWith(bytes, zip) ? await readWorkbook(bytes, mapping) : accepted(readCsv(bytes));
  if (!content.ok) return content;
  if (content.value.rows.length > mostRows) return refused({ code: "too_many_rows" });
  const fileHash = createHash("sha256").update(bytes).digest("hex");
  return accepted({ fileName: fileName.slice(0, 200), fileHash, ...content.value });
}
