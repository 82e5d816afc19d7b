import type { Cell } from "./table.ts";

/** What registers write where they know nothing. */
const blanks = new Set([
  "-",
  "--",
  "---",
  ".",
  "n/a",
  "na",
  "s/d",
  "sd",
  "nd",
  "n/d",
  "null",
  "sin dato",
  "sin datos",
  "no consta",
]);

/** The text of a cell without what spreadsheets put around it: `="02003"`, a leading apostrophe, hard blanks. */
export function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  const bare = cell
    .normalize("NFC")
    .replace(/[\s\u00a0\u200b\ufeff]+/g, " ")
    .trim();
  const wrapped = /^="([^"]*)"$/.exec(bare);
  const text = (wrapped?.[1] ?? bare).replace(/^'(?=\S)/, "").trim();
  return blanks.has(text.toLowerCase()) ? "" : text;
}

export type TextProblem = "excel_error" | "unstorable_text" | "garbled_text" | "too_long";

/** The longest name kept; the database refuses longer ones too. */
export const longestText = 120;

const excelError = /^#(?:N\/[AD]|[¡¿]?[\p{Lu}/0-9]+[!?])$/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the signs that cannot be stored or shown
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|[\ud800-\udfff]/u;
/** UTF-8 that somebody read as Latin-1: «JosÃ©», «MuÃ±oz». Names with a true Ã («João») have a plain letter after it. */
const garbled = /[ÃÂ][\u0080-\u00bf‘’“”•–—˜™š›œžŸ€‚ƒ„…†‡ˆ‰Š‹ŒŽ]|\ufffd/;

/** What is wrong with a text before anybody asks what it means. */
export function textProblem(text: string): TextProblem | undefined {
  if (control.test(text)) return "unstorable_text";
  if (text.length > longestText) return "too_long";
  if (excelError.test(text)) return "excel_error";
  return garbled.test(text) ? "garbled_text" : undefined;
}

/** Letters, and the few signs names have. */
export function looksLikeName(text: string): boolean {
  return /\p{L}/u.test(text) && /^[\p{L}\p{M}\s'’`´.\-·ªº]+$/u.test(text);
}
