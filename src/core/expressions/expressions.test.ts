import { describe, expect, it } from "vitest";
import { checkCondition, checkExpression } from "./check.ts";
import { contextLookup } from "./contextValues.ts";
import { evaluateExpression } from "./evaluate.ts";
import type { Environment, Scope, Value } from "./expression.ts";
import { referencedNames } from "./names.ts";
import { parseExpression } from "./parse.ts";
import { printExpression } from "./print.ts";

const answers: { readonly [name: string]: Value } = {
  tomatoes: 3,
  height: 1.25,
  planted: "2026-03-01",
  tools: "spade rake",
  gate: "open",
  blank: null,
  visits: [2, null, 5],
};

const environment: Environment = {
  today: "2026-11-21",
  now: "2026-11-21T10:30:00Z",
  answer: (name) => answers[name] ?? null,
  series: (name) => [answers[name] ?? null].flat(),
  context: contextLookup({
    household: { size: 4 },
    person: { age_on: (day) => (day === "2026-11-21" ? 9 : 0) },
    assessment: (id) => ({ score: (dimension) => (id === "garden" && dimension === "soil" ? 62 : null) }),
  }),
  choiceLabel: (question, code) => (question === "gate" && code === "open" ? "Abierta" : undefined),
};

const scope: Scope = {
  answers: new Map([
    ["tomatoes", "number"],
    ["planted", "date"],
    ["tools", "choices"],
    ["gate", "choice"],
    ["name", "text"],
    ["visits", "series of number"],
  ]),
  context: {
    household: { members: { size: "number" } },
    person: { members: { age_on: { parameters: ["date"], result: "number" } } },
    assessment: { parameters: ["text"], result: { members: { score: { parameters: ["text"], result: "number" } } } },
  },
};

function evaluate(text: string, self: Value = null): Value | string {
  const parsed = parseExpression(text);
  return parsed.ok ? evaluateExpression(parsed.value, { ...environment, self }) : parsed.failure.code;
}

function check(text: string, inScope: Scope = scope): string {
  const parsed = parseExpression(text);
  if (!parsed.ok) return parsed.failure.code;
  const type = checkExpression(parsed.value, inScope);
  return type.ok ? type.value : type.failure.code;
}

