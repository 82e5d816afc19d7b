import { expect, test } from "vitest";
import { aPack } from "../../../tests/builders/packFiles.ts";
import { type AgreementGiven, agreePlan, draftPlan, type Plan, type PlanCase, refusePlan } from "./plan.ts";

const pack = aPack();
const today = "2026-03-09";
const begun = { closedOn: null, hasPlan: false, instrumentsClosed: ["bancal"], assessment: "closed" };

test("a plan begins once the assessment the programme asks for is closed", () => {
  expect(draftPlan(pack, begun)).toEqual({ ok: true, value: { state: "draft", version: 1 } });
  expect(draftPlan(pack, { ...begun, instrumentsClosed: [] })).toEqual({
    ok: false,
    failure: { code: "assessment_needed", assessment: "bed" },
  });
});

test("a plan does not grow from an assessment that is still open or of another family", () => {
  const refusal = { ok: false, failure: { code: "assessment_not_closed" } };
  expect(draftPlan(pack, { ...begun, assessment: "discussing" })).toEqual(refusal);
  expect(draftPlan(pack, { ...begun, assessment: null })).toEqual(refusal);
  expect(draftPlan(pack, { ...begun, assessment: undefined }).ok).toBe(true);
});

test("a case has one plan at a time, and none after it is closed", () => {
  expect(draftPlan(pack, { ...begun, hasPlan: true })).toEqual({ ok: false, failure: { code: "plan_already_begun" } });
  expect(draftPlan(pack, { ...begun, closedOn: "2026-03-01" })).toEqual({
    ok: false,
    failure: { code: "case_closed", closedOn: "2026-03-01" },
  });
});

const plan: Plan = {
  state: "draft",
  version: 2,
  goals: [
    { goalId: "g1", words: "Regar los martes", state: "to_start" },
    { goalId: "g2", words: "Invitar a Petra", state: "dropped" },
  ],
};
const situation: PlanCase = {
  openedOn: "2026-02-01",
  closedOn: null,
  memberIds: ["ana", "luis"],
  instrumentsClosed: ["bancal"],
};
const given: AgreementGiven = {
  baseVersion: 2,
  kind: "muddy_handshake",
  agreedOn: "2026-03-08",
  personIds: ["ana", "ana"],
  goals: [{ goalId: "g1", words: "Regar los martes" }],
  note: " con café ",
};
const agree = (change: Partial<AgreementGiven>, of: Partial<Plan> = {}, at: Partial<PlanCase> = {}) =>
  agreePlan(pack, { plan: { ...plan, ...of }, situation: { ...situation, ...at } }, { ...given, ...change }, today);

test("an agreement keeps how, when and who, each person once", () => {
  expect(agree({})).toEqual({
    ok: true,
    value: {
      state: "agreed",
      version: 3,
      agreementKind: "muddy_handshake",
      agreedOn: "2026-03-08",
      agreedBy: ["ana"],
      note: "con café",
    },
  });
});

test("a goal whose words changed after it was read aloud makes the agreement stale, with both words", () => {
  expect(agree({ goals: [{ goalId: "g1", words: "Regar a diario" }] })).toEqual({
    ok: false,
    failure: { code: "stale", conflict: [{ field: "goal", yours: "Regar a diario", theirs: "Regar los martes" }] },
  });
});

test("a goal added after the plan was read aloud makes the agreement stale", () => {
  const goals = [...plan.goals, { goalId: "g3", words: "Plantar menta", state: "to_start" as const }];
  expect(agree({}, { goals })).toEqual({
    ok: false,
    failure: { code: "stale", conflict: [{ field: "goal", yours: null, theirs: "Plantar menta" }] },
  });
});

test("a plan without goals is not agreed", () => {
  expect(agree({ goals: [] }, { goals: [] })).toEqual({ ok: false, failure: { code: "too_few_goals", least: 1 } });
});

test.each([
  [
    "in a way the programme does not know",
    { kind: "pinky_swear" },
    { code: "unknown_agreement", agreement: "pinky_swear" },
  ],
  ["by nobody", { personIds: [] }, { code: "nobody_agrees" }],
  ["by somebody of another household", { personIds: ["petra"] }, { code: "not_a_member" }],
  ["tomorrow", { agreedOn: "2026-03-10" }, { code: "day_in_future" }],
  ["before the case opened", { agreedOn: "2026-01-31" }, { code: "day_before_opening", openedOn: "2026-02-01" }],
  ["on an older version", { baseVersion: 1 }, { code: "stale", conflict: [] }],
])("a plan is not agreed %s", (_how, change, failure) => {
  expect(agree(change)).toEqual({ ok: false, failure });
});

test("a plan is agreed once, never after it was refused or the case closed", () => {
  expect(agree({}, { state: "agreed" })).toEqual({ ok: false, failure: { code: "already_agreed" } });
  expect(agree({}, { state: "refused" })).toEqual({ ok: false, failure: { code: "plan_refused" } });
  expect(agree({}, {}, { closedOn: "2026-03-01" })).toMatchObject({ ok: false, failure: { code: "case_closed" } });
});

const no = { baseVersion: 2, refusedOn: "2026-03-08", reason: " No es el momento " };

test("refusing the plan sends the family where the programme says", () => {
  expect(refusePlan(pack, { plan, situation }, no, today)).toEqual({
    ok: true,
    value: { state: "refused", version: 3, refusedOn: "2026-03-08", reason: "No es el momento", moveTo: "compost" },
  });
});

test("refusing the plan moves nothing where the programme says it has no effect", () => {
  const mild = { ...pack, plan: { ...pack.plan, refusal: { ...pack.plan.refusal, effect: "none" as const } } };
  expect(refusePlan(mild, { plan, situation }, no, today)).toMatchObject({ ok: true, value: { moveTo: null } });
});

test("an agreed plan is not refused afterwards", () => {
  const result = refusePlan(pack, { plan: { ...plan, state: "agreed" }, situation }, no, today);
  expect(result).toEqual({ ok: false, failure: { code: "already_agreed" } });
});
