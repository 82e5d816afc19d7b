import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hideFewest } from "./fewest.ts";
import { countsBehind } from "./percentages.ts";
import { auditTwoWay, type CountTable, networkOf } from "./twoWay.ts";

const totals = { rows: true, columns: true, grand: true };

/** Every way to fill the hidden cells with whole numbers that keeps the totals, found by trying all of them. */
function fillings(table: CountTable, hidden: readonly number[]): readonly (readonly number[])[] {
  const width = table[0]?.length ?? 0;
  const flat = table.flat();
  const rowLeft = table.map((row, at) =>
    row.reduce((sum, n, column) => sum + (hidden.includes(at * width + column) ? n : 0), 0),
  );
  const columnLeft = Array.from({ length: width }, (_, column) =>
    table.reduce((sum, row, at) => sum + (hidden.includes(at * width + column) ? (row[column] ?? 0) : 0), 0),
  );
  const found: number[][] = [];
  const fill = (at: number, values: number[]): void => {
    const cell = hidden[at];
    if (cell === undefined) {
      if (rowLeft.every((left) => left === 0) && columnLeft.every((left) => left === 0)) found.push([...values]);
      return;
    }
    const [row, column] = [Math.floor(cell / width), cell % width];
    for (let value = 0; value <= Math.min(rowLeft[row] ?? 0, columnLeft[column] ?? 0); value++) {
      rowLeft[row] = (rowLeft[row] ?? 0) - value;
      columnLeft[column] = (columnLeft[column] ?? 0) - value;
      fill(at + 1, [...values, value]);
      rowLeft[row] = (rowLeft[row] ?? 0) + value;
      columnLeft[column] = (columnLeft[column] ?? 0) + value;
    }
  };
  fill(0, []);
  expect(flat.length).toBe(table.length * width);
  return found;
}

const smallTable = fc.tuple(fc.integer({ min: 2, max: 3 }), fc.integer({ min: 2, max: 3 })).chain(([rows, columns]) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  }),
);

function subsets(cells: readonly number[], size: number): readonly (readonly number[])[] {
  if (size === 0) return [[]];
  return cells.flatMap((cell, at) => subsets(cells.slice(at + 1), size - 1).map((rest) => [cell, ...rest]));
}

function widths(table: CountTable, hidden: readonly number[], guarded: readonly number[]): readonly number[] {
  const intervals = auditTwoWay(networkOf(table, totals), hidden);
  return guarded.map((cell) => {
    const found = intervals.find((one) => one.cell === cell);
    return (found?.max ?? Number.POSITIVE_INFINITY) - (found?.min ?? 0);
  });
}

describe("what can be worked out of hidden counts", () => {
  it("answers the least and greatest value among all fillings that keep the totals", () => {
    fc.assert(
      fc.property(smallTable, fc.array(fc.nat(8), { maxLength: 6 }), (table, places) => {
        const cells = [...new Set(places)].filter((cell) => cell < table.flat().length);
        const all = fillings(table, cells);
        for (const [at, { min, max }] of auditTwoWay(networkOf(table, totals), cells).entries()) {
          const values = all.map((filling) => filling[at] ?? 0);
          expect([min, max]).toEqual([Math.min(...values), Math.max(...values)]);
        }
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it("knows a single hidden count of a row from the row's total", () => {
    const table = [
      [2, 14],
      [9, 18],
    ];
    expect(auditTwoWay(networkOf(table, totals), [0])).toEqual([{ cell: 0, min: 2, max: 2 }]);
    expect(auditTwoWay(networkOf(table, { rows: true, columns: false, grand: true }), [0, 2])).toEqual([
      { cell: 0, min: 2, max: 2 },
      { cell: 2, min: 9, max: 9 },
    ]);
  });

  it("only knows the sum of hidden counts when only the grand total is published, and nothing without any total", () => {
    const table = [
      [2, 14],
      [9, 18],
    ];
    expect(auditTwoWay(networkOf(table, { rows: false, columns: false, grand: true }), [0, 3])).toEqual([
      { cell: 0, min: 0, max: 20 },
      { cell: 3, min: 0, max: 20 },
    ]);
    expect(auditTwoWay(networkOf(table, { rows: false, columns: false, grand: false }), [0])).toEqual([
      { cell: 0, min: 0, max: null },
    ]);
  });

  it("reads the count from its percentage: 42.9 % of 7 is 3, and of up to 20 it is 3 or 6", () => {
    expect(countsBehind({ percent: 42.9, decimals: 1, leastOf: 7, mostOf: 7 })).toEqual([{ count: 3, of: 7 }]);
    expect(countsBehind({ percent: 42.9, decimals: 1, leastOf: 1, mostOf: 20 })).toEqual([
      { count: 3, of: 7 },
      { count: 6, of: 14 },
    ]);
    expect(countsBehind({ percent: 50, decimals: 0, leastOf: 40, mostOf: 40 })).toEqual([{ count: 20, of: 40 }]);
  });
});

describe("hiding the fewest counts", () => {
  const rule = { threshold: 4, protection: 3 };

  it("passes its own audit after every random table", async () => {
    await fc.assert(
      fc.asyncProperty(smallTable, async (table) => {
        const { primary, secondary, unprotected } = await hideFewest(networkOf(table, totals), rule);
        const safe = primary.filter((cell) => !unprotected.includes(cell));
        for (const width of widths(table, [...primary, ...secondary], safe)) expect(width).toBeGreaterThanOrEqual(3);
      }),
      { seed: 5, numRuns: 150 },
    );
  });

  it("hides no more than a search through all sets needs", async () => {
    await fc.assert(
      fc.asyncProperty(smallTable, async (table) => {
        const { primary, secondary, proven, unprotected } = await hideFewest(networkOf(table, totals), rule);
        fc.pre(unprotected.length === 0);
        const others = [...table.flat().keys()].filter((cell) => !primary.includes(cell));
        const fewer = subsets(others, secondary.length - 1);
        expect(proven).toBe(true);
        if (secondary.length > 0)
          expect(fewer.some((set) => widths(table, [...primary, ...set], primary).every((width) => width >= 3))).toBe(
            false,
          );
      }),
      { seed: 6, numRuns: 100 },
    );
  });

  it("names the counts that nothing can protect instead of calling them safe", async () => {
    const lonely = await hideFewest(networkOf([[2]], totals), rule);
    expect(lonely).toMatchObject({ primary: [0], secondary: [], unprotected: [0] });
  });

  it("hides a table of 200 cells safely without a solver", async () => {
    const table = Array.from({ length: 20 }, (_, row) =>
      Array.from({ length: 10 }, (_, column) => (row * 7 + column * 13) % 23),
    );
    const { primary, secondary, unprotected } = await hideFewest(networkOf(table, totals), {
      threshold: 5,
      protection: 5,
    });
    expect(unprotected).toEqual([]);
    for (const width of widths(table, [...primary, ...secondary], primary)) expect(width).toBeGreaterThanOrEqual(5);
  });
});