describe("evaluating an expression", () => {
  it.each([
    ["1 + 2 * 3", 7],
    ["(1 + 2) * 3", 9],
    ["10 - 3 - 2", 5],
    ["-2 * -3", 6],
    ["7 mod 3", 1],
    ["7 div 2", 3.5],
    ["1 div 0", null],
    ["0.1 + 0.2 = 0.3", false],
    ["round(0.1 + 0.2, 2) = 0.3", true],
    ["round(1.005, 2)", 1.01],
    ["round(-2.5)", -2],
    ["round(1234.5, -2)", 1200],
    ["int(-2.7)", -2],
    ["pow(2, 10) - abs(-24)", 1000],
    ["number('12.5')", 12.5],
    ["number('doce')", null],
    ["true() or 1 div 0 = 1", true],
    ["not(${blank})", true],
    ["if(${tomatoes} > 2, 'many', 'few')", "many"],
    ["coalesce(${blank}, '', ${gate})", "open"],
    ["concat(${tomatoes}, ' - ', ${height})", "3 - 1.25"],
    ["substr('tomate', 1, 3)", "om"],
    ["string-length('ñandú')", 5],
    ["contains('tomate', 'mat') and starts-with('tomate', 'to')", true],
    ["translate('a-b-c', '-', ' ')", "a b c"],
    ["selected(${tools}, 'rake')", true],
    ["selected(${tools}, 'rak')", false],
    ["selected-at(${tools}, 1)", "rake"],
    ["count-selected(${tools}) + count-selected(${blank})", 2],
    ["jr:choice-name(${gate}, '${gate}')", "Abierta"],
    ["sum(${visits})", 7],
    ["min(${visits}, 9) + max(${visits}, 1)", 7],
    ["count(${visits}) * 10 + count-non-empty(${visits})", 32],
    ["indexed-repeat(${visits}, ${visits}, 3)", 5],
    ["household.size >= 4", true],
    ["assessment('garden').score('soil')", 62],
    ["person.age_on(today())", 9],
    ["garden.unknown", null],
    ["position(..)", 1],
  ])("%s gives %j", (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  it.each([
    ["today() - ${planted}", 265],
    ["${planted} + 30", "2026-03-31"],
    ["${planted} - 1", "2026-02-28"],
    ["${planted} < today()", true],
    ["${planted} = '2026-03-01'", true],
    ["date('2024-02-28') + 1", "2024-02-29"],
    ["date('2023-02-29')", null],
    ["date(0)", "1970-01-01"],
    ["format-date(${planted}, '%e %b %Y')", "1 mar 2026"],
    ["format-date-time(now(), '%H:%M')", "10:30"],
    ["int(decimal-date-time('1970-01-02'))", 1],
    ["decimal-time('12:00')", 0.5],
  ])("computes with dates: %s gives %j", (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  it.each([
    ["${blank} = ''", true],
    ["${blank} != 'open'", true],
    ["${blank} = 0", false],
    ["${blank} < 1", false],
    ["${blank} >= 0", false],
    ["${blank} + 1", null],
    ["${tomatoes} != ''", true],
    ["if(${blank}, 1, 2)", 2],
  ])("treats blanks as written down: %s gives %j", (text, expected) => {
    expect(evaluate(text)).toEqual(expected);
  });

  it("keeps the current answer once it is given", () => {
    expect(evaluate("once(today())")).toBe("2026-11-21");
    expect(evaluate("once(today())", "2026-01-01")).toBe("2026-01-01");
    expect(evaluate(". <= ${tomatoes}", 2)).toBe(true);
  });
});

describe("reading an expression", () => {
  it.each([
    ["", { code: "expression_empty" }],
    ["1 +", { code: "unexpected_end", at: 3 }],
    ["1 2", { code: "unexpected_word", at: 2, found: "2" }],
    ["'abc", { code: "unclosed_text", at: 0 }],
    ["${a", { code: "unexpected_character", at: 0, found: "$" }],
    ["../a", { code: "path_not_supported", at: 2, found: "/" }],
    ["..", { code: "path_not_supported", at: 0, found: ".." }],
    ["instance('x')/root", { code: "path_not_supported", at: 13, found: "/" }],
    ["a[1]", { code: "path_not_supported", at: 1, found: "[" }],
    ["* 2", { code: "path_not_supported", at: 0, found: "*" }],
    ["(1", { code: "unexpected_end", at: 2 }],
    [`${"(".repeat(200)}1${")".repeat(200)}`, { code: "expression_too_deep", limit: 100 }],
    ["1+".repeat(5000), { code: "expression_too_long", limit: 8000 }],
  ])("says where %s stops making sense", (text, failure) => {
    expect(parseExpression(text)).toEqual({ ok: false, failure });
  });

  it("lists what an expression depends on", () => {
    const parsed = parseExpression("${a} > household.size and selected(., ${b}) and ${a} != person.age_on(${c})");
    expect(parsed.ok && referencedNames(parsed.value)).toEqual({
      answers: ["a", "b", "c"],
      context: ["household.size", "person.age_on"],
      self: true,
    });
  });

  it("prints brackets only where the tree needs them", () => {
    for (const text of ["1 - (2 - 3)", "(1 + 2) * 3", "-(1 + 2)", "(1 = 2) = 3 or a.b(1).c < 2"]) {
      const parsed = parseExpression(text);
      expect(parsed.ok && printExpression(parsed.value)).toBe(text.replace("(1 = 2) = 3", "1 = 2 = 3"));
    }
  });
});

describe("checking an expression", () => {
  it.each([
    ["${tomatoes} + 1", "number"],
    ["today() - ${planted}", "number"],
    ["${planted} + 30", "date"],
    ["if(${gate} = 'open', 1, '')", "number"],
    ["if(true(), 1, 'a')", "any"],
    ["${gate} = 1", "boolean"],
    ["${gate} * 2", "number"],
    ["${tomatoes} = ''", "boolean"],
    ["${planted} > '2026-01-01'", "boolean"],
    ["sum(${visits}) > 3", "boolean"],
    ["household.size", "number"],
    ["assessment('a').score('b') > 3", "boolean"],
    ["regex(${name}, '[a-z]+')", "boolean"],
  ])("accepts %s as %s", (text, type) => {
    expect(check(text)).toBe(type);
  });

  it.each([
    ["${nobody} = 1", "unknown_name"],
    ["household.height", "unknown_name"],
    ["household", "unknown_name"],
    ["assessment('a').grade('b')", "unknown_name"],
    ["jr:choice-name(${gate}, '${nobody}')", "unknown_name"],
    ["random()", "unknown_function"],
    ["constructor('x')", "unknown_function"],
    ["round()", "wrong_number_of_parameters"],
    ["person.age_on()", "wrong_number_of_parameters"],
    ["${name} + 1", "wrong_type"],
    ["${name} > 1", "wrong_type"],
    ["${tomatoes} = 'many'", "wrong_type"],
    ["${planted} > 'ayer'", "wrong_type"],
    ["${gate} and true()", "wrong_type"],
    ["not(${name})", "wrong_type"],
    ["${visits} > 1", "wrong_type"],
    ["person.age_on(${tomatoes})", "wrong_type"],
    [". > 1", "no_current_answer"],
    ["regex(${name}, ${name})", "pattern_not_literal"],
    ["regex(${name}, '(?=a)')", "pattern_not_supported"],
  ])("refuses %s as %s", (text, code) => {
    expect(check(text)).toBe(code);
  });

  it("refuses free text as a condition", () => {
    const parsed = parseExpression("concat('a', 'b')");
    expect(parsed.ok && checkCondition(parsed.value, scope).ok).toBe(false);
  });
});
