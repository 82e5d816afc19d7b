import { expect, it } from "vitest";
import { bandPath, pointAt, type StepPoint, stairPath } from "./steps.ts";

const POINTS: readonly StepPoint[] = [
  { at: 0, level: 1, low: 1, high: 1 },
  { at: 10, level: 0.5, low: 0.25, high: 0.75 },
  { at: 20, level: 0.25, low: null, high: null },
];
const same = (value: number) => value;
const hundred = (level: number) => level * 100;

it("a level holds until the next point and the last one until the end", () => {
  expect(stairPath(POINTS, 30, same, hundred)).toBe("M0 100H10V50H20V25H30");
  expect(stairPath([], 30, same, hundred)).toBe("");
});

it("the band goes over the upper levels and comes back under the lower ones", () => {
  expect(bandPath(POINTS.slice(0, 2), 30, same, hundred)).toBe("M0 100H10V75H30V25H10V100H0Z");
});

it("points without an interval are left out of the band", () => {
  expect(bandPath(POINTS, 20, same, hundred)).toBe("M0 100H10V75H20V25H10V100H0Z");
  expect(bandPath(POINTS.slice(2), 20, same, hundred)).toBe("");
});

it("between two points the earlier one is in force, before the first none", () => {
  expect(pointAt(POINTS, 19)?.level).toBe(0.5);
  expect(pointAt(POINTS, 20)?.level).toBe(0.25);
  expect(pointAt(POINTS, -1)).toBeUndefined();
});
