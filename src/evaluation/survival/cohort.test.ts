import { describe, expect, test } from "vitest";
import { firstExits, reentries, splitAtStart } from "./cohort.ts";
import { answerOf, failureOf } from "./simulated.testdata.ts";

const window = { from: 100, until: 1000, transferDays: 1 };
const episodes = [
  // Moved from one home to another, then home, then back.
  { child: "ana", start: 120, end: 200, exit: "transfer" },
  { child: "ana", start: 201, end: 400, exit: "reunification" },
  { child: "ana", start: 500, end: null, exit: null },
  // In care before observation began.
  { child: "beto", start: 40, end: 300, exit: "adoption" },
  // Left before anyone was watching.
  { child: "carla", start: 10, end: 90, exit: "reunification" },
  // Home, and not back by the day the data were taken.
  { child: "dani", start: 600, end: 700, exit: "reunification" },
  // Left after the data were taken.
  { child: "eva", start: 900, end: 1100, exit: "reunification" },
];

describe("a cohort of stays", () => {
  test("joins transfers, starts late for those already in care, and loses sight on the day of the data", () => {
    expect(answerOf(firstExits(episodes, window))).toEqual([
      { child: "ana", time: 280, entry: 0, exit: "reunification" },
      { child: "beto", time: 260, entry: 60, exit: "adoption" },
      { child: "dani", time: 100, entry: 0, exit: "reunification" },
      { child: "eva", time: 100, entry: 0, exit: null },
    ]);
  });

  test("counts re-entry from the exit, not from admission", () => {
    expect(answerOf(reentries(episodes, ["reunification"], window))).toEqual([
      { child: "ana", time: 100, entry: 0, exit: "reentry" },
      { child: "dani", time: 300, entry: 0, exit: null },
    ]);
  });

  test("does not depend on the order of the episodes", () => {
    const byChild = (rows: readonly { child: string }[]) => rows.toSorted((a, b) => a.child.localeCompare(b.child));
    expect(byChild(answerOf(firstExits(episodes.toReversed(), window)))).toEqual(
      byChild(answerOf(firstExits(episodes, window))),
    );
  });

  test("refuses an end before its start", () => {
    const wrong = [{ child: "ana", start: 5, end: 3, exit: null }];
    expect(failureOf(firstExits(wrong, window))).toEqual({ code: "exit_before_entry", row: 1 });
    expect(failureOf(reentries(wrong, [], window))?.code).toBe("exit_before_entry");
    expect(failureOf(firstExits([], { ...window, until: 5 }))?.code).toBe("malformed_input");
  });
});

describe("splitting on the day something began", () => {
  test("counts the days before as without it", () => {
    const split = splitAtStart(
      { time: Float64Array.of(100, 50, 80), cause: Uint8Array.of(1, 1, 0) },
      Float64Array.of(60, Number.NaN, 0),
    );
    expect(Array.from(split.rows)).toEqual([0, 0, 1, 2]);
    expect(Array.from(split.time)).toEqual([60, 100, 50, 80]);
    expect(Array.from(split.entry)).toEqual([-1, 60, -1, -1]);
    expect(Array.from(split.cause)).toEqual([0, 1, 1, 0]);
    expect(Array.from(split.exposed)).toEqual([0, 1, 0, 1]);
  });
});
