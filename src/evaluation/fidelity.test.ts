import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../core/calendar/dates.ts";
import { adherenceTo, type Fact, type Protocol } from "./fidelity.ts";
import start from "./protocols/start.json" with { type: "json" };

const protocol = start as Protocol;
const calendar = { restDays: [6, 7], holidays: new Set<string>(), years: new Set([2025, 2026]) };
const on = (caseId: string, event: string, day: string): Fact => ({ caseId, event, on: day });
const watched = (facts: readonly Fact[], until: string) => adherenceTo(protocol, facts, { until, calendar });
const standing = (facts: readonly Fact[], until: string, step: string) =>
  watched(facts, until).cases.find((one) => one.step === step)?.standing;

describe("a step of a protocol", () => {
  const begun = on("a", "accepted", "2026-03-02");

  test.each([
    ["2026-03-05", "kept"],
    ["2026-03-06", "late"],
    ["2026-03-01", "out_of_order"],
  ])("three days after 2 March, done on %s, is %s", (day, expected) => {
    expect(standing([begun, on("a", "initial_meeting", day)], "2026-04-01", "initial_meeting")).toBe(expected);
  });

  test("not done is open until its last day ends and missed from then on", () => {
    expect(standing([begun], "2026-03-05", "initial_meeting")).toBe("open");
    expect(standing([begun], "2026-03-06", "initial_meeting")).toBe("missed");
    expect(standing([on("a", "closed", "2026-03-06")], "2026-03-06", "initial_meeting")).toBe("not_begun");
  });

  test("what happens after the day of looking has not happened yet", () => {
    expect(standing([begun, on("a", "initial_meeting", "2026-03-04")], "2026-03-03", "initial_meeting")).toBe("open");
  });

  test("is no longer asked for when the case ends first, but stays missed when it ended later", () => {
    const early = [on("a", "accepted", "2025-01-10"), on("a", "closed", "2026-01-09")];
    expect(standing(early, "2026-06-01", "redetermination")).toBe("ended");
    const late = [on("a", "accepted", "2025-01-10"), on("a", "closed", "2026-02-01")];
    expect(standing(late, "2026-06-01", "redetermination")).toBe("missed");
  });

  test("without a deadline tells the days taken, and the fifth session is the fifth", () => {
    const sessions = [3, 1, 8, 5, 12].map((days) => on("a", "session", addDays("2026-03-02", days)));
    const { cases } = watched([begun, ...sessions], "2026-06-01");
    const days = (step: string) => cases.find((one) => one.step === step);
    expect(days("first_session")).toMatchObject({ standing: "untimed", days: 1 });
    expect(days("fifth_session")).toMatchObject({ standing: "untimed", days: 12 });
    expect(watched([begun, ...sessions.slice(1)], "2026-06-01").steps.at(-1)?.meanDays).toBeNull();
  });
});

test("adherence is the share kept of what is due or done, with its interval", () => {
  const facts = ["2026-03-04", "2026-03-05", "2026-03-09", undefined].flatMap((day, index) => [
    on(`c${index}`, "accepted", "2026-03-02"),
    ...(day === undefined ? [] : [on(`c${index}`, "initial_meeting", day)]),
  ]);
  const [, meeting] = watched(facts, "2026-03-31").steps;
  expect(meeting?.counts).toMatchObject({ kept: 2, late: 1, missed: 1 });
  expect(meeting?.share).toBe(0.5);
  expect(meeting?.interval?.lower).toBeGreaterThan(0.14);
  expect(meeting?.meanDays).toBeCloseTo((2 + 3 + 7) / 3, 12);
  expect(meeting?.medianDays.time).toBe(3);
});

test("every case has exactly one standing per step, whatever the facts and their order", () => {
  const fact = fc.record({
    caseId: fc.constantFrom("a", "b", "c"),
    event: fc.constantFrom(...Object.keys(protocol.events)),
    on: fc.integer({ min: 0, max: 500 }).map((days) => addDays("2025-01-01", days)),
  });
  fc.assert(
    fc.property(fc.array(fact, { maxLength: 30 }), (facts) => {
      const found = watched(facts, "2026-01-01");
      const cases = new Set(facts.map(({ caseId }) => caseId)).size;
      for (const { counts } of found.steps) {
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(cases);
      }
      expect(watched([...facts].reverse(), "2026-01-01")).toEqual(found);
    }),
  );
});

test("the protocol names only events it knows, and each step says whether a source states it", () => {
  const known = Object.keys(protocol.events);
  for (const { from, to, unless = "closed", mark, note } of protocol.steps) {
    expect(known).toEqual(expect.arrayContaining([from.event, to.event, unless]));
    expect(mark === "FACT" || (note ?? "").length > 20).toBe(true);
  }
});
