import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { inflateSync } from "node:zlib";

const FILES = [
  "latin-400-normal",
  "latin-700-normal",
  "latin-400-italic",
  "latin-ext-400-normal",
  "latin-ext-700-normal",
];

/** The letters of the screens, as the typesetter reads them. */
export function reportFonts(): readonly Buffer[] {
  const { resolve } = createRequire(import.meta.url);
  return FILES.map((name) =>
    unpackWoff(readFileSync(resolve(`@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-${name}.woff`))),
  );
}

const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const FONT_HEADER = 12;
const FONT_ENTRY = 16;

/** A WOFF 1.0 file (https://www.w3.org/TR/WOFF/) as the TrueType or OpenType font it packs: its tables, each deflated by itself. */
export function unpackWoff(woff: Buffer): Buffer {
  if (woff.toString("latin1", 0, 4) !== "wOFF") throw new TypeError("not a WOFF 1.0 file");
  const count = woff.readUInt16BE(12);
  const head = Buffer.alloc(FONT_HEADER + FONT_ENTRY * count);
  const power = Math.floor(Math.log2(count));
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(2 ** power * FONT_ENTRY, 6);
  head.writeUInt16BE(power, 8);
  head.writeUInt16BE((count - 2 ** power) * FONT_ENTRY, 10);
  const parts: Uint8Array[] = [head];
  let at = head.length;
  for (let index = 0; index < count; index += 1) {
    const from = WOFF_HEADER + WOFF_ENTRY * index;
    const to = FONT_HEADER + FONT_ENTRY * index;
    const [offset, packed, length] = [4, 8, 12].map((field) => woff.readUInt32BE(from + field)) as [
      number,
      number,
      number,
    ];
    const bytes = woff.subarray(offset, offset + packed);
    const table = packed < length ? inflateSync(bytes) : bytes;
    woff.copy(head, to, from, from + 4);
    woff.copy(head, to + 4, from + 16, from + 20);
    head.writeUInt32BE(at, to + 8);
    head.writeUInt32BE(length, to + 12);
    const padding = Buffer.alloc((4 - (length % 4)) % 4);
    parts.push(table, padding);
    at += length + padding.length;
  }
  return Buffer.concat(parts);
}
