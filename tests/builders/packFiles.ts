import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ProgrammePack } from "../../src/core/packs/pack.ts";
import { parsePack } from "../../src/core/packs/parse.ts";

const programs = fileURLToPath(new URL("../../programs", import.meta.url));

/** Names of the programmes that ship with the product. */
export function shippedPrograms(): readonly string[] {
  return readdirSync(programs, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The files of a shipped programme, freshly read, so that a test may damage its copy. */
export function packFiles(program: string): Record<string, unknown> {
  const folder = join(programs, program);
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return Object.fromEntries(
    names.map((name) => {
      const content = readFileSync(join(folder, name), "utf8");
      return [name, name.endsWith(".json") ? (JSON.parse(content) as unknown) : content];
    }),
  );
}

/** A shipped programme, checked. */
export function aPack(program = "huerto-de-prueba"): ProgrammePack {
  const parsed = parsePack(packFiles(program));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure.problems, null, 2));
  return parsed.value;
}
