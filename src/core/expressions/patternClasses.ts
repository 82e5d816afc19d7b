/** Says whether one character (code point) belongs. */
export type CharacterSet = (character: string) => boolean;

interface Found {
  readonly set: CharacterSet;
  readonly end: number;
}

const shorthands: { readonly [letter: string]: CharacterSet } = {
  d: (character) => /^\d$/.test(character),
  D: (character) => !/^\d$/.test(character),
  w: (character) => /^\w$/.test(character),
  W: (character) => !/^\w$/.test(character),
  s: (character) => /^\s$/.test(character),
  S: (character) => !/^\s$/.test(character),
};

const controls: { readonly [letter: string]: string } = { t: "\t", n: "\n", r: "\r", f: "\f", v: "\v" };

const properties: { readonly [name: string]: RegExp } = {
  L: /^\p{L}$/u,
  Lu: /^\p{Lu}$/u,
  Ll: /^\p{Ll}$/u,
  N: /^\p{N}$/u,
  Nd: /^\p{Nd}$/u,
  P: /^\p{P}$/u,
  S: /^\p{S}$/u,
  M: /^\p{M}$/u,
  Z: /^\p{Z}$/u,
};

/** Reads `\p{L}` and its relatives at `at`. */
export function readProperty(characters: readonly string[], at: number): Found | undefined {
  const found = /^\\([pP])\{([A-Za-z]+)\}/.exec(characters.slice(at, at + 8).join(""));
  const name = found?.[2] ?? "";
  const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (!found || !property) return undefined;
  const negated = found[1] === "P";
  return { set: (character) => property.test(character) !== negated, end: at + found[0].length };
}

function escapedCharacter(characters: readonly string[], at: number): { character: string; end: number } | undefined {
  const next = characters[at + 1];
  if (next === undefined) return undefined;
  if (Object.hasOwn(controls, next)) return { character: controls[next] ?? "", end: at + 2 };
  const code = /^(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))/.exec(characters.slice(at + 1, at + 6).join(""));
  if (code) {
    return {
      character: String.fromCharCode(Number.parseInt(code[1] ?? code[2] ?? "", 16)),
      end: at + 1 + code[0].length,
    };
  }
  return /[\p{L}\p{N}]/u.test(next) ? undefined : { character: next, end: at + 2 };
}

/** Reads an escape outside a class; back-references and word boundaries are not among them. */
export function readEscape(characters: readonly string[], at: number): Found | undefined {
  const next = characters[at + 1] ?? "";
  const shorthand = Object.hasOwn(shorthands, next) ? shorthands[next] : undefined;
  if (shorthand) return { set: shorthand, end: at + 2 };
  const escaped = escapedCharacter(characters, at);
  return escaped && { set: (character) => character === escaped.character, end: escaped.end };
}

interface ClassPart {
  readonly set: CharacterSet;
  /** The single character, when the part is one and may start or end a range. */
  readonly character?: string;
  readonly end: number;
}

function readClassPart(characters: readonly string[], at: number): ClassPart | undefined {
  const next = characters[at];
  if (next === undefined) return undefined;
  if (next !== "\\") return { set: (character) => character === next, character: next, end: at + 1 };
  const escaped = escapedCharacter(characters, at);
  if (escaped) return { set: (character) => character === escaped.character, ...escaped };
  return readProperty(characters, at) ?? readEscape(characters, at);
}

/** Reads `[…]` whose bracket stands at `at`. */
export function readClass(characters: readonly string[], at: number): Found | undefined {
  const negated = characters[at + 1] === "^";
  const sets: CharacterSet[] = [];
  let index = at + (negated ? 2 : 1);
  while (characters[index] !== "]") {
    const first = readClassPart(characters, index);
    if (!first) return undefined;
    index = first.end;
    const ranged = characters[index] === "-" && characters[index + 1] !== "]";
    if (!ranged || first.character === undefined) {
      sets.push(first.set);
      continue;
    }
    const last = readClassPart(characters, index + 1);
    const [low, high] = [first.character.codePointAt(0) ?? 0, last?.character?.codePointAt(0) ?? -1];
    if (!last || high < low) return undefined;
    index = last.end;
    sets.push((character) => (character.codePointAt(0) ?? -1) >= low && (character.codePointAt(0) ?? -1) <= high);
  }
  return { set: (character) => sets.some((set) => set(character)) !== negated, end: index + 1 };
}
