import { readdir, stat } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import type { FileAtHand } from "./inspectFile.ts";

const READABLE = /\.(csv|xml|txt)$/i;

/**
 * The files of a return on this machine: those given, and those of the folders given with all below them, each named with its folders
 * because a folder often says the year.
 */
export async function filesUnder(paths: readonly string[]): Promise<readonly FileAtHand[]> {
  const found: FileAtHand[] = [];
  for (const given of paths) {
    const path = resolve(given);
    if (!(await stat(path)).isDirectory()) {
      found.push({ name: basename(path), path });
      continue;
    }
    const names = await readdir(path, { recursive: true, withFileTypes: true });
    for (const entry of names) {
      if (!entry.isFile() || !READABLE.test(entry.name)) continue;
      const at = join(entry.parentPath, entry.name);
      found.push({ name: join(basename(path), relative(path, at)), path: at });
    }
  }
  return found;
}
