import { expect, test } from "vitest";
import { whoMay } from "../../../tests/builders/whoMay.ts";
import { addNote } from "./addNote.ts";

test("the worker of the family, or whoever supervises its territory, adds a note", () => {
  expect(whoMay(addNote, (access) => ({ access }))).toEqual([
    "family_worker, in team",
    "supervisor, in team",
    "supervisor, in territory",
    "supervisor, former team",
  ]);
});

test("nobody does it in a sealed family under ordinary care", () => {
  expect(whoMay(addNote, (access) => ({ access }), 4)).toEqual([]);
});
