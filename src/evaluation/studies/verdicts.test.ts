import { describe, expect, test } from "vitest";
import type { StudyProtocol } from "../../core/studies/protocol.ts";
import type { StudyResult } from "../../core/studies/result.ts";
import type { Words } from "../../core/words.ts";
import { rngFrom } from "../numeric/random.ts";
import type { Table } from "../table.ts";
import { analyse } from "./analyse.ts";
import { changesDesign, changing, cutOffDesign, rolledOut, rolloutDesign, scored } from "./designs.testdata.ts";
import {
  betterOutcome,
  families,
  homeOutcome,
  lotteryDesign,
  matching,
  numbers,
  protocol,
  riskOutcome,
  tableOf,
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
const drawn = (effect: number, n = 90) => families({ n, seed: "verdicts", effect, share: 0.3, drawn: true });

/** Everything a person may read in a result, in one language. */
function read(value: unknown, language: keyof Words): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => read(one, language));
  if (typeof value !== "object" || value === null) return [];
  if ("es" in value && "en" in value) return [String(value[language as keyof typeof value])];
  return Object.values(value).flatMap((one) => read(one, language));
}

const every: readonly (readonly [string, StudyProtocol, Table])[] = [
  ["a lottery", protocol({ covariates: ["antes"], secondary: [betterOutcome, homeOutcome] }), drawn(-7)],
  ["a lottery on a share", protocol({ outcome: betterOutcome }), drawn(0)],
  ["a lottery on a time", protocol({ outcome: homeOutcome }), drawn(0)],
  ["a lottery without effect", protocol(), drawn(0)],
  [
    "pairs",
    protocol({ covariates: ["antes", "edad"], comparison: matching() }),
    families({ n: 300, seed: "v", effect: -6, drawn: false }),
  ],
  ["changes", protocol({ comparison: changesDesign }), changing({ n: 100, seed: "v", effect: -5 })],
  ["a cut-off", protocol({ comparison: cutOffDesign }), scored({ n: 500, seed: "v", effect: -5 })],
  [
    "a roll-out",
    protocol({ comparison: rolloutDesign }),
    rolledOut({ n: 40, seed: "v", effect: -4, waves: [0, 4, 6], periods: 8 }),
  ],
];

describe("what is said", () => {
  test.each(every)("of %s gives the interval and never calls anything significant", (_, plan, table) => {
    const result = resultOf(plan, table);
    const all = [...read(result, "es"), ...read(result, "en")];
    for (const text of all) {
      expect(text).not.toMatch(/signific/i);
      expect(text).not.toMatch(/NaN|undefined|null|Infinity/);
    }
    expect(result.headline.es).toMatch(/entre .* y /);
    expect(result.headline.en).toMatch(/between .* and /);
    expect(result.sureness.map(({ words: { es } }) => es).join(" ")).toMatch(/de cada 1/);
    expect(result.glossary.length).toBeGreaterThan(1);
  });

  test("of no clear difference has the same place and says what could have been seen", () => {
    const result = resultOf(protocol({ covariates: ["antes"] }), drawn(0));
    expect(result.verdict).toBe("no_clear_difference");
    expect(result.detectable?.value).toBeGreaterThan(0);
    expect(result.headline.es).toMatch(
      /no se ve una diferencia clara.*cuatro de cada cinco veces, una diferencia de [\d,]+ puntos/,
    );
    expect(result.estimate).not.toBeNull();
    expect(codes(result.sureness)).toContain("absence_is_not_none");
  });

  test("of a worse outcome is as plain as of a better one", () => {
    expect(resultOf(protocol(), drawn(9)).verdict).toBe("worse");
    expect(resultOf(protocol(), drawn(9)).headline.es).toContain("un cambio a peor");
    expect(resultOf(protocol({ outcome: { ...riskOutcome, betterWhen: "more" } }), drawn(9)).verdict).toBe("better");
  });

  test("of shares is out of 100 and adds up", () => {
    const { headline, estimate } = resultOf(protocol({ outcome: betterOutcome }), drawn(0, 200));
    const [, with_, without, more] =
      /(\d+) con el programa; sin él habrían sido (\d+): (\d+) familias más/.exec(headline.es) ?? [];
    expect(Number(with_) - Number(without)).toBe(Number(more));
    expect(Math.round(estimate?.value ?? 0)).toBe(Number(more));
  });

  test("of what was agreed as worth having is set beside the interval", () => {
    const plan = (worthwhile: number) => protocol({ covariates: ["antes"], outcome: { ...riskOutcome, worthwhile } });
    const told = (worthwhile: number) => codes(resultOf(plan(worthwhile), drawn(-7)).sureness);
    expect(told(1)).toContain("worthwhile_reached");
    expect(told(7)).toContain("worthwhile_open");
    expect(told(40)).toContain("worthwhile_out_of_reach");
  });

  test("never gives away fewer than five cases", () => {
    const rare = withColumns(drawn(0), {
      mejora: numbers(Array.from({ length: 90 }, (_, row) => Number(row === 3 || row === 30 || row === 60))),
    });
    const result = resultOf(protocol({ outcome: betterOutcome }), rare);
    expect(result.groups.map(({ mean }) => mean)).toEqual([null, null]);
    expect(Number.isInteger(result.estimate?.value)).toBe(true);
    expect(result.estimate?.p).toBe(Number(result.estimate?.p?.toFixed(2)));
    expect(Number.isInteger(result.detectable?.value)).toBe(true);
    expect(result.numbers.map(({ label }) => label.es)).toEqual(["Efecto del programa"]);
    expect(result.headline.es).not.toMatch(/con el programa; sin él/);
  });
});

