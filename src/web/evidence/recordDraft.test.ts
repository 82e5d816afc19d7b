import { expect, it } from "vitest";
import type { Evidence } from "../../contracts/evidence.ts";
import { LIBRARY } from "../../core/evidence/library.ts";
import { inLanguage } from "../../core/evidence/record.ts";
import { draftOf, evidenceOf, missingIn } from "./recordDraft.ts";

it("a record that is opened and saved says the same, with nothing filled in", () => {
  for (const { content } of LIBRARY) {
    const told = inLanguage(content, "es") as Evidence;
    expect(evidenceOf(draftOf(told))).toEqual(told);
    expect(missingIn(draftOf(told), false)).toEqual([]);
  }
});

it("a record needs a programme, a study and a source, and a correction its reason", () => {
  const fields = (corrects: boolean) => missingIn(draftOf(undefined), corrects).map(({ field }) => field);
  expect(fields(false)).toEqual(["content.programme", "content.study", "content.source"]);
  expect(fields(true)).toContain("why");
});

it("as much of a date as the source tells is enough", () => {
  const withDay = (on: string) => ({ ...draftOf(undefined), corrections: [{ on, text: "x" }] });
  const complaints = (on: string) => missingIn(withDay(on), false).filter(({ what }) => what === "badDay");
  for (const on of ["", "2022", "2022-12", "2022-12-03"]) expect(complaints(on)).toEqual([]);
  for (const on of ["diciembre", "12/2022", "2022-1"]) expect(complaints(on)).toHaveLength(1);
});
