import { readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the project. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Every file below a folder of the project, as paths from the project's folder with `/`. */
export function filesUnder(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).split(sep).join("/"))
    .sort();
}

const blank = (found: string) => found.replaceAll(/[^\n]/g, " ");

/**
 * Code without comments, texts and patterns, line by line as it was. A regular expression is told from a division by
 * what stands before it, which is enough for formatted code.
 */
export function withoutTextAndComments(code: string): string {
  return code
    .replaceAll(/\/\*[\s\S]*?\*\//g, blank)
    .replaceAll(/(["'])(?:[^"'\\\n]|\\.|(?!\1)["'])*\1/g, blank)
    .replaceAll(
      /(?<=[(,=:[!&|?{};\n>]\s*|return\s+)\/(?![/*])(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/g,
      blank,
    )
    .replaceAll(/\/\/[^\n]*/g, blank)
    .replaceAll(/`(?:[^`\\]|\\.)*`/g, blank);
}
