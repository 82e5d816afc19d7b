import { expect, test } from "vitest";
import { aPack } from "../../../tests/builders/packFiles.ts";
import {
  correctSession,
  missSession,
  planSession,
  type RecordSituation,
  recordSession,
  type SessionTold,
  sessionStates,
} from "./session.ts";

const pack = aPack();
const today = "2026-03-09";
const open = { openedOn: "2026-02-01", closedOn: null };

const visit = { kind: "watering_visit", level: "family", on: "2026-03-12" };
const plan = (change: Partial<typeof visit>, at: { goerInTeam?: boolean; closedOn?: string | null } = {}) =>
  planSession(pack, { ...open, goerInTeam: true, ...at }, { ...visit, ...change }, today);

test("a visit is planned from today on", () => {
  expect(plan({ on: today })).toMatchObject({ ok: true });
  expect(plan({ on: "2026-03-08" })).toEqual({ ok: false, failure: { code: "day_in_past" } });
});

test("only kinds and levels of the programme are planned", () => {
  expect(plan({ kind: "dragon_hunt" })).toEqual({ ok: false, failure: { code: "unknown_kind", kind: "dragon_hunt" } });
  expect(plan({ level: "community" })).toEqual({
    ok: false,
    failure: { code: "level_not_allowed", kind: "watering_visit", level: "community" },
  });
});

test("refuses to plan a visit after the case is closed", () => {
  expect(plan({}, { closedOn: "2026-03-01" })).toEqual({
    ok: false,
    failure: { code: "case_closed", closedOn: "2026-03-01" },
  });
});

test("whoever goes works with the family", () => {
  expect(plan({}, { goerInTeam: false })).toEqual({ ok: false, failure: { code: "not_in_team" } });
});

const situation: RecordSituation = {
  ...open,
  state: undefined,
  version: 0,
  memberIds: ["ana", "teo"],
  goalIds: ["g1"],
};
const told: SessionTold = {
  kind: "watering_visit",
  level: "family",
  heldOn: "2026-03-08",
  notes: "Hablamos del riego.",
  concern: "",
  present: [{ personId: "ana", name: "Ana" }],
  progress: [{ goalId: "g1", direction: "forward", words: "ya riega sola" }],
  agreements: [],
};
const record = (change: Partial<SessionTold>, at: Partial<RecordSituation> = {}) =>
  recordSession(pack, { ...situation, ...at }, { ...told, ...change }, today);

test("a visit nobody planned is recorded as held", () => {
  expect(record({})).toEqual({ ok: true, value: { state: "held", version: 1 } });
});

test("a planned visit becomes held, one version later", () => {
  expect(record({}, { state: "planned", version: 2 })).toEqual({ ok: true, value: { state: "held", version: 3 } });
});

test.each(sessionStates.filter((state) => state !== "planned"))(
  "a visit that is already %s gets no other result",
  (state) => {
    expect(record({}, { state, version: 2 })).toEqual({ ok: false, failure: { code: "already_recorded", state } });
  },
);

test("refuses a visit in the future", () => {
  expect(record({ heldOn: "2026-03-10" })).toEqual({ ok: false, failure: { code: "day_in_future" } });
});

test("refuses a visit before the case opened", () => {
  expect(record({ heldOn: "2026-01-31" })).toEqual({
    ok: false,
    failure: { code: "day_before_opening", openedOn: "2026-02-01" },
  });
});

test("refuses a visit after the case is closed", () => {
  expect(record({}, { closedOn: "2026-03-07" })).toEqual({
    ok: false,
    failure: { code: "case_closed", closedOn: "2026-03-07" },
  });
});

test("accepts a visit held before the closing that arrives after it", () => {
  expect(record({}, { closedOn: "2026-03-08" }).ok).toBe(true);
});

test.each([
  ["nobody", { present: [] }, { code: "nobody_present" }],
  ["a member of another household", { present: [{ personId: "petra", name: "Petra" }] }, { code: "not_a_member" }],
])("refuses a visit with %s", (_who, change, failure) => {
  expect(record(change)).toEqual({ ok: false, failure });
});

test("people who are not of the household may be there by name", () => {
  expect(record({ present: [{ personId: null, name: "La abuela Petra" }] }).ok).toBe(true);
});

test("refuses progress of a goal that is not in the family's plan", () => {
  const progress = [{ goalId: "g9", direction: "same" as const, words: "" }];
  expect(record({ progress })).toEqual({ ok: false, failure: { code: "unknown_goal" } });
});

test("refuses a visit that tells nothing", () => {
  expect(record({ notes: "  ", progress: [] })).toEqual({ ok: false, failure: { code: "nothing_told" } });
});

test("something worrying needs an agreement with a day", () => {
  const concern = "Teo dice que duerme solo en el cobertizo.";
  const refusal = { ok: false, failure: { code: "concern_without_follow_up" } };
  expect(record({ concern })).toEqual(refusal);
  expect(record({ concern, agreements: [{ taskId: "t1", dueOn: null }] })).toEqual(refusal);
  expect(record({ concern, agreements: [{ taskId: "t1", dueOn: "2026-03-09" }] }).ok).toBe(true);
});

test("a planned visit is missed from its day on, and called off on any day", () => {
  const planned = { state: "planned", on: "2026-03-10", version: 1 } as const;
  expect(missSession(planned, "missed", today)).toEqual({ ok: false, failure: { code: "not_yet" } });
  expect(missSession(planned, "cancelled", today)).toEqual({ ok: true, value: { state: "cancelled", version: 2 } });
  expect(missSession({ ...planned, on: today }, "missed", today)).toMatchObject({ ok: true });
});

test.each(sessionStates.filter((state) => state !== "planned"))("a visit that is %s is not missed", (state) => {
  const result = missSession({ state, on: "2026-03-01", version: 1 }, "missed", today);
  expect(result).toEqual({ ok: false, failure: { code: "not_planned", state } });
});

const text = { heldOn: "2026-03-08", minutes: 60, notes: "Hablamos del riego." };
const better = { ...text, notes: "Hablamos del riego y de la escuela." };

test("a correction is a new text", () => {
  expect(correctSession(open, { state: "held", text, correction: null }, better, today)).toEqual({
    ok: true,
    value: better,
  });
});

test("only the latest text is corrected, and both are shown", () => {
  const correction = { ...text, notes: "Hablamos de la escuela." };
  expect(correctSession(open, { state: "held", text, correction }, better, today)).toEqual({
    ok: false,
    failure: {
      code: "already_corrected",
      conflict: [{ field: "notes", yours: better.notes, theirs: "Hablamos de la escuela." }],
    },
  });
});

test("a correction changes something, on a day of the accompaniment", () => {
  const held = { state: "held", text, correction: null } as const;
  expect(correctSession(open, held, text, today)).toEqual({ ok: false, failure: { code: "nothing_changed" } });
  expect(correctSession(open, held, { ...better, heldOn: "2026-03-10" }, today)).toEqual({
    ok: false,
    failure: { code: "day_in_future" },
  });
  expect(correctSession({ ...open, closedOn: "2026-03-01" }, held, better, today)).toEqual({
    ok: false,
    failure: { code: "day_after_closing", closedOn: "2026-03-01" },
  });
});

test("a visit that was not held is not corrected", () => {
  const result = correctSession(open, { state: "missed", text, correction: null }, better, today);
  expect(result).toEqual({ ok: false, failure: { code: "not_held", state: "missed" } });
});
