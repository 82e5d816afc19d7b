import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import iconv from "iconv-lite";
import { accepted, type Result, refused } from "../../core/result.ts";
import type { FileFailure } from "../../core/returns/batch.ts";

/** A file of a return on this machine, before anybody reads its rows. */
export interface FileAtHand {
  /** As it was named by whoever gave it, with its folders. */
  readonly name: string;
  readonly path: string;
}

/** What the bytes of a file say about it. */
export interface Inspected extends FileAtHand {
  readonly hash: string;
  readonly bytes: number;
  readonly format: "csv" | "xml";
  readonly encoding: "UTF-8" | "UTF-16" | "Windows-1252";
}

/** Bytes by which archives, workbooks and documents begin. */
const OTHER_FORMATS = ["504b0304", "d0cf11e0", "25504446", "1f8b"];

function firstSign(head: Buffer): string {
  const wide = head[0] === 0xff || head[0] === 0xfe;
  const text = wide ? iconv.decode(head, "utf-16") : head.toString("latin1").replace(/^\u00ef\u00bb\u00bf/, "");
  return text.trimStart().charAt(0);
}

/**
 * Reads a file once, in pieces: its hash, its encoding and whether it is text at all. Bytes that are no valid UTF-8 cannot be UTF-8;
 * what they then are is Windows-1252, of which Latin-1 is a part.
 */
export async function inspectFile({ name, path }: FileAtHand): Promise<Result<Inspected, FileFailure>> {
  const hash = createHash("sha256");
  const strict = new TextDecoder("utf-8", { fatal: true });
  let [bytes, hasNul, isUtf8] = [0, false, true];
  let head: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    if (bytes === 0) head = chunk.subarray(0, 4096);
    bytes += chunk.length;
    hash.update(chunk);
    hasNul ||= chunk.includes(0);
    if (isUtf8) isUtf8 = decodes(strict, chunk);
  }
  isUtf8 &&= decodes(strict);
  const start = head.toString("hex", 0, 4);
  const isUtf16 = start.startsWith("fffe") || start.startsWith("feff");
  if (OTHER_FORMATS.some((signature) => start.startsWith(signature)))
    return refused({ code: "file_not_text", file: name });
  if (hasNul && !isUtf16) return refused({ code: "file_has_nul", file: name });
  const encoding = isUtf16 ? "UTF-16" : isUtf8 ? "UTF-8" : "Windows-1252";
  const format = firstSign(head) === "<" ? "xml" : "csv";
  return accepted({ name, path, hash: hash.digest("hex"), bytes, format, encoding });
}

function decodes(decoder: TextDecoder, chunk?: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}

const ICONV = { "UTF-8": "utf8", "UTF-16": "utf-16", "Windows-1252": "win1252" } as const;

/** The text of a file in pieces, without its byte order mark. */
export async function* textOf({ path, encoding }: Inspected): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(ICONV[encoding]);
  let first = true;
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    const text = decoder.write(chunk);
    yield first ? text.replace(/^\uFEFF/, "") : text;
    first = false;
  }
  const rest = decoder.end();
  if (rest) yield rest;
}
