import { once } from "node:events";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { createGunzip, createGzip } from "node:zlib";
import { BackupError, type BackupFile, type BackupReader, type BackupWriter } from "./container.ts";
import { syncFile } from "./folder.ts";

const BLOCK = 512;

/** Writes a backup as one gzipped tar archive that any `tar` can open, under a temporary name until it is complete. */
export async function writeArchive(target: string): Promise<BackupWriter> {
  if (existsSync(target)) {
    throw new BackupError("unusable_target", `Ya existe ${target}. Una copia nunca se escribe encima de otra.`);
  }
  const partial = `${target}.partial`;
  const output = createWriteStream(partial, { mode: 0o600, flags: "w" });
  // Fastest level: pages of a database shrink to about a tenth already, and the copy must not hold the machine up.
  const gzip = createGzip({ level: 1 });
  let failure: Error | undefined;
  let goOn = () => {};
  const fail = (error: Error) => {
    failure ??= error;
    goOn();
  };
  output.on("error", fail);
  gzip.on("error", fail);
  gzip.on("drain", () => goOn());
  gzip.pipe(output);
  const write = async (bytes: Buffer) => {
    if (failure) throw failure;
    if (gzip.write(bytes)) return;
    await new Promise<void>((resolve) => {
      goOn = resolve;
    });
  };
  return {
    add: async ({ path, size, content }) => {
      await write(header(path, size));
      for await (const chunk of content) await write(chunk);
      await write(Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK));
    },
    finish: async () => {
      await write(Buffer.alloc(2 * BLOCK));
      const closed = once(output, "close");
      gzip.end();
      await closed;
      if (failure) throw failure;
      await syncFile(partial);
      await rename(partial, target);
      await syncFile(dirname(target));
    },
    abandon: async () => {
      gzip.destroy();
      output.destroy();
      await rm(partial, { force: true });
    },
  };
}

/** One header block of the ustar format. */
function header(path: string, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  const cut = Buffer.byteLength(path) <= 100 ? -1 : path.lastIndexOf("/", 154);
  const name = path.slice(cut + 1);
  if (Buffer.byteLength(name) > 100) throw new BackupError("unusable_target", `Nombre demasiado largo: ${path}`);
  block.write(name, 0);
  block.write("0000600\0", 100);
  block.write("0000000\0", 108);
  block.write("0000000\0", 116);
  block.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  block.write("00000000000\0", 136);
  block.write("        ", 148);
  block.write("0", 156);
  block.write("ustar\x0000", 257);
  if (cut > 0) block.write(path.slice(0, cut), 345);
  block.write(`${checksum(block).toString(8).padStart(6, "0")}\0 `, 148);
  return block;
}

/** Sum of all bytes of a header, its own field counted as spaces. */
function checksum(block: Buffer): number {
  return block.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 0x20 : byte), 0);
}

/** Reads a backup from an archive. Throws `BackupError` where the archive is cut or changed. */
export function readArchive(source: string): BackupReader {
  async function* files(): AsyncIterable<BackupFile> {
    const take = byteTaker(chunksOf(source));
    for (;;) {
      const block = await takeExactly(take, BLOCK);
      if (block.every((byte) => byte === 0)) return;
      const { path, size } = parseHeader(block);
      const content = limited(take, size);
      yield { path, size, content };
      // Whoever did not read the content to its end must not shift the next header.
      for await (const _ of content);
      await takeExactly(take, (BLOCK - (size % BLOCK)) % BLOCK);
    }
  }
  return { files };
}

async function* chunksOf(source: string): AsyncGenerator<Buffer> {
  const input = createReadStream(source);
  const gunzip = createGunzip();
  input.on("error", (error) => gunzip.destroy(error));
  try {
    yield* input.pipe(gunzip);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw error;
    throw damaged();
  } finally {
    input.destroy();
  }
}

type Take = (most: number) => Promise<Buffer | undefined>;

/** Hands out the bytes of a stream in pieces no larger than asked for; undefined at the end. */
function byteTaker(chunks: AsyncGenerator<Buffer>): Take {
  let rest: Buffer = Buffer.alloc(0);
  return async (most) => {
    while (rest.length === 0) {
      const next = await chunks.next();
      if (next.done) return undefined;
      rest = next.value;
    }
    const piece = rest.subarray(0, most);
    rest = rest.subarray(piece.length);
    return piece;
  };
}

async function takeExactly(take: Take, count: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let missing = count; missing > 0; ) {
    const piece = await take(missing);
    if (!piece) throw damaged();
    pieces.push(piece);
    missing -= piece.length;
  }
  return Buffer.concat(pieces);
}

async function* pieces(take: Take, count: number): AsyncGenerator<Buffer> {
  for (let missing = count; missing > 0; ) {
    const piece = await take(missing);
    if (!piece) throw damaged();
    missing -= piece.length;
    yield piece;
  }
}

/** The content of one file; iterating it again goes on where the last reader stopped. */
function limited(take: Take, size: number): AsyncIterable<Buffer> {
  const source = pieces(take, size);
  return { [Symbol.asyncIterator]: () => ({ next: () => source.next() }) };
}

function parseHeader(block: Buffer): { path: string; size: number } {
  const text = (start: number, end: number) => block.toString("utf8", start, end).replace(/\0.*$/s, "");
  if (Number.parseInt(text(148, 156), 8) !== checksum(block)) throw damaged();
  const prefix = text(345, 500);
  return { path: prefix ? `${prefix}/${text(0, 100)}` : text(0, 100), size: Number.parseInt(text(124, 136), 8) };
}

function damaged(): BackupError {
  return new BackupError(
    "damaged",
    "La copia está incompleta o dañada: el archivo se corta o fue cambiado. No se restaura nada.",
  );
}
