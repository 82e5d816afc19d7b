import { type BrokenReason, mostColumns, type TableRow } from "./table.ts";

const delimiters = [";", ",", "\t", "|"] as const;
export type Delimiter = (typeof delimiters)[number];

/** The most a spreadsheet keeps in one cell; a longer one is not a registry's. */
const longestCell = 32_767;
/** Lines a quoted cell may go through. A quotation mark nobody closed would otherwise swallow the rows below it. */
const mostLinesInCell = 10;
/** What is kept of a broken line: enough to say whose family it belongs to. */
const mostOfBrokenLine = 2000;
const linesLookedAt = 20;

interface CellRead {
  readonly text: string;
  readonly end: number;
}

/** Which sign separates the cells: the one that most of the first lines have most often. */
export function sniffDelimiter(text: string): Delimiter {
  const lines = text.split(/\r\n|\n|\r/, linesLookedAt).filter((line) => /\S/.test(line));
  const middle = (delimiter: Delimiter) => {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, "").split(delimiter).length - 1).sort((a, b) => a - b);
    return counts[Math.floor(counts.length / 2)] ?? 0;
  };
  return delimiters.reduce((best, next) => (middle(next) > middle(best) ? next : best));
}

function endOfLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (text[at] === "\n" || text[at] === "\r") return at;
  return text.length;
}

function afterLine(text: string, end: number): number {
  return text[end] === "\r" && text[end + 1] === "\n" ? end + 2 : end + 1;
}

function readQuoted(text: string, start: number, delimiter: Delimiter): CellRead | BrokenReason {
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0 || quote - start > longestCell) return "unclosed_quote";
    if (text[quote + 1] === '"') {
      from = quote + 2;
      continue;
    }
    const content = text.slice(start + 1, quote);
    let end = quote + 1;
    while (text[end] === " ") end++;
    const next = text[end];
    const closes = next === undefined || next === delimiter || next === "\n" || next === "\r";
    if (!closes || content.split("\n").length > mostLinesInCell) return "unclosed_quote";
    return { text: content.replaceAll('""', '"'), end };
  }
}

function readPlain(text: string, start: number, delimiter: Delimiter): CellRead | BrokenReason {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end++;
  return end - start > longestCell ? "line_too_long" : { text: text.slice(start, end), end };
}

/** One record; a broken one ends with its own line, so that the rows below it are read. */
function readRecord(text: string, start: number, delimiter: Delimiter) {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const read = text[at] === '"' ? readQuoted(text, at, delimiter) : readPlain(text, at, delimiter);
    if (typeof read === "string" || cells.length >= mostColumns) {
      const broken = typeof read === "string" ? read : "line_too_long";
      const end = endOfLine(text, start);
      const line = text.slice(start, Math.min(end, start + mostOfBrokenLine));
      return { cells: line.split(delimiter).slice(0, mostColumns), broken, next: afterLine(text, end) };
    }
    cells.push(read.text);
    if (text[read.end] !== delimiter) return { cells, next: afterLine(text, read.end) };
    at = read.end + 1;
  }
}

export interface DelimitedTable {
  readonly delimiter: Delimiter;
  readonly rows: readonly TableRow[];
}

/**
 * Takes a text file of separated cells apart. Unlike a strict reader it loses no more than the line in which a quotation
 * mark was left open: that line is marked and reading goes on below it. Stops after `limit` rows.
 */
export function readDelimited(text: string, limit: number): DelimitedTable {
  const told = /^sep=([;,\t|])(?:\r\n|\n|\r)/.exec(text);
  const delimiter = (told?.[1] as Delimiter | undefined) ?? sniffDelimiter(text);
  const rows: TableRow[] = [];
  let at = told?.[0].length ?? 0;
  while (at < text.length && rows.length < limit) {
    const { next, ...read } = readRecord(text, at, delimiter);
    rows.push({ row: rows.length + 1, ...read });
    at = next;
  }
  return { delimiter, rows };
}
