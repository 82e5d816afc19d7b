import { createHash } from "node:crypto";
import { canonicalJson } from "../../../core/canonical.ts";
import { BackupError, type BackupFile, type BackupReader, MANIFEST } from "./container.ts";

interface ManifestFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** What a backup says of itself. */
export interface Manifest {
  readonly format: 1;
  readonly takenAt: string;
  readonly version: string;
  readonly postgresMajor: number;
  /** Position in the write-ahead log up to which everything acknowledged is in the backup. */
  readonly stopLsn: string;
  /** Folders of the cluster, also the empty ones, which PostgreSQL insists on. */
  readonly folders: readonly string[];
  readonly files: readonly ManifestFile[];
}

/** Passes content on and remembers what went by. */
export function measured(file: BackupFile): { file: BackupFile; result: () => ManifestFile } {
  const hash = createHash("sha256");
  async function* content(): AsyncIterable<Buffer> {
    for await (const chunk of file.content) {
      hash.update(chunk);
      yield chunk;
    }
  }
  const { path, size } = file;
  return { file: { path, size, content: content() }, result: () => ({ path, size, sha256: hash.digest("hex") }) };
}

/** The manifest as its file: with its own digest, so that an edited manifest is noticed like an edited file. */
export function manifestFile(manifest: Manifest): { file: BackupFile; sha256: string } {
  const sha256 = digestOf(manifest);
  const bytes = Buffer.from(JSON.stringify({ sha256, manifest }, null, 1));
  return { file: { path: MANIFEST, size: bytes.length, content: once(bytes) }, sha256 };
}

async function* once(bytes: Buffer): AsyncIterable<Buffer> {
  yield bytes;
}

function digestOf(manifest: Manifest): string {
  return createHash("sha256").update(canonicalJson(manifest)).digest("hex");
}

/**
 * Reads a whole backup and compares every byte with its manifest.
 * @throws BackupError when anything is missing, added, cut or changed
 */
export async function verifyBackup(reader: BackupReader): Promise<Manifest> {
  const found = new Map<string, ManifestFile>();
  let manifestText: string | undefined;
  for await (const file of reader.files()) {
    if (manifestText !== undefined) throw damaged(`sobra ${file.path}`);
    if (file.path === MANIFEST) manifestText = await textOf(file.content);
    else found.set(file.path, await measure(file));
  }
  if (manifestText === undefined) {
    throw new BackupError(
      "not_a_backup",
      "No es una copia de Trenza, o se cortó antes del final: falta su manifiesto.",
    );
  }
  const manifest = parseManifest(manifestText);
  for (const wanted of manifest.files) {
    const file = found.get(wanted.path);
    if (!file) throw damaged(`falta ${wanted.path}`);
    if (file.size !== wanted.size || file.sha256 !== wanted.sha256) throw damaged(`fue cambiado ${wanted.path}`);
    found.delete(wanted.path);
  }
  const [extra] = found.keys();
  if (extra !== undefined) throw damaged(`sobra ${extra}`);
  return manifest;
}

async function measure(file: BackupFile): Promise<ManifestFile> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of file.content) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { path: file.path, size, sha256: hash.digest("hex") };
}

async function textOf(content: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function parseManifest(text: string): Manifest {
  let parsed: { sha256?: string; manifest?: Manifest };
  try {
    parsed = JSON.parse(text);
  } catch {
    throw damaged(`no se entiende ${MANIFEST}`);
  }
  const { manifest, sha256 } = parsed;
  if (!manifest || digestOf(manifest) !== sha256) throw damaged(`fue cambiado ${MANIFEST}`);
  if (manifest.format !== 1) {
    throw new BackupError("not_a_backup", "La copia es de una versión de Trenza más reciente que esta.");
  }
  return manifest;
}

function damaged(detail: string): BackupError {
  return new BackupError("damaged", `La copia está dañada: ${detail}. No se restaura nada.`);
}
