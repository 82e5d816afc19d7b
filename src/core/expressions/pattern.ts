import { accepted, type Result, refused } from "../result.ts";
import type { ExpressionFailure } from "./expression.ts";
import { type CharacterSet, readClass, readEscape, readProperty } from "./patternClasses.ts";

/*
 * Regular expressions without backtracking: a Thompson automaton, so that time grows with text × pattern and never with
 * their combinations. What such an automaton cannot do (back-references, look-around) is refused when published.
 */

type Instruction =
  | { readonly kind: "character"; readonly set: CharacterSet; next: number }
  | { readonly kind: "split"; first: number; second: number }
  | { readonly kind: "start"; next: number }
  | { readonly kind: "end"; next: number }
  | { readonly kind: "match" };

/** A pattern ready to run; opaque to callers. */
export interface Pattern {
  readonly program: readonly Instruction[];
  readonly entry: number;
}

type Node =
  | { readonly kind: "set"; readonly set: CharacterSet }
  | { readonly kind: "sequence"; readonly parts: readonly Node[] }
  | { readonly kind: "either"; readonly choices: readonly Node[] }
  | { readonly kind: "repeat"; readonly part: Node; readonly least: number; readonly most: number }
  | { readonly kind: "start" }
  | { readonly kind: "end" };

interface Reader {
  readonly source: string;
  readonly characters: readonly string[];
  at: number;
  depth: number;
  problem?: { readonly at: number; readonly reason: string };
}

const largestProgram = 2000;
const largestEffort = 20_000_000;
const deepest = 50;

function fail(reader: Reader, reason: string): undefined {
  reader.problem ??= { at: reader.at, reason };
  return undefined;
}

function readEither(reader: Reader): Node | undefined {
  if (reader.depth >= deepest) return fail(reader, "too_deep");
  reader.depth += 1;
  const choices: Node[] = [];
  for (;;) {
    const sequence = readSequence(reader);
    if (!sequence) return undefined;
    choices.push(sequence);
    if (reader.characters[reader.at] !== "|") break;
    reader.at += 1;
  }
  reader.depth -= 1;
  return choices.length === 1 ? choices[0] : { kind: "either", choices };
}

function readSequence(reader: Reader): Node | undefined {
  const parts: Node[] = [];
  for (;;) {
    const next = reader.characters[reader.at];
    if (next === undefined || next === "|" || next === ")") return { kind: "sequence", parts };
    const atom = readAtom(reader, next);
    if (!atom) return undefined;
    const quantified = readQuantifier(reader, atom);
    if (!quantified) return undefined;
    parts.push(quantified);
  }
}

function readGroup(reader: Reader): Node | undefined {
  reader.at += 1;
  if (reader.characters[reader.at] === "?") {
    if (reader.characters[reader.at + 1] !== ":") return fail(reader, "look_around");
    reader.at += 2;
  }
  const inner = readEither(reader);
  if (!inner) return undefined;
  if (reader.characters[reader.at] !== ")") return fail(reader, "unclosed_group");
  reader.at += 1;
  return inner;
}

function readAtom(reader: Reader, next: string): Node | undefined {
  if (next === "(") return readGroup(reader);
  if (next === "*" || next === "+" || next === "?" || next === "{") return fail(reader, "nothing_to_repeat");
  if (next === "^" || next === "$") {
    reader.at += 1;
    return { kind: next === "^" ? "start" : "end" };
  }
  if (next === "[") {
    const found = readClass(reader.characters, reader.at);
    if (!found) return fail(reader, "bad_class");
    reader.at = found.end;
    return { kind: "set", set: found.set };
  }
  if (next === "\\") {
    const found = readProperty(reader.characters, reader.at) ?? readEscape(reader.characters, reader.at);
    if (!found) return fail(reader, "escape_not_supported");
    reader.at = found.end;
    return { kind: "set", set: found.set };
  }
  reader.at += 1;
  if (next === ".") return { kind: "set", set: (character) => character !== "\n" && character !== "\r" };
  return { kind: "set", set: (character) => character === next };
}

function readQuantifier(reader: Reader, part: Node): Node | undefined {
  const rest = reader.characters.slice(reader.at, reader.at + 16).join("");
  const found = /^(?:[*+?]|\{(\d{1,4})(,(\d{1,4})?)?\})\??/.exec(rest);
  if (!found) return rest.startsWith("{") ? fail(reader, "bad_quantifier") : part;
  reader.at += found[0].length;
  const sign = found[0].charAt(0);
  if (sign === "*") return { kind: "repeat", part, least: 0, most: Infinity };
  if (sign === "+") return { kind: "repeat", part, least: 1, most: Infinity };
  if (sign === "?") return { kind: "repeat", part, least: 0, most: 1 };
  const least = Number(found[1]);
  const most = found[2] === undefined ? least : found[3] === undefined ? Infinity : Number(found[3]);
  return most < least ? fail(reader, "bad_quantifier") : { kind: "repeat", part, least, most };
}

