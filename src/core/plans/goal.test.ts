import { expect, test } from "vitest";
import {
  addGoal,
  editGoal,
  type Goal,
  type GoalState,
  goalStates,
  goalTransitions,
  isOpenGoal,
  moveGoal,
  type PlanSituation,
} from "./goal.ts";

const agreed: PlanSituation = { state: "agreed", closedOn: null, openGoals: 1, mostGoals: 3 };
const words = { words: "Cenar juntas sin gritos", dimension: "vinculo", item: null };
const goal: Goal = { ...words, state: "to_start", version: 4 };

test("a new goal keeps the family's words and is to be started", () => {
  expect(addGoal(agreed, { ...words, words: "  Cenar juntas sin gritos " })).toEqual({
    ok: true,
    value: { ...words, state: "to_start", version: 1 },
  });
});

test("refuses one goal more than the programme allows", () => {
  const full = { ...agreed, openGoals: 3 };
  expect(addGoal(full, words)).toEqual({ ok: false, failure: { code: "too_many_goals", most: 3 } });
});

test("while the programme does not say how many goals are allowed, none is too many", () => {
  expect(addGoal({ ...agreed, openGoals: 40, mostGoals: null }, words).ok).toBe(true);
});

test("refuses a new goal after the case is closed", () => {
  const closed = { ...agreed, closedOn: "2026-03-01" };
  expect(addGoal(closed, words)).toEqual({ ok: false, failure: { code: "case_closed", closedOn: "2026-03-01" } });
});

test("refuses a new goal in a plan the family did not accept", () => {
  expect(addGoal({ ...agreed, state: "refused" }, words)).toEqual({ ok: false, failure: { code: "plan_refused" } });
});

test("a goal edited by somebody else meanwhile shows both words", () => {
  const edit = { words: "Cenar juntas tres noches", dimension: "vinculo", item: null, baseVersion: 3 };
  expect(editGoal(agreed, goal, edit)).toEqual({
    ok: false,
    failure: {
      code: "stale",
      conflict: [{ field: "words", yours: "Cenar juntas tres noches", theirs: "Cenar juntas sin gritos" }],
    },
  });
});

test("an edit says what the goal was and what it is, one version later", () => {
  const result = editGoal(agreed, goal, { ...words, words: "Cenar juntas", baseVersion: 4 });
  expect(result).toEqual({
    ok: true,
    value: { before: goal, after: { ...goal, words: "Cenar juntas", version: 5 } },
  });
});

const pairs = goalStates.flatMap((from) => goalStates.map((to): [GoalState, GoalState] => [from, to]));
test.each(pairs)("a goal moves from %s to %s only as the table says", (from, to) => {
  const result = moveGoal(agreed, { ...goal, state: from }, { to, baseVersion: 4 });
  const allowed: readonly GoalState[] = goalTransitions[from];
  if (allowed.includes(to)) expect(result).toMatchObject({ ok: true, value: { after: { state: to, version: 5 } } });
  else expect(result).toEqual({ ok: false, failure: { code: "move_not_allowed", from, to } });
});

test("goals of a plan that is not agreed do not move", () => {
  const draft = { ...agreed, state: "draft" as const };
  expect(moveGoal(draft, goal, { to: "under_way", baseVersion: 4 })).toEqual({
    ok: false,
    failure: { code: "plan_not_agreed" },
  });
});

test("a goal can be left out of a plan that is being prepared, and taken in again", () => {
  const draft = { ...agreed, state: "draft" as const };
  expect(moveGoal(draft, goal, { to: "dropped", baseVersion: 4 })).toMatchObject({ ok: true });
  const left: Goal = { ...goal, state: "dropped" };
  expect(moveGoal(draft, left, { to: "to_start", baseVersion: 4 })).toMatchObject({ ok: true });
});

test("a move on an older board shows where somebody else put the goal", () => {
  const moved: Goal = { ...goal, state: "achieved", version: 5 };
  expect(moveGoal(agreed, moved, { to: "under_way", baseVersion: 4 })).toEqual({
    ok: false,
    failure: { code: "stale", conflict: [{ field: "state", yours: "under_way", theirs: "achieved" }] },
  });
});

test("an achieved goal is not taken up again when the plan is full", () => {
  const full = { ...agreed, openGoals: 3 };
  const result = moveGoal(full, { ...goal, state: "achieved" }, { to: "under_way", baseVersion: 4 });
  expect(result).toEqual({ ok: false, failure: { code: "too_many_goals", most: 3 } });
});

test("a full plan still lets its goals be achieved", () => {
  const full = { ...agreed, openGoals: 3 };
  expect(moveGoal(full, goal, { to: "achieved", baseVersion: 4 }).ok).toBe(true);
});

test("only goals that ask for work count as open", () => {
  expect(goalStates.filter(isOpenGoal)).toEqual(["to_start", "under_way"]);
});
