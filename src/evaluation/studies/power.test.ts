import { describe, expect, test } from "vitest";
import type { PowerTold } from "../../core/studies/result.ts";
import { type PowerDraft, type Suppositions, tellPower } from "./power.ts";
import { betterOutcome, homeOutcome, protocol, riskOutcome } from "./simulated.testdata.ts";

const draft: PowerDraft = { ...protocol(), outcome: riskOutcome, design: "waiting_list_lottery" };
const supposed: Suppositions = {
  programme: 45,
  comparison: 45,
  deviation: 1,
  share: null,
  correlation: null,
  clusterSize: null,
  icc: null,
  strata: null,
  clustersDrawn: false,
};

function told(part: Partial<Suppositions> = {}, plan: Partial<PowerDraft> = {}): PowerTold {
  const found = tellPower({ ...draft, ...plan }, { ...supposed, ...part });
  if (!found.ok) throw new Error(JSON.stringify(found.failure));
  return found.value;
}

const codes = ({ notes }: PowerTold) => notes.map(({ code }) => code);

describe("before a study begins", () => {
  test("the smallest difference it could see is said, as planned for 45 and 90 families", () => {
    const seen = (n: number, correlation: number | null = null) =>
      told({ programme: n, comparison: n, correlation }).detectable?.value;
    expect([seen(45), seen(45, 0.6), seen(90), seen(90, 0.6)]).toEqual(
      [0.597, 0.48, 0.42, 0.336].map((value) => expect.closeTo(value, 2)),
    );
    expect(told().headline.es).toMatch(
      /^Con 45 y 45 familias solo se vería, cuatro de cada cinco veces, una diferencia de/,
    );
  });

  test("shares are told out of 100: from 30, 45 against 45 see only a fall to some 7", () => {
    const { detectable } = told({ share: 0.3 }, { outcome: { ...betterOutcome, betterWhen: "less" } });
    expect(detectable?.value).toBeCloseTo(30 - 7.3, 0);
    expect(detectable?.unit.es).toBe("de cada 100 familias");
    expect(
      told({ programme: 9, comparison: 9, share: 0.1 }, { outcome: { ...homeOutcome, betterWhen: "less" } }).headline
        .es,
    ).toContain("no se vería ni el mayor cambio posible");
  });

  test("those who resemble each other count for fewer: ten per worker with 0.05 leave 31 of 45", () => {
    const result = told({ clusterSize: 10, icc: 0.05 });
    expect(Math.round(result.effective?.programme ?? 0)).toBe(31);
    expect(result.detectable?.value).toBeGreaterThan(told().detectable?.value ?? Number.NaN);
    expect(codes(result)).toContain("clusters_resemble");
  });

  test("a draw of three towns against three can never show anything, and that is said", () => {
    const towns = told({ strata: [{ units: 6, treated: 3 }], clustersDrawn: true });
    expect(towns.smallestP).toBeCloseTo(0.1, 9);
    expect(towns.notes.find(({ code }) => code === "draw_too_coarse")?.words.es).toContain(
      "Con 3 contra 3 grupos enteros, la p mínima posible es 0,10",
    );
    const workers = told({ strata: [0, 1, 2].map(() => ({ units: 4, treated: 2 })), clustersDrawn: true });
    expect(workers.smallestP).toBeCloseTo(2 / 216, 6);
    expect(codes(workers)).not.toContain("draw_too_coarse");
    expect(told({}, { design: "cut_off" }).smallestP).toBeNull();
  });

  test("how many it takes to see what is worthwhile is said, and whether these are enough", () => {
    const plan = { outcome: { ...riskOutcome, worthwhile: 0.5 } };
    const few = told({}, plan);
    expect([few.enough, few.needed]).toEqual([false, 64]);
    expect(few.notes.find(({ code }) => code === "not_enough")?.words.es).toContain("Harían falta 64 por grupo");
    expect(told({ programme: 64, comparison: 64 }, plan).enough).toBe(true);
    expect(told({ programme: 64, comparison: 64, strata: [{ units: 6, treated: 3 }] }, plan).enough).toBe(false);
    expect([told().enough, told().needed]).toEqual([null, null]);
    expect(told({ icc: 0.05, clusterSize: 10 }, plan).needed).toBe(Math.ceil(63.77 * 1.45));
  });

  test("without a deviation the difference is told in deviations, and nothing is called enough", () => {
    const result = told({ deviation: null }, { outcome: { ...riskOutcome, worthwhile: 4 } });
    expect(result.detectable?.unit.es).toBe("desviaciones");
    expect([result.enough, result.needed]).toEqual([null, null]);
    expect(codes(result)).toContain("deviation_missing");
  });

  test("fewer than eight in an arm could be told, not compared", () => {
    expect(codes(told({ programme: 6 }))).toContain("too_few_units");
  });
});
