import international from "./commonPasswords.txt?raw";
import spanish from "./commonSpanishPasswords.txt?raw";

function words(file: string): string[] {
  return file.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}

/** Passwords anybody would try first; where they come from is said at the head of the two files. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set([...words(international), ...words(spanish)]);

/** Words of the product, which are no secret to anybody who wants to get into it. */
export const PRODUCT_WORDS: readonly string[] = ["trenza"];
