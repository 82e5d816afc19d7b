import { fold, givenWords, type PersonName, surnameWords, wordsOf } from "./names.ts";
import { phoneticKey } from "./phonetics.ts";

/** Longest word kept in a key: longer ones are cut, so that a pasted text cannot fill the index. */
const longestWord = 40;

function keysOf(words: readonly string[]): readonly string[] {
  return words.flatMap((word) => {
    const short = word.slice(0, longestWord);
    const sound = phoneticKey(short);
    return sound === "" ? [`w:${short}`] : [`w:${short}`, `p:${sound}`];
  });
}

function unique(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)].sort();
}

/** Keys under which a person is found: each word as folded (`w:`) and as it sounds (`p:`). */
export function personKeys(name: PersonName): readonly string[] {
  const asWritten = [name.givenNames, name.firstSurname, name.secondSurname].flatMap(wordsOf);
  const words = [...asWritten, ...givenWords(name.givenNames), ...surnameWords(name.firstSurname)];
  return unique(keysOf(words));
}

/** Keys under which a family is found: the words of its name, and its code whole, without signs and as its number alone (`c:`). */
export function householdKeys(household: { readonly name: string; readonly code: string }): readonly string[] {
  const code = fold(household.code);
  const bare = code.replace(/[^a-z0-9]/g, "");
  return unique([...keysOf(wordsOf(household.name)), `c:${code}`, `c:${bare}`, `c:${bare.replace(/^[a-z]+/, "")}`]);
}

/** One typed word as what to look for: a range of folded words that begin so, the code, and the sound of the word. */
export interface SearchTerm {
  readonly wordFrom: string;
  readonly wordBefore: string;
  readonly codeFrom: string;
  readonly codeBefore: string;
  readonly sound: string;
}

const afterAnyLetter = "\u{10FFFF}";
const mostTerms = 6;
/** Shorter words sound like too many others. */
const shortestSound = 3;

/** What to look for when somebody types in the search box; every term must be found. Empty when nothing was typed. */
export function searchTerms(typed: string): readonly SearchTerm[] {
  const pieces = fold(typed)
    .split(/\s+/)
    .map((piece) => piece.replace(/[^\p{L}\p{N}ª-]/gu, ""))
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece))
    .slice(0, mostTerms);
  return pieces.map((piece) => {
    const short = piece.slice(0, longestWord);
    const sound = phoneticKey(short);
    return {
      wordFrom: `w:${short}`,
      wordBefore: `w:${short}${afterAnyLetter}`,
      codeFrom: `c:${short}`,
      codeBefore: `c:${short}${afterAnyLetter}`,
      sound: sound.length >= shortestSound ? `p:${sound}` : `w:${short}`,
    };
  });
}
