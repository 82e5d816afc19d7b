import { expect, it } from "vitest";
import { toggle } from "./CheckboxGroup.tsx";
import { nextSort, sortRows } from "./sortRows.ts";

const sorted = (values: readonly (string | number | null)[], direction: "ascending" | "descending") =>
  sortRows(values, (value) => value, { direction, tag: "es-ES" });

it("sorts words as people do: accents aside, ñ after n, numbers inside words by size", () => {
  expect(sorted(["Zúñiga", "Ñancupil", "Navarro", "Álvarez", "F-10", "F-9"], "ascending")).toEqual([
    "Álvarez",
    "F-9",
    "F-10",
    "Navarro",
    "Ñancupil",
    "Zúñiga",
  ]);
});

it("puts the unknown last in both directions", () => {
  expect(sorted([2, null, 10, 1], "ascending")).toEqual([1, 2, 10, null]);
  expect(sorted([2, null, 10, 1], "descending")).toEqual([10, 2, 1, null]);
});

it("turns the order round when the same column is pressed again", () => {
  const first = nextSort(null, "name");
  expect([first, nextSort(first, "name"), nextSort(first, "date")]).toEqual([
    { column: "name", direction: "ascending" },
    { column: "name", direction: "descending" },
    { column: "date", direction: "ascending" },
  ]);
});

it("takes the other boxes away when «ninguna» is chosen, and the other way round", () => {
  const options = [
    { value: "a", label: "A" },
    { value: "b", label: "B" },
    { value: "none", label: "Ninguna", exclusive: true },
  ] as const;
  expect(toggle(options, ["b"], { option: options[0], checked: true })).toEqual(["a", "b"]);
  expect(toggle(options, ["a", "b"], { option: options[2], checked: true })).toEqual(["none"]);
  expect(toggle(options, ["none"], { option: options[1], checked: true })).toEqual(["b"]);
  expect(toggle(options, ["a", "b"], { option: options[0], checked: false })).toEqual(["b"]);
});
