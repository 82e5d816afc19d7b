import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "./canonical.ts";

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).reverse();
  return Object.fromEntries(members.map(([key, member]) => [key, reversed(member)]));
}

describe("the canonical spelling of a value", () => {
  it("is the same whatever the order of its members, and reads back as the value", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(reversed(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.stringify(JSON.parse(text)).length).toBe(text.length);
      }),
    );
  });

  it("sorts members by code unit, drops undefined ones and leaves no white space", () => {
    expect(canonicalJson({ b: [1, undefined, null], a: undefined, B: "ñ", "": -0, 10: true, 9: {} })).toBe(
      '{"":0,"10":true,"9":{},"B":"ñ","b":[1,null,null]}',
    );
  });

  it("refuses what JSON cannot hold", () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, undefined, 1n, () => 1, Symbol("x")]) {
      expect(() => canonicalJson({ nested: [{ value }].map((part) => part.value ?? Number.NaN) })).toThrow(TypeError);
    }
  });
});
