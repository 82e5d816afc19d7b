import type { LocalText, Media } from "../definition.ts";
import { note, type Report } from "./report.ts";
import type { Row } from "./table.ts";

const tag = /<\/?[a-z][^>]*>/gi;
const heading = /^#{1,6}\s+/gm;

function plain(text: string): string {
  return text
    .replace(/<br\s*\/?>/gi, "\n")
    .replace(tag, "")
    .replace(heading, "")
    .replace(/[ \t]+\n/g, "\n")
    .trim();
}

/** Texts of a column without HTML and heading marks; what was removed is reported with the text as it was. */
export function plainTexts(row: Row, column: string, report: Report): LocalText | undefined {
  const texts = row.texts(column);
  if (!texts) return undefined;
  const cleaned = Object.entries(texts).map(([language, text]) => [language, plain(text)] as const);
  const changed = cleaned.find(([language, text]) => text !== texts[language]?.trim());
  if (changed)
    note(report, "format_removed", { sheet: row.sheet, row: row.row, column }, { value: texts[changed[0]] ?? "" });
  return { es: plain(texts.es), ...Object.fromEntries(cleaned) };
}

const mediaColumns = [
  ["image", "image"],
  ["big-image", "image"],
  ["audio", "audio"],
  ["video", "video"],
] as const;

/** Media a row names; the files are not in the workbook, which the report says once per file. */
export function mediaOf(row: Row, report: Report): readonly Media[] {
  return mediaColumns.flatMap(([column, kind]) =>
    row.all(column).map(({ value, language }) => {
      note(report, "media_not_included", { sheet: row.sheet, row: row.row, column }, { value });
      return { kind, file: value, ...(language === undefined ? {} : { language }) };
    }),
  );
}
