import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./sourceFiles.ts";

export type Row = Readonly<Record<string, string>>;

/** The rows of a plain CSV (no quotes) of `tests/data`, by column name. */
export function rowsOf(file: string): readonly Row[] {
  const [head = "", ...lines] = readFileSync(join(root, "tests/data", file), "utf8")
    .trim()
    .split(/\r?\n/);
  const names = head.split(",");
  return lines.map((line) => {
    const values = line.split(",");
    return Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
  });
}

// biome-ignore lint/suspicious/noExplicitAny: reference answers have a different shape per case
export function reference(file: string): any {
  return JSON.parse(readFileSync(join(root, "tests/data", file), "utf8"));
}
