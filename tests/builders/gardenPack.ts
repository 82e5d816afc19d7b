import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ProgrammePack } from "../../src/core/packs/pack.ts";
import { parsePack } from "../../src/core/packs/parse.ts";

const folder = fileURLToPath(new URL("../../programs/huerto-de-prueba/", import.meta.url));

function readFiles(): Record<string, unknown> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\.(json|md)$/.test(name));
  return Object.fromEntries(
    names.map((name) => {
      const content = readFileSync(join(folder, name), "utf8");
      return [name, name.endsWith(".json") ? JSON.parse(content) : content];
    }),
  );
}

/** The silly programme the engine is tested with. */
export function gardenPack(): ProgrammePack {
  const parsed = parsePack(readFiles());
  if (!parsed.ok) throw new Error(`the test programme is not valid: ${JSON.stringify(parsed.failure.problems)}`);
  return parsed.value;
}
