import { createHash } from "node:crypto";

/** The same id for the same words, in every run: what `md5(words)::uuid` is in the database. */
export function idOf(words: string): string {
  const hex = createHash("md5").update(words).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
