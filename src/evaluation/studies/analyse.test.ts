import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../core/canonical.ts";
import type { StudyProtocol } from "../../core/studies/protocol.ts";
import type { StudyResult } from "../../core/studies/result.ts";
import type { Table } from "../table.ts";
import { analyse } from "./analyse.ts";
import { families, lotteryDesign, numbers, protocol, tableOf, valuesOf, withColumns } from "./simulated.testdata.ts";

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
