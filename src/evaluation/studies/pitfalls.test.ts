import { describe, expect, test } from "vitest";
import type { Picture } from "../../core/drawings/picture.ts";
import type { StudyProtocol } from "../../core/studies/protocol.ts";
import type { StudyResult } from "../../core/studies/result.ts";
import type { Table } from "../table.ts";
import { analyse } from "./analyse.ts";
import { analyseCosts } from "./costs.ts";
import { changesDesign, changing, rolledOut, rolloutDesign } from "./designs.testdata.ts";
import {
  betterOutcome,
  families,
  homeOutcome,
  lotteryDesign,
  matching,
  numbers,
  outcome,
  protocol,
  valuesOf,
  withColumns,
  words,
} from "./simulated.testdata.ts";

function resultOf(plan: StudyProtocol, table: Table): StudyResult {
  const found = analyse(plan, table);
  if (!found.ok) throw new Error(JSON.stringify(found.failure));
  return found.value;
}

const codes = (notes: readonly { readonly code: string }[]) => notes.map(({ code }) => code);
const labels = ({ numbers: all }: Pick<StudyResult, "numbers">) => all.map(({ label }) => label.es);
const isKind =
  <Kind extends Picture["kind"]>(kind: Kind) =>
  (picture: Picture): picture is Extract<Picture, { kind: Kind }> =>
    picture.kind === kind;

const drawn = families({ n: 120, seed: "pitfalls", effect: -6, drawn: true });
const chosen = families({ n: 400, seed: "pitfalls", effect: -6, drawn: false });
const covariates = ["antes", "edad"];

describe("pitfalls of a matched comparison", () => {
  test("the measure of balance is that of the groups as they came, before and after", () => {
    const [one, other] = (["nearest", "entropy"] as const).map((method) =>
      resultOf(protocol({ covariates, comparison: matching({ method }) }), chosen).pictures.find(isKind("balance")),
    );
    const asTheyCame = (picture: typeof one) => picture?.rows.map((row) => row.before);
    expect(asTheyCame(one)).toEqual(asTheyCame(other));
    for (const row of other?.rows ?? []) expect(Math.abs(row.after ?? 1)).toBeLessThan(1e-6);
  });

  test("the effect on those who took part is never told as one on everybody", () => {
    const { estimand } = resultOf(protocol({ covariates, comparison: matching() }), chosen);
    expect(estimand.es).toContain("las familias que participaron");
    expect(estimand.es).toContain("No dice qué haría en quienes no entraron");
    const all = resultOf(
      protocol({ covariates, comparison: matching({ method: "weighting", estimand: "ATE" }) }),
      chosen,
    );
    expect(all.estimand.es).toContain("hayan participado o no");
  });

  test("the error counts pairs, and those who share fate when that is larger", () => {
    const width = ({ estimate }: StudyResult) => (estimate ? estimate.high - estimate.low : Number.NaN);
    const alone = resultOf(protocol({ covariates, comparison: matching() }), chosen);
    // Fate shared for good: every worker's families get the same shift of the outcome.
    const shift = chosen.columns.get("profesional");
    const own = shift?.kind === "text" ? Array.from(shift.codes, (code) => 12 * Math.sin(7 * code)) : [];
    const together = withColumns(chosen, {
      riesgo: numbers(valuesOf(chosen, "riesgo").map((one, row) => one + (own[row] ?? 0))),
    });
    const plan = protocol({ covariates, comparison: matching() });
    const fate = resultOf({ ...plan, cluster: "profesional" }, together);
    expect(width(fate)).toBeGreaterThanOrEqual(width(resultOf(plan, together)));
    expect(alone.numbers[0]?.method.es).toContain("parejas");
    expect(fate.numbers[0]?.method.es).toContain("quienes comparten suerte");
  });

  test("equally near matches are counted and the range over other choices shown", () => {
    const whole = withColumns(chosen, {
      antes: numbers(valuesOf(chosen, "antes").map((one) => Math.round(one / 10))),
      edad: numbers(valuesOf(chosen, "edad").map((one) => Math.round(one / 10))),
    });
    const result = resultOf(protocol({ covariates, comparison: matching() }), whole);
    expect(codes(result.cautions)).toContain("tied_scores");
    const range = result.numbers.find(({ label }) => label.es === "Con otros desempates");
    expect(range?.high).toBeGreaterThan(range?.low ?? Number.NaN);
  });

  test("families with nobody to be compared with are told and left out", () => {
    const result = resultOf(protocol({ covariates, comparison: matching({ caliper: 0.01 }) }), chosen);
    const alone = result.excluded.find(({ reason }) => reason.es === "Sin nadie con quien compararse");
    expect(alone?.n).toBeGreaterThan(0);
    expect(codes(result.cautions)).toContain("nobody_to_compare");
  });

  test("what nobody drew is said, with how strong a hidden factor would have to be beside the strongest measured one", () => {
    const result = resultOf(protocol({ covariates, comparison: matching() }), chosen);
    expect(codes(result.cautions)).toContain("not_drawn");
    const hidden = result.sureness.find(({ code }) => code === "hidden_factor");
    expect(hidden?.words.es).toMatch(/multiplicara por [\d,]+ .*vara de medir.*«Riesgo al entrar»/);
    expect(codes(result.sureness)).toContain("hidden_in_pairs");
  });

  test("the result without each place is shown", () => {
    const plan = protocol({ covariates, stratum: "municipio", comparison: matching({ method: "entropy" }) });
    const forests = resultOf(plan, chosen).pictures.filter(isKind("forest"));
    const rows = forests.flatMap((picture) => picture.rows.map(({ label }) => label.es));
    expect(rows).toEqual(expect.arrayContaining(["Sin Alba", "Sin Brisa", "Sin Cumbre"]));
  });
});

