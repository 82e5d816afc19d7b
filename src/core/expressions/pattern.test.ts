import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compilePattern, fitsPattern } from "./pattern.ts";

function fits(pattern: string, text: string): boolean | string {
  const compiled = compilePattern(pattern);
  if (compiled.ok) return fitsPattern(compiled.value, text);
  return compiled.failure.code === "pattern_not_supported" ? compiled.failure.reason : compiled.failure.code;
}

describe("a pattern", { timeout: 60_000 }, () => {
  it.each([
    ["[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,4}", "ana@huerto.org", true],
    ["[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,4}", "ana huerto.org", false],
    ["^\\d{8}[A-Z]$", "12345678Z", true],
    ["\\d{8}", "123456789", false],
    ["(ab|a)(c|bcd)", "abcd", true],
    ["\\p{Lu}\\p{L}*", "Ñandú", true],
    ["[^a-c]+", "xyz", true],
    ["a{2,}", "a", false],
    ["a|b|", "", true],
    ["colou?r.*", "color rojo", true],
  ])("%s on %j is %j, matching the whole text", (pattern, text, expected) => {
    expect(fits(pattern, text)).toBe(expected);
  });

  it.each([
    ["(?=a)a", "look_around"],
    ["(a)\\1", "escape_not_supported"],
    ["(a", "unclosed_group"],
    ["a)", "unexpected_bracket"],
    ["*a", "nothing_to_repeat"],
    ["[z-a]", "bad_class"],
    ["((a{99}){99}){99}", "too_large"],
    ["((){9999}){9999}", true],
  ])("says why %s cannot run", (pattern, reason) => {
    expect(fits(pattern, "")).toBe(reason);
  });

  it("does not blow up on patterns that make backtracking engines hang", () => {
    for (const pattern of ["(a+)+", "(a|a)*", "(a*)*b", "([a-z]+)*=", "a*a*a*a*a*a*b"]) {
      expect(fits(pattern, `${"a".repeat(2000)}!`)).toBe(false);
    }
  });

  it("agrees with the built-in engine on random patterns and texts", () => {
    const atom = fc.constantFrom("a", "b", "[ab]", "[^a]", ".", "\\d", "(a|b)", "(ab)", "(?:ba|b)");
    const quantifier = fc.constantFrom("", "", "*", "+", "?", "{2}", "{1,2}");
    const pattern = fc.array(
      fc.tuple(atom, quantifier).map(([part, times]) => part + times),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(pattern, fc.stringMatching(/^[ab1]{0,8}$/), (parts, text) => {
        const source = parts.join("");
        expect(fits(source, text)).toBe(new RegExp(`^(?:${source})$`, "u").test(text));
      }),
      { numRuns: 1000 },
    );
  });
});
