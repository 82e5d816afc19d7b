import { describe, expect, test } from "vitest";
import { cif, cifAt } from "../survival/cif.ts";
import { families, homeOutcome, valuesOf } from "./simulated.testdata.ts";
import { type Timed, timedOf } from "./timed.ts";

const table = families({ n: 80, seed: "days", effect: 0, drawn: true });
const treat = valuesOf(table, "entra");

function made(): Timed {
  const found = timedOf(table, homeOutcome, treat);
  if (!found.ok) throw new Error(found.failure.code);
  return found.value;
}

function shareBy({ time, cause }: Pick<Timed, "time" | "cause">, horizon: number): number {
  const found = cif({ time, cause });
  if (!found.ok) throw new Error(found.failure.code);
  const [only] = found.value.groups;
  return only ? (cifAt(only, horizon).byCause[0]?.value ?? 0) : Number.NaN;
}

describe("pseudo-values of a time outcome", () => {
  test("are n times the share less n - 1 times the share without the row", () => {
    const { time, cause, blind } = made();
    const n = time.length;
    const all = shareBy({ time, cause }, 365);
    for (const row of [0, 7, 23, 50, 79]) {
      const keep = Array.from(time.keys()).filter((other) => other !== row);
      const without = {
        time: Float64Array.from(keep, (one) => time[one] ?? 0),
        cause: Uint8Array.from(keep, (one) => cause[one] ?? 0),
      };
      expect(blind[row]).toBeCloseTo(n * all - (n - 1) * shareBy(without, 365), 9);
    }
  });

  test("made within an arm have the arm's own share as their mean", () => {
    const { time, cause, byArm } = made();
    for (const arm of [0, 1]) {
      const rows = Array.from(treat.keys()).filter((row) => treat[row] === arm);
      const own = {
        time: Float64Array.from(rows, (row) => time[row] ?? 0),
        cause: Uint8Array.from(rows, (row) => cause[row] ?? 0),
      };
      const mean = rows.reduce((sum, row) => sum + (byArm[row] ?? 0), 0) / rows.length;
      expect(mean).toBeCloseTo(shareBy(own, 365), 2);
    }
  });

  test("are zeros and ones where everybody is followed to the end", () => {
    const whole = { ...homeOutcome, horizon: 100 };
    const found = timedOf(table, whole, treat);
    const { time, cause } = made();
    if (!found.ok) throw new Error(found.failure.code);
    for (const [row, value] of found.value.blind.entries())
      expect(value).toBeCloseTo(Number(cause[row] === 1 && (time[row] ?? 0) <= 100), 9);
  });
});