describe("pitfalls of a draw", () => {
  test("a p from draws is never 0", () => {
    const strong = families({ n: 120, seed: "strong", effect: -60, drawn: true });
    const { estimate, sureness } = resultOf(protocol({ covariates: ["antes"] }), strong);
    expect(estimate?.p).toBeCloseTo(1 / 2001, 6);
    expect(sureness[0]?.words.es).toContain("5 veces de cada 10\u202f000");
  });

  test("where whole clusters were drawn the clusters decide, and a draw too coarse says so", () => {
    // Three towns against three, forty families each.
    const towns = Array.from({ length: 120 }, (_, row) => `T${row % 6}`);
    const table = withColumns(drawn, {
      municipio: words(towns),
      entra: numbers(towns.map((town) => Number(["T0", "T1", "T2"].includes(town)))),
    });
    const result = resultOf(protocol({ cluster: "municipio", comparison: lotteryDesign }), table);
    expect(codes(result.cautions)).toEqual(expect.arrayContaining(["drawn_whole", "draw_too_coarse"]));
    expect(result.estimate?.p).toBeGreaterThanOrEqual(0.1);
    expect(result.verdict).toBe("no_clear_difference");
  });

  test("who was not measured is told by arm, with how far that could move the difference", () => {
    const risk = valuesOf(drawn, "riesgo");
    const entered = valuesOf(drawn, "entra");
    const lost = withColumns(drawn, {
      riesgo: numbers(risk.map((one, row) => (entered[row] === 1 && row % 3 === 0 ? Number.NaN : one))),
    });
    const result = resultOf(protocol(), lost);
    expect(codes(result.cautions)).toContain("missing_uneven");
    const bounds = result.numbers.find(({ label }) => label.es.startsWith("Límites de la diferencia"));
    expect(bounds?.low).toBeLessThan(result.estimate?.value ?? Number.NaN);
    expect(bounds?.high).toBeGreaterThan(result.estimate?.value ?? Number.NaN);
    expect(result.groups[0]?.missing).toBeGreaterThan(0);
    expect(result.excluded.map(({ reason }) => reason.es)).toContain("No se midió el resultado");
  });

  test("several outcomes are corrected for their number, in the order the plan names them", () => {
    const names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    const risk = valuesOf(drawn, "riesgo");
    const columns = [
      ...protocol().columns,
      ...names.map((name) => ({ name, label: name, kind: "number", known: "after", unit: "" }) as const),
    ];
    const noise = (at: number) => numbers(risk.map((one, row) => Math.sin(one * 1000 * (at + 1) + row)));
    const table = withColumns(drawn, Object.fromEntries(names.map((name, at) => [name, noise(at)])));
    const one = resultOf(protocol({ columns, secondary: [outcome("a")] }), table).numbers.at(-1);
    const nine = resultOf(protocol({ columns, secondary: names.map((name) => outcome(name)) }), table).numbers.slice(
      -9,
    );
    expect(nine).toHaveLength(9);
    expect(nine[0]?.method.es).toContain("Corregido por mirar 9 (Holm)");
    expect(nine[0]?.value).toBe(one?.value);
    expect(one?.method.es).toContain("Corregido por mirar 1");
  });
});

