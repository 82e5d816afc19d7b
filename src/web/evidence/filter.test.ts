import { expect, it } from "vitest";
import { LIBRARY } from "../../core/evidence/library.ts";
import { inLanguage, standingOf } from "../../core/evidence/record.ts";
import { type EvidenceRow, filterEvidence } from "./filter.ts";

const rows = LIBRARY.map(({ id, content }) => {
  const told = inLanguage(content, "es");
  return { id, version: 0, own: false, ...standingOf(told), content: told };
}) as unknown as readonly EvidenceRow[];
const ids = (filter: Partial<Parameters<typeof filterEvidence>[1]>) =>
  filterEvidence(rows, { search: "", found: "", design: "", ...filter }).map(({ id }) => id);

it("nothing asked for shows everything", () => {
  expect(ids({})).toHaveLength(LIBRARY.length);
});

it("studies without difference and those without results are found by themselves", () => {
  expect(ids({ found: "none" })).toContain("iowa-chambers-2019");
  expect(ids({ found: "nothing" })).toContain("start-waiver-2014-2019");
  expect(ids({ found: "nothing" })).not.toContain("start-hall-2015");
});

it("a search needs no accents and every word", () => {
  expect(ids({ search: "oregon" })).toEqual(["oregon-life"]);
  expect(ids({ search: "start RURAL" })).toEqual(["start-hall-2015"]);
  expect(ids({ search: "start rural zzz" })).toEqual([]);
});

it("filters narrow one another", () => {
  expect(ids({ design: "randomised" })).toEqual(["start-waiver-2014-2019"]);
  expect(ids({ design: "randomised", found: "better" })).toEqual([]);
});
