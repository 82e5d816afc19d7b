import { expect, it } from "vitest";
import { ethnicities } from "../returns/rules/codes.ts";
import { tellEthnicity } from "./ethnicities.ts";

it.each(["es", "en"] as const)("every ethnicity of the English return has words of its own: %s", (language) => {
  const words = ethnicities.map((code) => tellEthnicity(code, language));
  expect(words.filter((word) => /^[A-Z]{4}$/.test(word))).toEqual([]);
  expect(new Set(words).size).toBe(ethnicities.length);
});

it("a code of another list says itself", () => {
  expect(["Mapuche", "toString", "wbri"].map((code) => tellEthnicity(code, "es"))).toEqual([
    "Mapuche",
    "toString",
    "wbri",
  ]);
});