describe("pitfalls of time", () => {
  test("other ways of ending compete: shares add up to 100 and the curve that ignores them is not shown", () => {
    const result = resultOf(protocol({ outcome: homeOutcome }), drawn);
    const of = (arm: string) =>
      result.numbers.filter(({ label }) => label.es.startsWith(arm)).map(({ value }) => value ?? 0);
    for (const arm of ["Con el programa:", "Sin él:"]) expect(of(arm).reduce((sum, one) => sum + one, 0)).toBe(100);
    expect(codes(result.cautions)).toContain("competing_exits");
    const last = result.pictures.find(isKind("curves"))?.series.map(({ points }) => points.at(-1)?.value ?? 1);
    for (const share of last ?? []) expect(share).toBeLessThan(0.95);
    expect(labels(result)).toContain("Razón de riesgos instantáneos");
  });

  test("each step of a curve stands for five cases at least", () => {
    const { pictures, groups } = resultOf(protocol({ outcome: homeOutcome }), drawn);
    for (const { arm, points } of pictures.find(isKind("curves"))?.series ?? []) {
      const n = groups.find((group) => group.arm === arm)?.n ?? 0;
      points.slice(1).forEach((point, at) => {
        expect((point.value - (points[at]?.value ?? 0)) * n).toBeGreaterThanOrEqual(5 - 1e-3);
      });
    }
  });
});

describe("pitfalls of changes and roll-outs", () => {
  test("few clusters: corrected error, a dealing by chance beside it and a caution", () => {
    const table = changing({ n: 120, seed: "few", effect: -5 });
    const result = resultOf(protocol({ comparison: changesDesign, cluster: "profesional" }), table);
    expect(codes(result.cautions)).toEqual(expect.arrayContaining(["few_clusters", "one_measure_before"]));
    expect(codes(result.sureness)).toContain("permutation_beside");
    expect(result.numbers[0]?.method.es).toContain("CR2");
  });

  const waves = { n: 48, seed: "waves", effect: -4, periods: 8 };
  const plan = protocol({ comparison: rolloutDesign, unitWord: "municipios" });

  test("the usual two-way reckoning is never the result, and how it compares is said", () => {
    const result = resultOf(plan, rolledOut({ ...waves, waves: [2, 4, 6, 0] }));
    expect(codes(result.cautions)).toContain("already_started_as_comparison");
    const usual = result.numbers.find(({ label }) => label.es.includes("no se usa"));
    expect(usual?.value).not.toBeCloseTo(result.estimate?.value ?? Number.NaN, 1);
  });

  test("those that had started before the first period are left out and counted", () => {
    const result = resultOf(plan, rolledOut({ ...waves, waves: [1, 4, 6, 0] }));
    expect(result.excluded).toEqual([
      { reason: expect.objectContaining({ es: expect.stringContaining("Ya habían empezado") }), n: 12 },
    ]);
  });

  test("without anybody who never started, the last periods are lost and that is said", () => {
    const result = resultOf(plan, rolledOut({ ...waves, waves: [3, 4, 6] }));
    const lost = result.cautions.find(({ code }) => code === "periods_without_comparison");
    expect(lost?.words.es).toContain("6, 7, 8");
  });

  test("what may begin before the start is allowed for where the plan says so", () => {
    const table = rolledOut({ ...waves, waves: [0, 4, 6] });
    const ahead = { ...rolloutDesign, anticipation: 1 } as StudyProtocol["comparison"];
    const [strict, loose] = [resultOf(plan, table), resultOf({ ...plan, comparison: ahead }, table)];
    const base = ({ pictures }: StudyResult) =>
      pictures.find(isKind("event_study"))?.points.find(({ low, high }) => low === high)?.at;
    expect([base(strict), base(loose)]).toEqual([-1, -2]);
    expect(loose.estimand.es).toContain("hasta 1 periodos antes");
  });

  test("whether both moved in parallel before the start is said first", () => {
    const calm = resultOf(plan, rolledOut({ ...waves, waves: [0, 4, 6, 7] }));
    const drifting = resultOf(plan, rolledOut({ ...waves, waves: [0, 4, 6, 7], drift: -2 }));
    expect(calm.sureness.at(-1)?.words.es).toContain("iban en paralelo");
    expect(codes(calm.sureness)).toContain("parallel");
    expect(codes(drifting.sureness)).toContain("not_parallel");
    expect(codes(drifting.cautions)).toContain("drifting_apart");
    expect(calm.pictures[0]?.kind).toBe("changes");
  });
});

