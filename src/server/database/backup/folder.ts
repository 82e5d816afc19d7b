import { createReadStream, existsSync, readdirSync } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { BackupError, type BackupFile, type BackupReader, type BackupWriter, MANIFEST } from "./container.ts";

/** Writes a backup as a folder, under a temporary name until it is complete. */
export async function writeFolder(target: string): Promise<BackupWriter> {
  if (existsSync(target) && readdirSync(target).length > 0) {
    throw new BackupError("unusable_target", `La carpeta ${target} no está vacía. Elija otra para la copia.`);
  }
  const partial = `${target}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o700 });
  const written: string[] = [];
  return {
    add: async ({ path, content }) => {
      const file = join(partial, path);
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await writeFile(file, content, { flag: "wx", mode: 0o600 });
      written.push(file);
    },
    finish: async () => {
      // All at the end and several at once: the disk confirms a thousand small files together, not one after the other.
      for (let at = 0; at < written.length; at += 64) await Promise.all(written.slice(at, at + 64).map(syncFile));
      await rm(target, { recursive: true, force: true });
      await rename(partial, target);
    },
    abandon: () => rm(partial, { recursive: true, force: true }),
  };
}

/** Reads a backup from a folder; the manifest comes last, as in an archive. */
export function readFolder(source: string): BackupReader {
  async function* files(): AsyncIterable<BackupFile> {
    const entries = await readdir(source, { withFileTypes: true, recursive: true });
    const paths = entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(source, join(entry.parentPath, entry.name)).split(sep).join("/"))
      .sort();
    const ordered = [...paths.filter((path) => path !== MANIFEST), ...paths.filter((path) => path === MANIFEST)];
    for (const path of ordered) {
      const file = join(source, path);
      const { size } = await stat(file);
      yield { path, size, content: createReadStream(file) };
    }
  }
  return { files };
}

/** Has the disk confirm a file, or a folder's list of names. */
export async function syncFile(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
