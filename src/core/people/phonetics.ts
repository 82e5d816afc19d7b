import { fold } from "./names.ts";

const replacements: readonly (readonly [RegExp, string])[] = [
  [/[^a-z]/g, ""],
  [/ph/g, "f"],
  [/th/g, "t"],
  [/^x(?=[aeiou])/g, "j"],
  [/x/g, "s"],
  [/ch/g, "#"],
  [/c(?=[ei])/g, "s"],
  [/qu(?=[ei])|q|c/g, "k"],
  [/^h?u(?=[aeio])|w/g, "gu"],
  [/gu(?=[ei])/g, "G"],
  [/g(?=[ei])/g, "j"],
  [/G/g, "g"],
  [/gu(?=[ao])/g, "g"],
  [/h/g, ""],
  [/ll/g, "y"],
  [/y(?![aeiou])/g, "i"],
  [/^i(?=[aeou])/g, "y"],
  [/v/g, "b"],
  [/z/g, "s"],
  [/m(?=[bp])/g, "n"],
  [/(.)\1+/g, "$1"],
];

/**
 * How a Spanish word sounds where b/v, s/z/c, g/j/x, ll/y and h are heard alike: «Jiménez», «Giménez» and «Ximénez»
 * have one key. Empty for a word without letters.
 */
export function phoneticKey(word: string): string {
  return replacements.reduce((key, [pattern, sound]) => key.replace(pattern, sound), fold(word));
}
