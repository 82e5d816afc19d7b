import { mkdtempSync, rmSync } from "node:fs";
import { appendFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Actor } from "../../core/access/policy.ts";
import { accepted, type Result, refused } from "../../core/result.ts";
import type { FileAtHand } from "./inspectFile.ts";

/** Most of one upload, in MiB: three million episodes are less than half of it. */
export const mostMebibytes = 1024;
/** More files than a return of twenty years has. */
export const mostFiles = 400;
/** Uploads nobody came back for are thrown away after an hour. */
const longestWait = 60 * 60 * 1000;

interface Arriving extends FileAtHand {
  parts: number;
  complete: boolean;
}

interface Upload {
  readonly files: Arriving[];
  readonly temporary: boolean;
  bytes: number;
  touched: number;
}

type PartFailure =
  | { readonly code: "part_out_of_order"; readonly file: string }
  | { readonly code: "upload_too_large"; readonly most: number };

/** Only this process knows the files it was sent, and only until it ends. */
const uploads = new Map<string, Upload>();
let folder: string | undefined;

function spoolFolder(): string {
  if (folder === undefined) {
    // Unguessable and open to this system user alone.
    const made = mkdtempSync(join(tmpdir(), "trenza-returns-"));
    process.once("exit", () => rmSync(made, { recursive: true, force: true }));
    folder = made;
  }
  return folder;
}

const keyOf = ({ tenantId, userId }: Actor, uploadId: string) => `${tenantId}/${userId}/${uploadId}`;

async function remove(key: string): Promise<void> {
  const upload = uploads.get(key);
  uploads.delete(key);
  if (!upload?.temporary) return;
  for (const { path } of upload.files) await rm(path, { force: true });
}

async function removeForgotten(now: number): Promise<void> {
  for (const [key, { touched }] of [...uploads]) if (now - touched > longestWait) await remove(key);
}

/** Takes a piece of a file. Pieces of one file come in order; another user's uploads are another user's. */
export async function takePart(
  actor: Actor,
  part: { uploadId: string; fileName: string; part: number; last: boolean; bytes: Uint8Array },
): Promise<Result<number, PartFailure>> {
  const now = Date.now();
  await removeForgotten(now);
  const key = keyOf(actor, part.uploadId);
  const upload = uploads.get(key) ?? { files: [], temporary: true, bytes: 0, touched: now };
  uploads.set(key, upload);
  upload.touched = now;
  let file = upload.files.find(({ name }) => name === part.fileName);
  if (file === undefined && part.part === 0 && upload.files.length < mostFiles) {
    const path = join(spoolFolder(), `${crypto.randomUUID()}.part`);
    file = { name: part.fileName, path, parts: 0, complete: false };
    upload.files.push(file);
  }
  if (!file || file.complete || file.parts !== part.part)
    return refused({ code: "part_out_of_order", file: part.fileName });
  if (upload.bytes + part.bytes.length > mostMebibytes * 1024 * 1024) {
    await remove(key);
    return refused({ code: "upload_too_large", most: mostMebibytes });
  }
  file.parts += 1;
  upload.bytes += part.bytes.length;
  await appendFile(file.path, part.bytes, { mode: 0o600 });
  file.complete = part.last;
  return accepted(upload.bytes);
}

/** Files that are already on this machine, for a command of the terminal; they stay where they are. */
export function offerFiles(actor: Actor, uploadId: string, files: readonly FileAtHand[]): void {
  const offered = files.map((file) => ({ ...file, parts: 1, complete: true }));
  uploads.set(keyOf(actor, uploadId), { files: offered, temporary: false, bytes: 0, touched: Date.now() });
}

/** The files of an upload in the order of their names, so that the same return is always read in the same order. */
export function filesOf(
  actor: Actor,
  uploadId: string,
): Result<readonly FileAtHand[], { code: "no_files" } | { code: "upload_incomplete"; file: string }> {
  const files = uploads.get(keyOf(actor, uploadId))?.files ?? [];
  if (files.length === 0) return refused({ code: "no_files" });
  const cut = files.find(({ complete }) => !complete);
  if (cut) return refused({ code: "upload_incomplete", file: cut.name });
  return accepted([...files].sort((one, other) => (one.name < other.name ? -1 : 1)));
}

/** Throws the files away once they are read; a moment later, because a transaction that met another is tried again. */
export function forgetUpload(actor: Actor, uploadId: string): void {
  setTimeout(() => remove(keyOf(actor, uploadId)), 60_000).unref();
}
