import readExcelFile from "read-excel-file/node";
import {
  type ImportedForm,
  type ImportFailure,
  type ImportOptions,
  importXlsForm,
} from "../../core/instruments/xlsform/importXlsForm.ts";
import type { Cell, SheetRow, Workbook } from "../../core/instruments/xlsform/workbook.ts";
import { accepted, type Result, refused } from "../../core/result.ts";
import { inflatedSize } from "./zipSize.ts";

/** Largest workbook taken, in bytes; the real forms collected for the tests stay below 40 kB. */
export const largestWorkbook = 10 * 1024 * 1024;
/** Largest content once unpacked: a "zip bomb" is refused before it is read. */
export const largestContent = 80 * 1024 * 1024;
const mostRows = 20_000;
const mostColumns = 500;

export type WorkbookFailure =
  | { readonly code: "workbook_too_large"; readonly limit: number }
  | { readonly code: "workbook_not_xlsx" }
  | { readonly code: "workbook_broken" }
  | { readonly code: "sheet_too_large"; readonly sheet: string; readonly limit: number }
  | { readonly code: "sheet_missing"; readonly sheet: string };

/** What a person reads when a workbook cannot be imported. */
export function workbookMessage(failure: WorkbookFailure | ImportFailure): string {
  switch (failure.code) {
    case "workbook_too_large":
      return `El archivo es demasiado grande (límite ${Math.round(failure.limit / 1024 / 1024)} MiB).`;
    case "workbook_not_xlsx":
      return "El archivo no es un libro de Excel .xlsx. Si es .xls u .ods, guárdelo como .xlsx y vuelva a intentarlo.";
    case "workbook_broken":
      return "El libro de Excel está dañado y no se pudo leer. Ábralo, guárdelo de nuevo como .xlsx y vuelva a intentarlo.";
    case "sheet_too_large":
      return `La hoja «${failure.sheet}» tiene más de ${failure.limit} filas o demasiadas columnas.`;
    case "sheet_missing":
      return `El libro no tiene la hoja «${failure.sheet}» que lleva todo XLSForm.`;
    case "form_cannot_run":
      return `El formulario se leyó, pero no se puede ejecutar: ${failure.reason}`;
    case "not_an_xlsform":
      return failure.reason === "survey_empty"
        ? "La hoja «survey» no tiene preguntas."
        : "La hoja «survey» no tiene la columna «type»: no parece un XLSForm.";
  }
}

function readCell(cell: unknown): Cell {
  if (cell instanceof Date) {
    const text = Number.isNaN(cell.getTime()) ? "" : cell.toISOString();
    return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text;
  }
  return typeof cell === "string" || typeof cell === "number" || typeof cell === "boolean" ? cell : null;
}

function readRows(rows: readonly (readonly unknown[])[]): readonly SheetRow[] {
  return rows
    .map((cells, index) => ({ row: index + 1, cells: cells.map(readCell) }))
    .filter(({ cells }) => cells.some((cell) => cell !== null && cell !== ""));
}

async function readSheets(bytes: Buffer) {
  try {
    return accepted(await readExcelFile(bytes));
  } catch {
    return refused({ code: "workbook_broken" } as const);
  }
}

/** Reads the sheets of an .xlsx file that XLSForm knows; empty rows are left out, row numbers are the spreadsheet's. */
export async function readWorkbook(bytes: Uint8Array): Promise<Result<Workbook, WorkbookFailure>> {
  if (bytes.byteLength > largestWorkbook) return refused({ code: "workbook_too_large", limit: largestWorkbook });
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = inflatedSize(buffer, largestContent);
  if (size === "not_zip") return refused({ code: "workbook_not_xlsx" });
  if (size === "broken") return refused({ code: "workbook_broken" });
  if (size === "too_large") return refused({ code: "workbook_too_large", limit: largestContent });
  const sheets = await readSheets(buffer);
  if (!sheets.ok) return sheets;
  const known = { survey: [], choices: [], settings: [] } as { [name: string]: readonly SheetRow[] };
  const otherSheets: string[] = [];
  for (const { sheet, data } of sheets.value) {
    const name = sheet.trim().toLowerCase();
    if (data.length > mostRows || data.some((row) => row.length > mostColumns)) {
      return refused({ code: "sheet_too_large", sheet, limit: mostRows });
    }
    if (Object.hasOwn(known, name)) known[name] = readRows(data);
    else otherSheets.push(sheet);
  }
  const { survey = [], choices = [], settings = [] } = known;
  if (!sheets.value.some(({ sheet }) => sheet.trim().toLowerCase() === "survey")) {
    return refused({ code: "sheet_missing", sheet: "survey" });
  }
  return accepted({ survey, choices, settings, otherSheets });
}

/** Reads an .xlsx file and turns it into an instrument with its report: the one call for the command and the server. */
export async function importWorkbook(
  bytes: Uint8Array,
  options: ImportOptions = {},
): Promise<Result<ImportedForm, WorkbookFailure | ImportFailure>> {
  const workbook = await readWorkbook(bytes);
  return workbook.ok ? importXlsForm(workbook.value, options) : workbook;
}
