import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of the package: the first one upwards whose package.json is ours, from sources and from the build alike. */
export function packageRoot(from: string = fileURLToPath(import.meta.url)): string {
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    const file = join(folder, "package.json");
    if (existsSync(file) && (JSON.parse(readFileSync(file, "utf8")) as { name?: string }).name === "trenza")
      return folder;
    if (dirname(folder) === folder) throw new Error(`no package.json of trenza above ${from}`);
  }
}

/** Where this installation keeps its data: `TRENZA_DATA`, or `.trenza` in the package folder. Always absolute. */
export function dataFolder(env: Readonly<Record<string, string | undefined>>, cwd: string): string {
  const chosen = env.TRENZA_DATA;
  return chosen ? resolve(cwd, chosen) : join(packageRoot(), ".trenza");
}
