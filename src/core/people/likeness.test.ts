import { describe, expect, test } from "vitest";
import { type Comparable, likeness } from "./likeness.ts";

function aPerson(changes: Partial<Comparable> = {}): Comparable {
  return {
    givenNames: "María Carmen",
    firstSurname: "Jiménez",
    secondSurname: "Vázquez",
    birth: "1984-03-07",
    documents: [],
    ...changes,
  };
}

const dni = (number: string) => [{ kind: "dni" as const, number }];

describe("possible duplicates", () => {
  test("the same name and birth are listed with both reasons", () => {
    expect(likeness(aPerson(), aPerson())).toEqual(["same_name", "same_birth"]);
  });

  test.each<[string, Partial<Comparable>]>([
    ["a given name left out", { givenNames: "Carmen" }],
    ["a name written by ear", { firstSurname: "Giménez", secondSurname: "Basques" }],
    ["the two surnames swapped", { firstSurname: "Vázquez", secondSurname: "Jiménez" }],
    ["the second surname missing", { secondSurname: "" }],
    ["only the second surname given", { firstSurname: "Vázquez", secondSurname: "" }],
    ["an everyday form", { givenNames: "Mari Carmen", firstSurname: "Jimenes" }],
  ])("recognises %s", (_, changes) => {
    expect(likeness(aPerson(), aPerson(changes))).toContain("similar_name");
  });

  test.each<[string, string]>([
    ["day and month swapped", "1984-07-03"],
    ["a year more", "1985-03-07"],
    ["only the year known", "1984"],
    ["an estimated first of January", "1985-01-01"],
  ])("takes %s as a near birth", (_, birth) => {
    expect(likeness(aPerson(), aPerson({ birth }))).toContain("near_birth");
  });

  test("a twin with another given name is not a duplicate", () => {
    expect(likeness(aPerson({ givenNames: "Luz" }), aPerson({ givenNames: "Teo" }))).toEqual([]);
  });

  test("a mother and daughter of one name are told apart by their births", () => {
    expect(likeness(aPerson(), aPerson({ birth: "2012-03-07" }))).toEqual([]);
  });

  test("a valid different document of the same kind is another person", () => {
    expect(likeness(aPerson({ documents: dni("12345678Z") }), aPerson({ documents: dni("00000000T") }))).toEqual([]);
  });

  test("an equal document is enough, whatever the name", () => {
    const other = aPerson({ givenNames: "Rosa", firstSurname: "Soto", birth: null, documents: dni("12345678Z") });
    expect(likeness(aPerson({ documents: dni("12345678Z") }), other)).toEqual(["same_document"]);
  });

  test("nobody without surname or name is compared", () => {
    expect(likeness(aPerson({ firstSurname: "" }), aPerson({ firstSurname: "" }))).toEqual([]);
  });
});
