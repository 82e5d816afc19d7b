import { Compile } from "typebox/compile";
import { expect, test } from "vitest";
import { CostResult, Result as ResultShape } from "../../contracts/studyFigures.ts";
import { canonicalJson } from "../../core/canonical.ts";
import type { StudyOutcome, StudyProtocol } from "../../core/studies/protocol.ts";
import { type Rng, rngFrom } from "../numeric/random.ts";
import type { Column, Table } from "../table.ts";
import { analyse } from "./analyse.ts";
import { analyseCosts } from "./costs.ts";
import { changesDesign, cutOffDesign, rolledOut, rolloutDesign } from "./designs.testdata.ts";
import {
  betterOutcome,
  families,
  homeOutcome,
  lotteryDesign,
  matching,
  numbers,
  protocol,
  riskOutcome,
  withColumns,
} from "./simulated.testdata.ts";

const STUDIES = 50;
const resultShape = Compile(ResultShape);
const costShape = Compile(CostResult);

function pick<Value>({ int }: Rng, list: readonly Value[]): Value {
  return list[int(list.length)] as Value;
}

/** Spoils a column: some values missing, all alike, or rounded so that many tie. */
function spoiled(column: Column, rng: Rng): Column {
  if (column.kind === "text") {
    const codes = column.codes.map((code) => (rng.next() < 0.05 ? -1 : code));
    return { ...column, codes };
  }
  const way = rng.int(6);
  const share = rng.next() * 0.4;
  const values = column.values.map((value) => {
    if (way === 0) return 1;
    if (way === 1) return Math.round(value / 10);
    return way < 4 && rng.next() < share ? Number.NaN : value;
  });
  return { kind: "number", values };
}

const comparisons: readonly StudyProtocol["comparison"][] = [
  lotteryDesign,
  lotteryDesign,
  matching({ method: "nearest" }),
  matching({ method: "nearest", caliper: 0.2, within: "municipio" }),
  matching({ method: "nearest", estimand: "ATE" }),
  matching({ method: "entropy" }),
  matching({ method: "weighting", estimand: "ATE" }),
  changesDesign,
  { ...cutOffDesign, running: "antes", cutoff: 50, bandwidth: 12 } as StudyProtocol["comparison"],
  rolloutDesign,
];

function tableFor(comparison: StudyProtocol["comparison"], rng: Rng): Table {
  const n = 10 + rng.int(90);
  const seed = `property ${rng.int(1e6)}`;
  const plain =
    comparison.design === "phased_rollout"
      ? rolledOut({
          n: Math.max(6, n >> 1),
          seed,
          effect: -3,
          waves: pick(rng, [
            [0, 3, 4],
            [1, 3],
            [2, 3, 9],
            [0, 0, 2],
          ]),
          periods: 5,
        })
      : families({ n, seed, effect: pick(rng, [0, -6, 6]), drawn: rng.int(2) === 0 });
  const names = [...plain.columns.keys()].filter(
    (name) => !["entra", "unidad", "periodo", "comienzo", "final", "mejora"].includes(name),
  );
  const changed = names.filter(() => rng.next() < 0.25);
  return withColumns(
    plain,
    Object.fromEntries(changed.map((name) => [name, spoiled(plain.columns.get(name) ?? numbers([]), rng)])),
  );
}

function planFor(comparison: StudyProtocol["comparison"], rng: Rng): StudyProtocol {
  const rollout = comparison.design === "phased_rollout";
  const outcomes: readonly StudyOutcome[] = rollout ? [riskOutcome] : [riskOutcome, betterOutcome, homeOutcome];
  const some = (names: readonly string[]) => names.filter(() => rng.next() < 0.6);
  return protocol({
    comparison: comparison.design === "waiting_list_lottery" ? { ...comparison, draws: 1000 } : comparison,
    outcome: pick(rng, outcomes),
    secondary: outcomes.filter(() => rng.next() < 0.3),
    covariates: rollout ? [] : some(["antes", "edad", "municipio"]),
    stratum: rollout ? null : pick(rng, [null, "municipio"]),
    cluster: rollout ? null : pick(rng, [null, "profesional"]),
    costs: { column: "coste", currency: "EUR", perspective: "todos", worth: [0, 100, 500] },
    unitWord: pick(rng, ["familias", "niñas y niños", ""]),
  });
}

test("whatever the data, a study answers in its agreed shape or refuses in words, without gaps in its sentences", () => {
  const rng = rngFrom("properties of studies");
  const verdicts = new Map<string, number>();
  for (let study = 0; study < STUDIES; study++) {
    const comparison = pick(rng, comparisons);
    const plan = planFor(comparison, rng);
    const table = tableFor(comparison, rng);
    const found = analyse(plan, table);
    const key = found.ok ? found.value.verdict : found.failure.code;
    verdicts.set(key, (verdicts.get(key) ?? 0) + 1);
    const money = analyseCosts(plan, table);
    if (money.ok) expect(costShape.Errors(money.value), `${study}`).toEqual([]);
    if (!found.ok) continue;
    expect(resultShape.Errors(found.value), `${study}`).toEqual([]);
    const text = canonicalJson(found.value);
    expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
    const { estimate } = found.value;
    if (estimate) {
      expect(estimate.low).toBeLessThanOrEqual(estimate.value);
      expect(estimate.high).toBeGreaterThanOrEqual(estimate.value);
    }
  }
  // The data spoil some studies, not most: otherwise nothing above was tried.
  expect(
    (verdicts.get("no_clear_difference") ?? 0) + (verdicts.get("better") ?? 0) + (verdicts.get("worse") ?? 0),
  ).toBeGreaterThan(STUDIES / 4);
  expect(verdicts.get("cannot_tell") ?? 0).toBeGreaterThan(2);
}, 30_000);
