/**
 * Runs in a thread of its own (see `readSheets.ts`): takes a workbook apart within limits of size, so that a file made to
 * exhaust memory ends this thread and nothing else. Posts the sheets as plain rows.
 */
import { parentPort, workerData } from "node:worker_threads";
import { inflateRawSync } from "node:zlib";

const { bytes, limit, library } = workerData;
const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;

function endOfDirectory() {
  for (let at = buffer.length - 22; at >= Math.max(0, buffer.length - 22 - 0xffff); at--) {
    if (buffer.readUInt32LE(at) === END) return at;
  }
  throw new RangeError("no directory");
}

/** Every file in the zip that the sheets need, unpacked within the limit and not by what the zip claims. */
function unpack() {
  const files = new Map();
  const end = endOfDirectory();
  let at = buffer.readUInt32LE(end + 16);
  let room = limit;
  for (let left = buffer.readUInt16LE(end + 10); left > 0; left--) {
    if (buffer.readUInt32LE(at) !== ENTRY) throw new RangeError("no entry");
    const [method, packed] = [buffer.readUInt16LE(at + 10), buffer.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((place) => buffer.readUInt16LE(at + place));
    const local = buffer.readUInt32LE(at + 42);
    if (buffer.readUInt32LE(local) !== LOCAL) throw new RangeError("no local header");
    const start = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28);
    const content = buffer.subarray(start, start + packed);
    const plain = method === 0 ? content : inflateRawSync(content, { maxOutputLength: room + 1 });
    room -= plain.length;
    if (room < 0) throw Object.assign(new RangeError("too large"), { code: "ERR_BUFFER_TOO_LARGE" });
    files.set(buffer.toString("utf8", at + 46, at + 46 + name), plain);
    at += 46 + name + extra + comment;
  }
  return files;
}

/** Cells whose formula failed. The library reads them as empty, and an empty cell means something else. */
function failedCells(xml) {
  return [...xml.matchAll(/<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d+)"[^>]*>.*?<\/c>/gs)].map((match) => ({
    column: [...match[1]].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1,
    row: Number(match[2]) - 1,
    text: /<v>([^<]*)<\/v>/.exec(match[0])?.[1] ?? "#N/A",
  }));
}

/** The file of each sheet, in the order of the workbook. */
function sheetFiles(files) {
  const text = (name) => files.get(name)?.toString("utf8") ?? "";
  const targets = new Map(
    [...text("xl/_rels/workbook.xml.rels").matchAll(/<Relationship\b[^>]*>/g)].map(([tag]) => [
      /\bId="([^"]*)"/.exec(tag)?.[1],
      (/\bTarget="([^"]*)"/.exec(tag)?.[1] ?? "").replace(/^\/?(?:xl\/)?/, "xl/"),
    ]),
  );
  return [...text("xl/workbook.xml").matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)].map(([tag]) =>
    text(targets.get(/\br:id="([^"]*)"/.exec(tag)?.[1]) ?? ""),
  );
}

function plainCell(cell) {
  if (cell instanceof Date) {
    return Number.isNaN(cell.getTime()) ? "#N/A" : cell.toISOString().replace("T00:00:00.000Z", "");
  }
  if (typeof cell === "boolean") return cell ? "VERDADERO" : "FALSO";
  return typeof cell === "string" || typeof cell === "number" ? cell : null;
}

async function read() {
  if (buffer.length < 22 || buffer.readUInt32LE(0) !== LOCAL) return { failure: "not_xlsx" };
  let files;
  try {
    files = unpack();
  } catch (error) {
    return { failure: error?.code === "ERR_BUFFER_TOO_LARGE" ? "too_large" : "broken" };
  }
  const failed = sheetFiles(files).map(failedCells);
  files.clear();
  const { default: readExcelFile } = await import(library);
  const sheets = await readExcelFile(buffer);
  return {
    sheets: sheets.map(({ sheet, data }, index) => {
      const rows = data.map((cells) => cells.map(plainCell));
      for (const { row, column, text } of failed[index] ?? []) if (rows[row]) rows[row][column] = text;
      return { name: sheet, rows };
    }),
  };
}

read().then(
  (answer) => parentPort.postMessage(answer),
  () => parentPort.postMessage({ failure: "broken" }),
);