describe("pitfalls of money", () => {
  const costs = { column: "coste", currency: "EUR", perspective: "el ayuntamiento", worth: [0, 100, 200, 400] };
  const moneyOf = (table: Table, part: Partial<StudyProtocol> = {}) => {
    const found = analyseCosts(protocol({ costs, covariates: ["antes"], ...part }), table);
    if (!found.ok) throw new Error(JSON.stringify(found.failure));
    return found.value;
  };
  const ratio = ({ numbers: all }: Pick<StudyResult, "numbers">) =>
    all.find(({ label }) => label.es.startsWith("Coste de cada"));

  test("a cost per unit is told with its limits or not at all", () => {
    const told = ratio(moneyOf(drawn));
    expect(told?.low).toBeGreaterThan(0);
    expect(told?.high).toBeGreaterThan(told?.value ?? Number.NaN);
    const worse = moneyOf(families({ n: 120, seed: "worse", effect: 6, drawn: true }));
    expect(ratio(worse)).toBeUndefined();
    expect(codes(worse.cautions)).toContain("no_ratio");
    expect(ratio(moneyOf(families({ n: 120, seed: "none", effect: 0, drawn: true })))).toBeUndefined();
  });

  test("at a worth of nothing the chance that it pays is the chance that it is cheaper", () => {
    const cheap = withColumns(drawn, {
      coste: numbers(valuesOf(drawn, "entra").map((one, row) => 1000 - 500 * one + (row % 7))),
    });
    const [dear, saving] = [moneyOf(drawn), moneyOf(cheap)].map(
      ({ pictures }) => pictures.find(isKind("acceptability"))?.points[0]?.share,
    );
    expect([dear, saving]).toEqual([0, 1]);
  });

  test("the sentence gives chances out of 100 at a worth, and the cloud holds 400 dots at most", () => {
    const { headline, pictures } = moneyOf(drawn);
    expect(headline.es).toMatch(
      /Si la sociedad valora en 100 EUR cada punto menos de «Riesgo», hay .*de 100 posibilidades de que compense/,
    );
    expect(pictures.find(isKind("cost_plane"))?.points.length).toBe(400);
  });

  test("workers' families are drawn together", () => {
    const shared = moneyOf(drawn, { cluster: "profesional", outcome: betterOutcome });
    expect(shared.numbers[0]?.low).toBeLessThan(shared.numbers[0]?.high ?? Number.NaN);
  });
});
