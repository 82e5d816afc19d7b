import { accepted, type Result, refused } from "../result.ts";

/** OWASP ASVS 5.0, 6.2.1 and 6.2.9: long enough, and no limit that would forbid a phrase. */
export const MIN_PASSWORD = 12;
export const MAX_PASSWORD = 128;
/** What must be left of a password once the words anybody could guess about its owner are taken out. */
const MIN_OWN_PART = 8;
const MIN_WORD = 4;

export type PasswordFailure =
  | { readonly code: "password_too_short"; readonly minimum: number }
  | { readonly code: "password_too_long"; readonly maximum: number }
  | { readonly code: "password_too_common" }
  | { readonly code: "password_repeats" }
  | { readonly code: "password_about_you" };

/** What a new password is compared with. */
export interface PasswordSurroundings {
  /** Well-known passwords, in lower case. */
  readonly common: ReadonlySet<string>;
  /** Words about this account: names, address, tenant, product. */
  readonly ownWords: readonly string[];
}

/** The one spelling that is stored and compared, so that every keyboard can type the password again. */
export function normalisePassword(password: string): string {
  return password.normalize("NFKC");
}

function letterPart(text: string): string {
  return text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
}

function isRepeated(text: string): boolean {
  for (let length = 1; length <= text.length / 2; length++) {
    const unit = text.slice(0, length);
    if (unit.repeat(Math.ceil(text.length / length)).startsWith(text)) return true;
  }
  return false;
}

function isSequence(text: string): boolean {
  const codes = [...text].map((letter) => letter.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  return steps.size === 1 && [1, -1].includes([...steps][0] ?? 0);
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function partsOf(words: readonly string[]): string[] {
  const parts = words.flatMap((word) => plain(word).split(/[^\p{L}\p{N}]+/u));
  return [...new Set(parts)]
    .filter((part) => part.length >= MIN_WORD)
    .sort((left, right) => right.length - left.length);
}

function withoutWords(text: string, words: readonly string[]): string {
  return words.reduce((rest, word) => rest.replaceAll(word, ""), text);
}

/**
 * Decides on a new password: 12 to 128 characters of any kind, not a well-known one (also not when dressed with digits
 * and signs at its ends), not one pattern repeated, not made of the words everybody knows about its owner.
 */
export function checkPassword(password: string, about: PasswordSurroundings): Result<string, PasswordFailure> {
  const text = normalisePassword(password);
  const length = [...text].length;
  if (length < MIN_PASSWORD) return refused({ code: "password_too_short", minimum: MIN_PASSWORD });
  if (length > MAX_PASSWORD) return refused({ code: "password_too_long", maximum: MAX_PASSWORD });
  const lower = text.toLowerCase();
  if (isRepeated(lower) || isSequence(lower)) return refused({ code: "password_repeats" });
  const candidates = [lower, plain(text), letterPart(lower), letterPart(plain(text))];
  if (candidates.some((candidate) => about.common.has(candidate))) return refused({ code: "password_too_common" });
  const known = partsOf(about.ownWords);
  const rest = withoutWords(plain(text), known);
  if (rest !== plain(text) && [...rest].length < MIN_OWN_PART) return refused({ code: "password_about_you" });
  return accepted(text);
}
