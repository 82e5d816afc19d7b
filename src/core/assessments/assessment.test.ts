import { expect, test } from "vitest";
import { compileInstrument } from "../instruments/compile.ts";
import type { InstrumentDefinition } from "../instruments/definition.ts";
import {
  type Assessment,
  assessmentSteps,
  closeAssessment,
  differencesOf,
  openAssessment,
  saveFamilyAnswers,
  saveTeamAnswers,
} from "./assessment.ts";

const garden: InstrumentDefinition = {
  id: "huerto-parejas",
  version: "1",
  title: { es: "El huerto a dos voces" },
  languages: ["es"],
  raters: ["family", "team"],
  dimensions: [{ id: "earth", label: { es: "Tierra" } }],
  lists: {
    growth: {
      ordered: true,
      choices: ["0", "1", "2"].map((code) => ({ code, label: { es: `Crece ${code}` } })),
    },
  },
  items: [
    { type: "choice", name: "soil", list: "growth", label: { es: "Tierra" }, dimension: "earth", required: true },
    { type: "choice", name: "worms", list: "growth", label: { es: "Lombrices" }, dimension: "earth", required: true },
  ],
  scoring: [
    {
      dimension: "earth",
      combine: "percent",
      direction: "higher_is_better",
      items: [{ item: "soil" }, { item: "worms" }],
      missing: { kind: "none_missing" },
    },
  ],
  differenceThreshold: 2,
  priorities: { max: 1 },
  provenance: { source: "invented for tests" },
};

const compiled = (() => {
  const result = compileInstrument(garden);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
})();

const today = "2026-11-21";
const anAssessment = (change: Partial<Assessment> = {}): Assessment => ({
  state: "family_answering",
  version: 1,
  openedOn: "2026-11-01",
  caseClosedOn: null,
  familyAnswers: {},
  teamAnswers: {},
  priorities: [],
  ...change,
});
const talking = anAssessment({
  state: "discussing",
  version: 3,
  familyAnswers: { soil: "2", worms: "1" },
  teamAnswers: { soil: "0", worms: "1" },
  priorities: ["worms"],
});
const closing = {
  baseVersion: 3,
  discussions: [{ item: "soil", note: "Lo miramos juntas." }],
  priorities: ["worms"],
  closedOn: today,
};

const anOpeningCase = { openedOn: "2026-10-01", closedOn: null, unfinished: false };

test("the family answers first when the instrument lets it rate", () => {
  expect(openAssessment(compiled, anOpeningCase, today, today)).toMatchObject({ value: { state: "family_answering" } });
});

test.each([
  ["case_closed", { ...anOpeningCase, closedOn: "2026-11-01" }, today],
  ["already_open", { ...anOpeningCase, unfinished: true }, today],
  ["future_day", anOpeningCase, "2026-11-22"],
  ["before_case", anOpeningCase, "2026-09-30"],
] as const)("refuses to begin: %s", (code, found, day) => {
  expect(openAssessment(compiled, found, day, today)).toMatchObject({ failure: { code } });
});

test("an instrument whose texts are all pending cannot be begun", () => {
  const pending = compileInstrument({
    ...garden,
    items: garden.items.map((item) => ({ ...item, pendingText: true })) as InstrumentDefinition["items"],
  });
  if (!pending.ok) throw new Error("the pending garden compiles");
  expect(openAssessment(pending.value, anOpeningCase, today, today)).toMatchObject({
    failure: { code: "nothing_to_answer" },
  });
});

test("a draft of the family stays with the family; finishing hands over to the team", () => {
  const draft = { baseVersion: 1, answers: { soil: "2" }, priorities: [], finished: false };
  expect(saveFamilyAnswers(compiled, anAssessment(), draft, today)).toMatchObject({
    value: { state: "family_answering", version: 2 },
  });
  const whole = { ...draft, answers: { soil: "2", worms: "1" }, finished: true };
  expect(saveFamilyAnswers(compiled, anAssessment(), whole, today)).toMatchObject({
    value: { state: "team_answering" },
  });
});

