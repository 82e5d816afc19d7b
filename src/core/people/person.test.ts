import { describe, expect, test } from "vitest";
import { birthParts, type Person, personConflicts, readPerson } from "./person.ts";

const aPerson = (changes: Partial<Person> = {}): Person => ({
  givenNames: "Luz",
  firstSurname: "Rojas",
  secondSurname: "Díaz",
  birth: "2017-05-02",
  sex: "female",
  languages: ["es"],
  ...changes,
});

describe("a person", () => {
  test("keeps names without spare blanks and languages once", () => {
    const read = readPerson(aPerson({ givenNames: "  Luz   María ", languages: ["es", "arn", "es"] }), "2026-11-21");
    expect(read).toEqual({ ok: true, value: aPerson({ givenNames: "Luz María", languages: ["es", "arn"] }) });
  });

  test.each(["2017", "2017-05", "2017-05-02", null])("takes the birth %s", (birth) => {
    expect(readPerson(aPerson({ birth }), "2026-11-21").ok).toBe(true);
  });

  test.each(["2026-11-22", "2027", "2023-02-30", "2017-13", "1880", "17"])("refuses the birth %s", (birth) => {
    expect(readPerson(aPerson({ birth }), "2026-11-21")).toEqual({ ok: false, failure: { code: "bad_birth" } });
  });

  test("splits a birth into what is known of it", () => {
    expect(birthParts("2017-05")).toEqual({ year: 2017, month: 5, day: null });
    expect(birthParts(null)).toEqual({ year: null, month: null, day: null });
  });

  test("shows both values of each field that differs, and no other", () => {
    const conflicts = personConflicts(aPerson({ firstSurname: "Roxas" }), aPerson({ birth: "2017" }));
    expect(conflicts).toEqual([
      { field: "firstSurname", yours: "Roxas", theirs: "Rojas" },
      { field: "birth", yours: "2017-05-02", theirs: "2017" },
    ]);
  });
});
