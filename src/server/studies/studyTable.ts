import { hash } from "node:crypto";
import { accepted, type Result, refused } from "../../core/result.ts";
import { columnName } from "../../core/studies/recordColumns.ts";
import type { Words } from "../../core/words.ts";
import { failureText } from "../../evaluation/failureTexts.ts";
import { type Column, parseCsv, type Table } from "../../evaluation/table.ts";

/** More rows than any programme has families; a longer file is refused before it fills the memory. */
const MOST_ROWS = 1_000_000;
const MOST_COLUMNS = 200;

/** A table as studies use it: columns under names made of their headings. */
export interface StudyTable {
  readonly table: Table;
  /** SHA-256 of the file's bytes. */
  readonly sha256: string;
  readonly headings: readonly { readonly name: string; readonly heading: string }[];
}

export interface BadTable {
  readonly code: "bad_table";
  readonly reason: Words;
}

const bad = (es: string, en: string) => refused<BadTable>({ code: "bad_table", reason: { es, en } });

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A sentence about a table without the words that the refusal around it already says. */
function reasonOf(failure: Parameters<typeof failureText>[0]): Words {
  const bare = (language: "es" | "en") =>
    failureText(failure, language).replace(/^(No se pudo leer la tabla|The table could not be read): /, "");
  return { es: bare("es"), en: bare("en") };
}

/** One field of a list written the Spanish way, as the field between commas that says the same. */
function betweenCommas(field: string): string {
  if (/^\s*"?[+-]?\d+,\d+"?\s*$/.test(field)) return field.replace(",", ".");
  return field.startsWith('"') || !field.includes(",") ? field : `"${field}"`;
}

/** What spreadsheets write in Spanish (semicolons, decimal comma), with commas and decimal points. */
function fromSpanish(text: string): string {
  return text.replace(
    /("(?:[^"]|"")*"|[^;\r\n]*)(;|\r?\n|$)/g,
    (_, field: string, end: string) => betweenCommas(field) + (end === ";" ? "," : end),
  );
}

function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return lines;
}

/** Reads a table from the bytes of a CSV file, the same way wherever a study is computed. */
export function readStudyTable(bytes: Uint8Array): Result<StudyTable, BadTable> {
  const text = decoded(bytes);
  if (text === undefined) {
    return bad(
      "no está en UTF-8. Guárdela otra vez; en Excel elija «CSV UTF-8».",
      "it is not in UTF-8. Save it again; in Excel choose “CSV UTF-8”.",
    );
  }
  if (countLines(text) > MOST_ROWS + 1) {
    return bad(`tiene más de ${MOST_ROWS} filas.`, `it has more than ${MOST_ROWS} rows.`);
  }
  const firstLine = text.slice(0, text.indexOf("\n") < 0 ? undefined : text.indexOf("\n"));
  const spanish = firstLine.includes(";") && !firstLine.includes(",");
  const parsed = parseCsv(spanish ? fromSpanish(text) : text);
  if (!parsed.ok) return refused({ code: "bad_table", reason: reasonOf(parsed.failure) });
  const { n, columns } = parsed.value;
  if (n === 0) return bad("no tiene ninguna fila.", "it has no rows.");
  if (columns.size > MOST_COLUMNS) {
    return bad(`tiene más de ${MOST_COLUMNS} columnas.`, `it has more than ${MOST_COLUMNS} columns.`);
  }
  const headings = [...columns.keys()].map((heading) => ({ heading, name: columnName(heading) }));
  const named = new Map<string, Column>();
  for (const { heading, name } of headings) {
    const column = columns.get(heading);
    if (heading === "" || !column) return bad("una columna no tiene título.", "a column has no heading.");
    if (named.has(name)) return bad(`dos columnas se llaman «${name}».`, `two columns are called “${name}”.`);
    named.set(name, column);
  }
  return accepted({ table: { n, columns: named }, sha256: hash("sha256", bytes, "hex"), headings });
}
