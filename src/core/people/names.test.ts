import { describe, expect, test } from "vitest";
import { fold, fullName, givenWords, surnameWords } from "./names.ts";
import { phoneticKey } from "./phonetics.ts";
import { householdKeys, personKeys, searchTerms } from "./searchKeys.ts";

describe("names", () => {
  test("folds accents, capitals and ñ away", () => {
    expect(fold("Núñez O'Higgins")).toBe("nunez ohiggins");
  });

  test("spells out everyday forms of given names", () => {
    expect(givenWords("Mª Lupita")).toEqual(["maria", "guadalupe"]);
    expect(givenWords("Chema")).toEqual(["jose", "maria"]);
  });

  test("leaves an ambiguous everyday form as it is", () => {
    expect(givenWords("Beto")).toEqual(["beto"]);
  });

  test("strips particles from surnames, but keeps a surname made of them", () => {
    expect(surnameWords("de la Cruz")).toEqual(["cruz"]);
    expect(surnameWords("de la O")).toEqual(["o"]);
    expect(surnameWords("De")).toEqual(["de"]);
  });

  test("writes a name without gaps for what is missing", () => {
    expect(fullName({ givenNames: " Luz ", firstSurname: "Rojas", secondSurname: "" })).toBe("Luz Rojas");
  });
});

describe("phonetic keys", () => {
  test.each([
    ["Jiménez", "Giménez"],
    ["Jiménez", "Ximénez"],
    ["Vázquez", "Básquez"],
    ["Vázquez", "Vasques"],
    ["Huenchumil", "Güenchumil"],
    ["Llanos", "Yanos"],
    ["Hernández", "Ernandes"],
    ["Huerta", "Uerta"],
    ["Quispe", "Kispe"],
    ["Zambrano", "Sanbrano"],
    ["Cecilia", "Sesilia"],
    ["Thompson", "Tonpson"],
    ["Nicanor", "Nikanor"],
    ["Guevara", "Guebara"],
    ["Echeverría", "Echeberria"],
  ])("%s sounds like %s", (one, other) => {
    expect(phoneticKey(one)).toBe(phoneticKey(other));
  });

  test.each([
    ["Rojas", "Rosas"],
    ["Peña", "Pera"],
    ["Soto", "Soto Mayor"],
    ["Gálvez", "Chávez"],
    ["Marín", "Martín"],
    ["Cárdenas", "Cadenas"],
  ])("%s does not sound like %s", (one, other) => {
    expect(phoneticKey(one)).not.toBe(phoneticKey(other));
  });

  test("a word without letters has no sound", () => {
    expect(phoneticKey("1042")).toBe("");
  });
});

describe("search", () => {
  const person = { givenNames: "Luz María", firstSurname: "de la Vega", secondSurname: "Núñez" };
  const finds = (typed: string, keys: readonly string[]) =>
    searchTerms(typed).every((term) =>
      keys.some(
        (key) =>
          (key >= term.wordFrom && key < term.wordBefore) ||
          (key >= term.codeFrom && key < term.codeBefore) ||
          key === term.sound,
      ),
    );

  test.each(["luz", "LUZ vega", "nune", "Núñez Luz", "bega", "maria de la vega"])("«%s» finds the person", (typed) => {
    expect(finds(typed, personKeys(person))).toBe(true);
  });

  test.each(["luz rojas", "uz", "ega"])("«%s» does not find the person", (typed) => {
    expect(finds(typed, personKeys(person))).toBe(false);
  });

  test("finds a family by its code with or without the dash", () => {
    const keys = householdKeys({ name: "Familia Rojas", code: "F-1042" });
    expect(finds("f-1042", keys)).toBe(true);
    expect(finds("F1042", keys)).toBe(true);
    expect(finds("f-10", keys)).toBe(true);
    expect(finds("1042", keys)).toBe(true);
    expect(finds("042", keys)).toBe(false);
  });

  test("looks for nothing when only signs were typed", () => {
    expect(searchTerms("  -- ¡! ")).toEqual([]);
  });
});
