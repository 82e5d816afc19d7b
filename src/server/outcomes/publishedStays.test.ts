import { describe, expect, it } from "vitest";
import { kaplanMeier } from "../../evaluation/survival.ts";
import type { StayCount } from "./counting.ts";
import { joinFewExits, publishableStays } from "./publishedStays.ts";
import type { Stays } from "./stays.ts";

const stay = (cause: StayCount["cause"], time: number, count: number): StayCount => ({
  ...{ span: 1, dimension: null, group: null },
  ...{ cause, time, count },
});

const unknown = { days: null, low: null, high: null };
function staysOf(counted: readonly StayCount[], changes: Partial<Stays> = {}): Stays {
  const survival = kaplanMeier(counted.map(({ time, cause, count }) => ({ time, event: cause !== null, count })));
  return {
    ...{ from: "2024-01-01", to: "2024-12-31", n: survival.n, exits: survival.events, warnings: [], missing: null },
    quartiles: { first: unknown, median: unknown, third: unknown },
    curve: survival.steps.map(({ time, survival: share, atRisk }) => ({ days: time, share, low: 0, high: 1, atRisk })),
    incidence: [],
    ofHundred: [],
    biased: { exitCohortMedian: 10, exitCohortN: 4, pointInTimeMedian: 20, pointInTimeN: 40 },
    ...changes,
  };
}

describe("ways of leaving", () => {
  it("that few took are told as one", () => {
    const counted = [
      stay("reunification", 10, 30),
      stay("adoption", 20, 4),
      stay("guardianship", 30, 9),
      stay(null, 40, 50),
    ];
    const causes = joinFewExits(counted).map(({ cause }) => cause);
    expect(causes).toEqual(["reunification", "other", "other", null]);
  });
});

describe("a published page on length of stay", () => {
  it("tells nothing where few entered, or few left", () => {
    for (const counted of [[stay("adoption", 10, 9)], [stay("adoption", 10, 9), stay(null, 900, 90)]]) {
      expect(publishableStays(staysOf(counted))).toMatchObject({ n: 0, exits: 0, curve: [], missing: "too_few" });
    }
  });

  it("ends where few are still in care, and goes by months and rounded numbers", () => {
    const { curve } = publishableStays(
      staysOf([stay("adoption", 31, 12), stay("adoption", 59, 12), stay("adoption", 70, 9)]),
    );
    expect(curve.map(({ days, atRisk }) => [days, atRisk])).toEqual([[60, 20]]);
  });

  it("hides medians of few children", () => {
    const { biased } = publishableStays(staysOf([stay("adoption", 31, 40)]));
    expect(biased).toEqual({ exitCohortMedian: null, exitCohortN: null, pointInTimeMedian: 20, pointInTimeN: 40 });
  });

  it("says of every hundred only where each part is more than a few", () => {
    const part = (share: number) => ({ exit: "adoption" as const, children: 0, share, low: null, high: null });
    const ofHundred = [
      { days: 31, parts: [part(0.1), part(0.9)] },
      { days: 31, parts: [part(0.5), part(0.5), part(0)] },
    ];
    const told = publishableStays(staysOf([stay("adoption", 31, 40)], { ofHundred }));
    expect(told.ofHundred).toEqual(ofHundred.slice(1));
  });
});
