import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkExpression } from "./check.ts";
import { dateOfDays, daysOfDate } from "./dates.ts";
import { evaluateExpression } from "./evaluate.ts";
import { type Expression, operators, type Scope, type Value } from "./expression.ts";
import { functionSignatures } from "./functions.ts";
import { parseExpression } from "./parse.ts";
import { printExpression } from "./print.ts";

const name = fc
  .stringMatching(/^[a-z_][a-z0-9_]{0,6}$/)
  .filter((word) => !(operators as readonly string[]).includes(word));
const literalNumber = fc.integer({ min: 0, max: 1_000_000 }).map((value) => value / 100);
const literalText = fc
  .oneof(fc.string({ maxLength: 12 }), fc.constantFrom("2026-02-28", "10:30", "12", "a b", "", "yes"))
  .filter((text) => !(text.includes("'") && text.includes('"')));

const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 5, depthIdentifier: "expression" },
    fc.record({ kind: fc.constant("number" as const), value: literalNumber }),
    fc.record({ kind: fc.constant("text" as const), value: literalText }),
    fc.record({ kind: fc.constant("answer" as const), name }),
    fc.constant({ kind: "self" as const }),
    fc.record({ kind: fc.constant("negate" as const), operand: tie("expression") }),
    fc.record({
      kind: fc.constant("binary" as const),
      operator: fc.constantFrom(...operators),
      left: tie("expression"),
      right: tie("expression"),
    }),
    fc.record({
      kind: fc.constant("call" as const),
      name: fc.constantFrom(...Object.keys(functionSignatures).filter((word) => word !== "position")),
      parameters: fc.array(tie("expression"), { maxLength: 4 }),
    }),
    fc
      .array(
        fc.record({ name, parameters: fc.option(fc.array(tie("expression"), { maxLength: 2 }), { nil: undefined }) }),
        {
          minLength: 2,
          maxLength: 3,
        },
      )
      .map((steps) => ({
        kind: "context" as const,
        steps: steps.map(({ name: word, parameters }) => (parameters ? { name: word, parameters } : { name: word })),
      })),
  ),
}));

const scalar = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.double(),
  fc.string({ maxLength: 10 }),
  fc.constantFrom("2026-01-31", "2026-01-31T10:00:00Z", "10:30", "a b c", "9999-12-31"),
);
const value: fc.Arbitrary<Value> = fc.oneof(scalar, fc.array(scalar, { maxLength: 4 }));

function isValue(candidate: unknown): boolean {
  if (Array.isArray(candidate)) return candidate.every(isValue);
  return candidate === null || ["boolean", "number", "string"].includes(typeof candidate);
}

describe("expressions", { timeout: 60_000 }, () => {
  it("read back exactly as printed", () => {
    fc.assert(
      fc.property(expression, (tree) => {
        expect(parseExpression(printExpression(tree))).toEqual({ ok: true, value: tree });
      }),
      { numRuns: 600 },
    );
  });

  it("always evaluate to a value, whatever the tree and the answers, and twice to the same", () => {
    fc.assert(
      fc.property(expression, fc.array(value, { minLength: 5, maxLength: 5 }), (tree, values) => {
        const environment = {
          today: "2026-11-21",
          self: values[0] ?? null,
          answer: (word: string) => values[word.length % values.length] ?? null,
        };
        const result = evaluateExpression(tree, environment);
        expect(isValue(result)).toBe(true);
        expect(evaluateExpression(tree, environment)).toEqual(result);
      }),
      { numRuns: 600 },
    );
  });

  it("are either typed or refused, never anything else", () => {
    const scope: Scope = { answers: new Map([["a", "number"]]), self: "text", context: {} };
    fc.assert(
      fc.property(expression, (tree) => {
        const checked = checkExpression(tree, scope);
        expect(typeof (checked.ok ? checked.value : checked.failure.code)).toBe("string");
      }),
    );
  });

  it("never compute a non-finite number from what the checker lets through", () => {
    const numbers = fc.letrec<{ sum: Expression }>((tie) => ({
      sum: fc.oneof(
        { maxDepth: 4 },
        fc.record({ kind: fc.constant("number" as const), value: literalNumber }),
        fc.record({
          kind: fc.constant("binary" as const),
          operator: fc.constantFrom("+", "-", "*", "div", "mod" as const),
          left: tie("sum"),
          right: tie("sum"),
        }),
      ),
    })).sum;
    fc.assert(
      fc.property(numbers, (tree) => {
        const result = evaluateExpression(tree, { today: "2026-11-21", answer: () => null });
        expect(result === null || Number.isFinite(result)).toBe(true);
      }),
    );
  });

  it("refuse any text without throwing", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        expect(typeof parseExpression(text).ok).toBe("boolean");
      }),
    );
  });
});

describe("calendar days", () => {
  it("agree with the platform's calendar from 1600 to 2600 and come back", () => {
    fc.assert(
      fc.property(fc.integer({ min: -135_000, max: 230_000 }), (days) => {
        const text = new Date(days * 86_400_000).toISOString().slice(0, 10);
        expect(dateOfDays(days)).toBe(text);
        expect(daysOfDate(text)).toBe(days);
      }),
    );
  });
});