test("finishing with an answer missing names the question", () => {
  const given = { baseVersion: 1, answers: { soil: "2" }, priorities: [], finished: true };
  expect(saveFamilyAnswers(compiled, anAssessment(), given, today)).toMatchObject({
    failure: { code: "invalid_answers", fields: [{ path: "worms", code: "missing_required" }] },
  });
});

test("the team cannot rate before the family, nor the family after it has finished", () => {
  const given = { baseVersion: 1, answers: {}, finished: false };
  expect(saveTeamAnswers(compiled, anAssessment(), given, today)).toMatchObject({ failure: { code: "wrong_state" } });
  const later = anAssessment({ state: "team_answering" });
  expect(saveFamilyAnswers(compiled, later, { ...given, priorities: [] }, today)).toMatchObject({
    failure: { code: "wrong_state" },
  });
});

test("answers given on an older version show both values, question by question", () => {
  const stored = anAssessment({ version: 2, familyAnswers: { soil: "0" } });
  const given = { baseVersion: 1, answers: { soil: "2" }, priorities: [], finished: false };
  expect(saveFamilyAnswers(compiled, stored, given, today)).toMatchObject({
    failure: { code: "stale", conflict: [{ field: "soil", yours: "2", theirs: "0" }] },
  });
});

test("lists that say the same are no conflict", () => {
  const stored = anAssessment({ version: 2, familyAnswers: { tools: ["rake", "hoe"], soil: "0" } });
  const given = { baseVersion: 1, answers: { tools: ["rake", "hoe"], soil: "2" }, priorities: [], finished: false };
  expect(saveFamilyAnswers(compiled, stored, given, today)).toMatchObject({
    failure: { code: "stale", conflict: [{ field: "soil" }] },
  });
});

test.each([[["soil", "worms"]], [["nobody"]], [["soil", "soil"]]])("priorities %j are refused", (priorities) => {
  const given = { baseVersion: 1, answers: {}, priorities, finished: false };
  expect(saveFamilyAnswers(compiled, anAssessment(), given, today)).toMatchObject({
    failure: { code: "wrong_priorities", most: 1 },
  });
});

test("only ratings that lie the threshold apart are talked over", () => {
  expect(differencesOf(compiled, talking, today).map(({ item }) => item)).toEqual(["soil"]);
});

test("closing needs a word on every difference", () => {
  const silent = { ...closing, discussions: [{ item: "soil", note: "   " }] };
  expect(closeAssessment(compiled, talking, silent, today)).toMatchObject({
    failure: { code: "discussion_missing", fields: [{ path: "soil" }] },
  });
});

test("closing computes the scores of both raters and keeps what was shown", () => {
  const result = closeAssessment(compiled, talking, closing, today);
  expect(result).toMatchObject({
    value: {
      version: 4,
      scores: { family: [{ dimension: "earth", score: 75 }], team: [{ dimension: "earth", score: 25 }] },
    },
  });
  if (!result.ok) return;
  expect(result.value.asShown.map(({ rater }) => rater)).toEqual(["family", "team"]);
  expect(result.value.asShown[0]?.pages.flatMap(({ lines }) => lines)[0]).toMatchObject({
    text: "Tierra",
    shownAnswer: "Crece 2",
  });
});

test.each([
  ["wrong_state", { ...talking, state: "team_answering" as const }, closing],
  ["stale", { ...talking, version: 4 }, closing],
  ["future_day", talking, { ...closing, closedOn: "2026-11-22" }],
  ["before_opening", talking, { ...closing, closedOn: "2026-10-31" }],
  ["case_closed", { ...talking, caseClosedOn: "2026-11-20" }, closing],
] as const)("refuses to close: %s", (code, found, given) => {
  expect(closeAssessment(compiled, found, given, today)).toMatchObject({ failure: { code } });
});

test("a closed assessment has no next step", () => {
  expect(assessmentSteps.closed).toEqual([]);
});
