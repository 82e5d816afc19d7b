import iconv from "iconv-lite";

/** Text of a file, and how its signs were written. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: "UTF-8" | "UTF-16" | "Windows-1252";
}

const strict = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads text as spreadsheets save it in Spanish: UTF-8 with or without mark, UTF-16 («texto Unicode»), else Windows-1252,
 * of which Latin-1 is a part. Bytes that are no valid UTF-8 cannot be UTF-8; accents in Latin-1 hardly ever are.
 */
export function readText(bytes: Uint8Array): DecodedText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if ((buffer[0] === 0xff && buffer[1] === 0xfe) || (buffer[0] === 0xfe && buffer[1] === 0xff)) {
    return { text: iconv.decode(buffer, "utf-16"), encoding: "UTF-16" };
  }
  try {
    return { text: strict.decode(buffer), encoding: "UTF-8" };
  } catch {
    return { text: iconv.decode(buffer, "win1252"), encoding: "Windows-1252" };
  }
}
