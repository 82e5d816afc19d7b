import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../core/canonical.ts";
import type { StudyProtocol } from "../../core/studies/protocol.ts";
import type { StudyResult } from "../../core/studies/result.ts";
import type { Table } from "../table.ts";
import { analyse } from "./analyse.ts";
import { changesDesign, cutOffDesign, rolledOut, rolloutDesign, scored } from "./designs.testdata.ts";
import {
  families,
  homeOutcome,
  lotteryDesign,
  matching,
  numbers,
  protocol,
  tableOf,
  valuesOf,
  withColumns,
} from "./simulated.testdata.ts";

function resultOf(plan: StudyProtocol, table: Table): StudyResult {
  const found = analyse(plan, table);
  if (!found.ok) throw new Error(JSON.stringify(found.failure));
  return found.value;
}

function failureOf(plan: StudyProtocol, table: Table): string {
  const found = analyse(plan, table);
  return found.ok ? "none" : found.failure.code;
}

const drawn = families({ n: 120, seed: "drawn", effect: -7, drawn: true });
const plan = protocol({ covariates: ["antes"], stratum: "municipio" });

describe("a study", () => {
  test("gives the same bytes each time it is replayed", () => {
    expect(canonicalJson(resultOf(plan, drawn))).toBe(canonicalJson(resultOf(plan, drawn)));
  });

  test("whose arms are called the other way round finds the opposite effect", () => {
    const turned = withColumns(drawn, { entra: numbers(valuesOf(drawn, "entra").map((one) => 1 - one)) });
    const [one, other] = [resultOf(plan, drawn).estimate, resultOf(plan, turned).estimate];
    expect(other?.value).toBeCloseTo(-(one?.value ?? Number.NaN), 4);
    expect(resultOf(plan, turned).verdict).toBe("worse");
  });

  test("refuses a covariate known after entering", () => {
    expect(failureOf({ ...plan, covariates: ["antes", "visitas"] }, drawn)).toBe("known_too_late");
  });

  test("refuses an outcome known before entering, columns that are not there and arms that are all alike", () => {
    expect(failureOf({ ...plan, outcome: { ...plan.outcome, column: "antes" } }, drawn)).toBe("known_too_early");
    expect(failureOf({ ...plan, covariates: ["nada"] }, drawn)).toBe("unknown_column");
    const same = withColumns(drawn, { entra: numbers(new Float64Array(drawn.n).fill(1)) });
    expect(failureOf(plan, same)).toBe("constant_treatment");
    const odd = withColumns(drawn, { entra: numbers(valuesOf(drawn, "entra").map((one) => one + 1)) });
    expect(failureOf(plan, odd)).toBe("wrong_kind");
    expect(failureOf(plan, tableOf({ entra: numbers([]) }))).toBe("no_rows");
    const nothing = withColumns(drawn, { riesgo: numbers(new Float64Array(drawn.n).fill(Number.NaN)) });
    expect(failureOf(plan, nothing)).toBe("no_rows");
  });

  test("refuses a place written twice in a period and times below zero, each by its name or row", () => {
    const places = rolledOut({ n: 20, seed: "twice", effect: -4, waves: [0, 3], periods: 5 });
    const periods = valuesOf(places, "periodo").slice();
    periods[1] = 1;
    const twice = analyse(protocol({ comparison: rolloutDesign }), withColumns(places, { periodo: numbers(periods) }));
    expect(twice).toEqual({ ok: false, failure: { code: "duplicate_id", id: "M0", row: 2 } });
    const early = valuesOf(drawn, "dias").slice();
    early[4] = -3;
    const negative = analyse(protocol({ outcome: homeOutcome }), withColumns(drawn, { dias: numbers(early) }));
    expect(negative).toEqual({ ok: false, failure: { code: "negative_time", row: 5 } });
  });

  test("refuses to follow a time from before, and periods that are not whole", () => {
    expect(failureOf(protocol({ comparison: changesDesign, outcome: homeOutcome }), drawn)).toBe("wrong_kind");
    const places = rolledOut({ n: 20, seed: "halves", effect: -4, waves: [0, 3], periods: 5 });
    const halves = numbers(valuesOf(places, "periodo").map((one) => one / 2));
    expect(failureOf(protocol({ comparison: rolloutDesign }), withColumns(places, { periodo: halves }))).toBe(
      "wrong_kind",
    );
  });

  test("fills what was not known before entering in a lottery only, and says so", () => {
    const holes = withColumns(drawn, {
      antes: numbers(valuesOf(drawn, "antes").map((one, row) => (row % 9 === 0 ? Number.NaN : one))),
    });
    const lottery = resultOf(plan, holes);
    expect(lottery.excluded).toEqual([]);
    expect(lottery.cautions.map(({ code }) => code)).toContain("covariates_filled");
    const pairs = resultOf({ ...plan, comparison: matching() }, holes);
    expect(pairs.excluded[0]?.n).toBe(14);
  });

  test("says when more stand on one side of a cut-off than chance would put there", () => {
    const table = scored({ n: 800, seed: "steered", effect: -5 });
    const steered = numbers(
      valuesOf(table, "puntuacion").map((one) => (one >= 40 && one < 44 ? 39 - (one - 40) / 4 : one)),
    );
    const codes = (one: Table) =>
      resultOf(protocol({ comparison: cutOffDesign }), one).cautions.map(({ code }) => code);
    expect(codes(table)).not.toContain("steered");
    expect(codes(withColumns(table, { puntuacion: steered }))).toContain("steered");
  });

  test("does not allow for what says who had the programme", () => {
    expect(failureOf({ ...plan, covariates: ["antes", "entra"] }, drawn)).toBe("singular");
    expect(failureOf({ ...plan, stratum: "entra" }, drawn)).toBe("singular");
    // A stratum that tells the arms apart under another name leaves no draw to repeat.
    const apart = withColumns(drawn, { edad: numbers(valuesOf(drawn, "entra").map((one) => 30 + one)) });
    const result = resultOf(protocol({ covariates: ["antes"], stratum: "edad" }), apart);
    expect([result.verdict, result.estimate?.p]).toEqual(["no_clear_difference", 1]);
    expect(result.cautions.map(({ code }) => code)).toContain("draw_too_coarse");
  });

  test("stops when it is asked to", () => {
    const heard: number[] = [];
    const found = analyse({ ...plan, comparison: lotteryDesign }, drawn, (share) => {
      heard.push(share);
      return "stop";
    });
    expect(found.ok ? "none" : found.failure.code).toBe("stopped");
    expect(heard).toHaveLength(1);
  });
});
