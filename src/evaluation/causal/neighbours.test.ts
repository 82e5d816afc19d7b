import { describe, expect, it } from "vitest";
import { rngFrom } from "../numeric/random.ts";
import { finder } from "./neighbours.ts";

/** Columns with many equal values, as characteristics of families have. */
function columns(n: number, seed: bigint): readonly Float64Array[] {
  const rng = rngFrom(seed);
  const kinds = [() => rng.int(2), () => rng.int(6), () => Math.round(rng.next() * 100) / 10];
  return kinds.map((draw) => Float64Array.from({ length: n }, draw));
}

function slowly(cols: readonly Float64Array[], candidates: Uint32Array, M: number, row: number): readonly number[] {
  const square = (other: number) =>
    cols.reduce((sum, column) => sum + ((column[other] ?? 0) - (column[row] ?? 0)) ** 2, 0);
  const reach = [...candidates].map(square).sort((a, b) => a - b)[M - 1] ?? 0;
  return [...candidates].filter((other) => square(other) <= reach + 1e-12);
}

describe("the nearest rows", () => {
  it.each([1, 4, 40])("are those of going through all, ties included: %d", (M) => {
    const cols = columns(700, 71n);
    const candidates = Uint32Array.from({ length: 350 }, (_, i) => 2 * i);
    const find = finder(cols, candidates, M);
    for (let row = 1; row < 700; row += 14) expect(find(row)).toEqual(slowly(cols, candidates, M, row));
  });

  it("are all of them where everybody is alike", () => {
    const flat = [new Float64Array(90), new Float64Array(90).fill(3)];
    const candidates = Uint32Array.from({ length: 80 }, (_, i) => i);
    expect(finder(flat, candidates, 2)(85)).toEqual([...candidates]);
  });
});
