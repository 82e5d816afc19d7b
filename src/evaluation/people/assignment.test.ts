import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AssignmentProblem, assignment } from "./assignment.ts";

function solved(problem: AssignmentProblem) {
  const found = assignment(problem);
  if (!found.ok) throw new Error(found.failure.code);
  return found.value;
}

/** The best total by trying every way to give each row its own column. */
function bestOfAll({ cost, rows, columns }: AssignmentProblem): number {
  const used = new Set<number>();
  const from = (row: number): number => {
    if (row === rows) return 0;
    let best = Number.POSITIVE_INFINITY;
    for (let column = 0; column < columns; column++) {
      const price = cost[row * columns + column] ?? Number.NaN;
      if (used.has(column) || !Number.isFinite(price)) continue;
      used.add(column);
      best = Math.min(best, price + from(row + 1));
      used.delete(column);
    }
    return best;
  };
  return from(0);
}

const problems = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 2 })).chain(([rows, more]) =>
  fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: -3, max: 9 }) },
        { weight: 1, arbitrary: fc.constant(Number.NaN) },
      ),
      {
        minLength: rows * (rows + more),
        maxLength: rows * (rows + more),
      },
    )
    .map((cost) => ({ cost: Float64Array.from(cost), rows, columns: rows + more })),
);

describe("assignment", () => {
  it("finds the best total of all assignments, with ties, forbidden pairs and more columns than rows", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const best = bestOfAll(problem);
        const found = assignment(problem);
        expect(found.ok ? found.value.total : Number.POSITIVE_INFINITY).toBeCloseTo(best, 9);
        if (!found.ok) expect(found.failure.code).toBe("no_complete_assignment");
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it("gives no column twice and proves its total by prices: no pair is cheaper than its two prices", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 100, noNaN: true }), { minLength: 56, maxLength: 56 }), (list) => {
        const cost = Float64Array.from(list);
        const { columnOf, total, rowPrices, columnPrices } = solved({ cost, rows: 7, columns: 8 });
        expect(new Set(columnOf).size).toBe(7);
        const dual = [...rowPrices, ...columnPrices].reduce((sum, price) => sum + price, 0);
        expect(dual).toBeCloseTo(total, 7);
        for (let at = 0; at < 56; at++) {
          const prices = (rowPrices[Math.floor(at / 8)] ?? 0) + (columnPrices[at % 8] ?? 0);
          expect((cost[at] ?? 0) - prices).toBeGreaterThan(-1e-7);
        }
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it("finds the greatest total as the least of the costs turned round", () => {
    const cost = Float64Array.from([7, 2, 1, 9, 5, 3, 4, 8, 6]);
    const most = solved({ cost, rows: 3, columns: 3, maximise: true });
    expect(most.total).toBe(9 + 8 + 1);
    expect(most.total).toBe(-solved({ cost: cost.map((value) => -value), rows: 3, columns: 3 }).total);
  });

  it("leaves rows without a column when there are more rows than columns", () => {
    const found = solved({ cost: Float64Array.from([5, 1, 3]), rows: 3, columns: 1 });
    expect([...found.columnOf]).toEqual([-1, 0, -1]);
    expect(found.total).toBe(1);
  });

  it("refuses a table that is not rows by columns", () => {
    const found = assignment({ cost: new Float64Array(5), rows: 2, columns: 3 });
    expect(found.ok ? "" : found.failure.code).toBe("malformed_input");
  });
});