describe("what the data do not carry", () => {
  const refusal = (plan: StudyProtocol, table: Table) => {
    const result = resultOf(plan, table);
    expect(result.verdict).toBe("cannot_tell");
    expect(result.estimate).toBeNull();
    expect(result.detectable).toBeNull();
    expect(result.stillSaid.length).toBeGreaterThan(1);
    for (const { words: text } of result.refusals) expect(text.es).not.toBe("");
    return codes(result.refusals);
  };

  test("fewer than 8 in an arm are described, not compared", () => {
    expect(refusal(protocol(), families({ n: 14, seed: "few", effect: -7, drawn: true }))).toEqual(["too_few_units"]);
  });

  test("fewer than 4 clusters show a difference, not how sure it is", () => {
    expect(refusal(protocol({ cluster: "municipio" }), drawn(-7))).toEqual(["too_few_clusters"]);
  });

  test("fewer than 5 who got there are too few to compare, and their number is not told", () => {
    const few = withColumns(drawn(0), {
      final: words(Array.from({ length: 90 }, (_, row) => (row % 30 === 4 ? "vuelta" : "adopción"))),
    });
    const plan = protocol({ outcome: homeOutcome });
    expect(refusal(plan, few)).toEqual(["too_few_events"]);
    const told = resultOf(plan, few)
      .stillSaid.map(({ es }) => es)
      .join(" ");
    expect(told).toContain("menos de 5 de 45 familias");
  });

  test("characteristics that tell the arms apart leave nobody to compare", () => {
    const table = families({ n: 200, seed: "apart", effect: -6, drawn: false });
    const apart = withColumns(table, {
      edad: numbers(valuesOf(table, "entra").map((one, row) => 20 + 30 * one + (row % 5))),
    });
    expect(refusal(protocol({ covariates: ["antes", "edad"], comparison: matching() }), apart)).toEqual(["separation"]);
  });

  test("weights that rest on fewer than 20 are too few", () => {
    const rng = rngFrom("thin");
    const rows = Array.from({ length: 260 }, (_, row) => ({ entered: Number(row < 120), own: rng.next() }));
    const table = tableOf({
      entra: numbers(rows.map(({ entered }) => entered)),
      antes: numbers(
        rows.map(({ entered, own }, row) => (entered === 1 ? 8 + own : row < 130 ? 8 + 1.5 * own : 5 * own)),
      ),
      riesgo: numbers(rows.map(({ own }) => 10 * own)),
    });
    const plan = protocol({ covariates: ["antes"], comparison: matching({ method: "entropy" }) });
    expect(["effective_n_too_small", "separation", "means_out_of_reach"]).toContain(refusal(plan, table)[0]);
  });

  test("a cut-off and a roll-out with too few units are refused too", () => {
    expect(refusal(protocol({ comparison: cutOffDesign }), scored({ n: 25, seed: "few", effect: -5 }))).toEqual([
      "too_few_units",
    ]);
    const places = rolledOut({ n: 9, seed: "few", effect: -4, waves: [0, 4, 6], periods: 8 });
    expect(refusal(protocol({ comparison: rolloutDesign }), places)).toEqual(["too_few_units"]);
    expect(refusal(protocol({ comparison: changesDesign }), changing({ n: 12, seed: "few", effect: 1 }))).toEqual([
      "too_few_units",
    ]);
  });
});

test("a draw of few pieces keeps its interval from the model, and says so", () => {
  const table = families({ n: 90, seed: "few draws", effect: -6, drawn: true });
  const plan = protocol({ covariates: ["antes"], comparison: { ...lotteryDesign } as StudyProtocol["comparison"] });
  expect(resultOf(plan, table).numbers[0]?.method.es).toContain("repetición del sorteo");
  const shares = resultOf({ ...plan, outcome: betterOutcome }, table);
  expect(shares.numbers[0]?.method.es).toContain("Mínimos cuadrados");
});
