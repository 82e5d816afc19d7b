import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { canonicalJson } from "../../core/canonical.ts";
import type { ProgrammePack } from "../../core/packs/pack.ts";
import { type PackFailure, parsePack } from "../../core/packs/parse.ts";
import { note, type PackProblem } from "../../core/packs/problems.ts";
import { accepted, type Result, refused } from "../../core/result.ts";

/** No file of a pack is larger: a programme is text, and a folder given by mistake must not fill the memory. */
const mostBytes = 2_000_000;
const mostFiles = 500;

/** A programme read from disk, with its files and the hash that tells one version from another. */
export interface ReadPack {
  readonly pack: ProgrammePack;
  /** SHA-256 of the canonical text of every file, in hexadecimal. */
  readonly contentHash: string;
  readonly files: Readonly<Record<string, unknown>>;
}

export type ReadPackFailure = PackFailure | { readonly code: "folder_not_readable"; readonly folder: string };

/** Reads and checks a programme pack from a folder. Nothing in it is executed or fetched. */
export async function readPack(folder: string): Promise<Result<ReadPack, ReadPackFailure>> {
  const names = await listFiles(folder);
  if (!names) return refused({ code: "folder_not_readable", folder });
  const problems: PackProblem[] = [];
  const files = Object.fromEntries(await Promise.all(names.map((name) => readOne(folder, name, problems))));
  const parsed = parsePack(files);
  if (parsed.ok && parsed.value.pack.id !== basename(folder)) {
    note({ file: "pack.json", path: "/id", problems }, "not_allowed", parsed.value.pack.id, basename(folder));
  }
  const unreadable = new Set(problems.map((problem) => problem.file));
  const found = parsed.ok ? [] : parsed.failure.problems.filter((problem) => !unreadable.has(problem.file));
  const all = [...problems, ...found];
  if (!parsed.ok || all.length > 0) return refused({ code: "invalid_pack", problems: all });
  const contentHash = createHash("sha256").update(canonicalJson(files)).digest("hex");
  return accepted({ pack: parsed.value, contentHash, files });
}

async function listFiles(folder: string): Promise<readonly string[] | undefined> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const names = entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, "/").length));
    return names.sort().slice(0, mostFiles);
  } catch {
    return undefined;
  }
}

async function readOne(folder: string, name: string, problems: PackProblem[]): Promise<readonly [string, unknown]> {
  const at = { file: name, path: "", problems };
  const path = join(folder, name);
  const { size } = await stat(path);
  if (size > mostBytes) {
    note(at, "out_of_range", 0, mostBytes);
    return [name, {}];
  }
  const content = (await readFile(path, "utf8")).replace(/^\uFEFF/, "");
  if (!name.endsWith(".json")) return [name, content];
  try {
    return [name, JSON.parse(content)];
  } catch (error) {
    note(at, "invalid_json", error instanceof Error ? error.message : String(error));
    return [name, {}];
  }
}
