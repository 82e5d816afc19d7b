import { expect, it } from "vitest";
import { nextStop } from "./Explorer.tsx";
import { radarPath, spokePoint, twoLines, unbroken } from "./geometry.ts";

it("the first spoke points up and the others follow the clock", () => {
  const points = [0, 1, 2, 3].map((at) => spokePoint(at, 4, 10));
  expect(points.map(({ x, y }) => [Math.round(x), Math.round(y)])).toEqual([
    [0, -10],
    [10, 0],
    [0, 10],
    [-10, 0],
  ]);
});

it("a radar is closed when every value is known and open beside a missing one", () => {
  const place = (value: number, at: number) => ({ x: at, y: value });
  expect(radarPath([1, 2, 3], place)).toBe("M0 1L1 2L2 3Z");
  expect(radarPath([1, 2, null], place)).toBe("M0 1L1 2");
  expect(radarPath([1, null, null], place)).toBe("");
});

it("a curve is broken where a value is missing", () => {
  expect(unbroken([1, 2, null, 3, null, null, 4])).toEqual([[0, 1], [3], [6]]);
});

it("a long name is written in two lines, broken near its middle", () => {
  expect(twoLines("Bienestar de los niños", 10)).toEqual(["Bienestar de", "los niños"]);
  expect(twoLines("Vivienda", 10)).toEqual(["Vivienda"]);
  expect(twoLines("Corresponsabilidad", 10)).toEqual(["Corresponsabilidad"]);
});

it("arrows walk through the data, Home and End reach its ends, Escape leaves it", () => {
  expect(["ArrowRight", "ArrowLeft", "Home", "End", "Escape"].map((key) => nextStop(key, null, 3))).toEqual([
    0,
    2,
    0,
    2,
    undefined,
  ]);
  expect(["ArrowDown", "ArrowUp", "Escape", "a"].map((key) => nextStop(key, 2, 3))).toEqual([2, 1, null, undefined]);
  expect(nextStop("ArrowRight", null, 0)).toBeUndefined();
});
