import { accepted, type Result, refused } from "../result.ts";
import type { ExpressionFailure } from "./expression.ts";

/** One word of an expression; `at` counts characters from 0. */
export interface Token {
  readonly kind: "number" | "text" | "answer" | "name" | "symbol";
  readonly text: string;
  readonly at: number;
}

const space = /\s+/y;
const number = /(?:\d+(?:\.\d*)?|\.\d+)/y;
const quoted = /'([^']*)'|"([^"]*)"/y;
const answer = /\$\{\s*([\p{L}_][\p{L}\p{N}_.-]*)\s*\}/uy;
const name = /[\p{L}_][\p{L}\p{N}_-]*(?::[\p{L}_][\p{L}\p{N}_-]*)?/uy;
const symbol = /\.\.|<=|>=|!=|[()+\-*=<>,.]/y;
const path = /\/\/?|::|[@[\]|]/y;

/** Longest text accepted as one expression. */
const longestExpression = 8000;

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function nextToken(text: string, at: number): { token: Token; end: number } | undefined {
  const found = (kind: Token["kind"], matched: RegExpExecArray, value: string) => ({
    token: { kind, text: value, at },
    end: at + matched[0].length,
  });
  const digits = match(number, text, at);
  if (digits) return found("number", digits, digits[0]);
  const literal = match(quoted, text, at);
  if (literal) return found("text", literal, literal[1] ?? literal[2] ?? "");
  const reference = match(answer, text, at);
  if (reference) return found("answer", reference, reference[1] ?? "");
  const word = match(name, text, at);
  if (word) return found("name", word, word[0]);
  const sign = match(symbol, text, at);
  return sign ? found("symbol", sign, sign[0]) : undefined;
}

function refuseCharacter(text: string, at: number): Result<never, ExpressionFailure> {
  const found = text.charAt(at);
  if (found === "'" || found === '"') return refused({ code: "unclosed_text", at });
  const steps = match(path, text, at);
  if (steps) return refused({ code: "path_not_supported", at, found: steps[0] });
  return refused({ code: "unexpected_character", at, found });
}

/** Cuts an expression into words. XPath paths (`/`, `[`, `@`) are refused by name: answers are read with `${name}`. */
export function tokensOf(text: string): Result<readonly Token[], ExpressionFailure> {
  if (text.length > longestExpression) return refused({ code: "expression_too_long", limit: longestExpression });
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const blank = match(space, text, at);
    if (blank) {
      at += blank[0].length;
      continue;
    }
    const next = nextToken(text, at);
    if (!next) return refuseCharacter(text, at);
    tokens.push(next.token);
    at = next.end;
  }
  return accepted(tokens);
}