/** Builds backwards: each node is written before `next` and returns where it starts; undefined when it grows too large. */
function write(program: Instruction[], node: Node, next: number): number | undefined {
  if (program.length > largestProgram) return undefined;
  switch (node.kind) {
    case "set":
      return program.push({ kind: "character", set: node.set, next }) - 1;
    case "start":
    case "end":
      return program.push({ kind: node.kind, next }) - 1;
    case "sequence":
      return node.parts.reduceRight<number | undefined>(
        (after, part) => (after === undefined ? undefined : write(program, part, after)),
        next,
      );
    case "either": {
      const [last, ...others] = node.choices.map((choice) => write(program, choice, next)).reverse();
      return others.reduce<number | undefined>((second, first) => {
        if (first === undefined || second === undefined) return undefined;
        return program.push({ kind: "split", first, second }) - 1;
      }, last);
    }
    case "repeat":
      return writeRepeat(program, node, next);
  }
}

function writeRepeat(program: Instruction[], node: Node & { kind: "repeat" }, next: number): number | undefined {
  let after: number | undefined = next;
  if (node.most === Infinity) {
    const loop: Instruction & { kind: "split" } = { kind: "split", first: next, second: next };
    const at = program.push(loop) - 1;
    const body = write(program, node.part, at);
    if (body === undefined) return undefined;
    loop.first = body;
    after = at;
  } else {
    for (let copy = node.least; copy < node.most && after !== undefined; copy += 1) {
      const body: number | undefined = write(program, node.part, after);
      after = body === undefined ? undefined : program.push({ kind: "split", first: body, second: next }) - 1;
    }
  }
  for (let copy = 0; copy < node.least && after !== undefined; copy += 1) {
    const body: number | undefined = write(program, node.part, after);
    if (body === after) break;
    after = body;
  }
  return after;
}

/** Compiles a pattern or says at which character, and why, it cannot run safely. */
export function compilePattern(source: string): Result<Pattern, ExpressionFailure> {
  const reader: Reader = { source, characters: [...source], at: 0, depth: 0 };
  const node = readEither(reader);
  if (node && reader.at < reader.characters.length) fail(reader, "unexpected_bracket");
  if (!node || reader.problem) {
    const { at, reason } = reader.problem ?? { at: 0, reason: "unreadable" };
    return refused({ code: "pattern_not_supported", pattern: source, at, reason });
  }
  const program: Instruction[] = [{ kind: "match" }];
  const entry = write(program, node, 0);
  if (entry === undefined) {
    return refused({ code: "pattern_not_supported", pattern: source, at: 0, reason: "too_large" });
  }
  return accepted({ program, entry });
}

interface Place {
  readonly isStart: boolean;
  readonly isEnd: boolean;
}

/** Follows the instructions that consume nothing and returns those waiting for a character. */
function settle(pattern: Pattern, starts: readonly number[], place: Place): { waiting: number[]; matched: boolean } {
  const seen = new Uint8Array(pattern.program.length);
  const waiting: number[] = [];
  const open = [...starts];
  let matched = false;
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen[at]) continue;
    seen[at] = 1;
    const instruction = pattern.program[at];
    if (!instruction) continue;
    if (instruction.kind === "character") waiting.push(at);
    else if (instruction.kind === "match") matched = matched || place.isEnd;
    else if (instruction.kind === "split") open.push(instruction.second, instruction.first);
    else if (instruction.kind === "start" ? place.isStart : place.isEnd) open.push(instruction.next);
  }
  return { waiting, matched };
}

/**
 * True when the whole text fits the pattern (as `regex()` of XForms). A text so long that it would take more than about
 * a tenth of a second does not fit.
 */
export function fitsPattern(pattern: Pattern, text: string): boolean {
  const characters = [...text];
  if (characters.length * pattern.program.length > largestEffort) return false;
  let starts: readonly number[] = [pattern.entry];
  for (let index = 0; index <= characters.length; index += 1) {
    const character = characters[index];
    const { waiting, matched } = settle(pattern, starts, { isStart: index === 0, isEnd: character === undefined });
    if (character === undefined) return matched;
    starts = waiting.flatMap((at) => {
      const instruction = pattern.program[at];
      return instruction?.kind === "character" && instruction.set(character) ? [instruction.next] : [];
    });
    if (starts.length === 0) return false;
  }
  return false;
}
