import { inflateRawSync } from "node:zlib";

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;

function findEnd(bytes: Buffer): number | undefined {
  const earliest = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= earliest; at -= 1) if (bytes.readUInt32LE(at) === endSignature) return at;
  return undefined;
}

function sizeOfEntry(bytes: Buffer, at: number, limit: number): number {
  const method = bytes.readUInt16LE(at + 10);
  const packed = bytes.readUInt32LE(at + 20);
  const local = bytes.readUInt32LE(at + 42);
  if (bytes.readUInt32LE(local) !== localSignature) throw new RangeError("no local header");
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  if (start + packed > bytes.length) throw new RangeError("entry beyond the end");
  if (method === 0) return packed;
  return inflateRawSync(bytes.subarray(start, start + packed), { maxOutputLength: limit + 1 }).length;
}

/**
 * Size of a zip file's content, measured by unpacking it within `limit` and not by what the file claims, so that a zip
 * bomb never reaches the reader.
 */
export function inflatedSize(bytes: Buffer, limit: number): number | "not_zip" | "broken" | "too_large" {
  if (bytes.length < 22 || bytes.readUInt32LE(0) !== localSignature) return "not_zip";
  const end = findEnd(bytes);
  if (end === undefined) return "broken";
  try {
    let total = 0;
    let at = bytes.readUInt32LE(end + 16);
    for (let entry = bytes.readUInt16LE(end + 10); entry > 0; entry -= 1) {
      if (bytes.readUInt32LE(at) !== entrySignature) return "broken";
      total += sizeOfEntry(bytes, at, limit - total);
      if (total > limit) return "too_large";
      at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    return total;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return code === "ERR_BUFFER_TOO_LARGE" ? "too_large" : "broken";
  }
}
