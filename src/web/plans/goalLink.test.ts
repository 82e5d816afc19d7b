import { expect, test } from "vitest";
import { linkGroups, linkOf, linkValue } from "./goalLink.ts";

test.each([
  { dimension: "water", item: "watering" },
  { dimension: "water", item: null },
  { dimension: null, item: "watering" },
  { dimension: null, item: null },
])("a link survives the list: $item of $dimension", (link) => {
  expect(linkOf(linkValue(link))).toEqual(link);
});

const titles = { priorities: "Elegido", dimensions: "Otras" };
const data = {
  priorities: [
    { name: "watering", label: "Riego", dimension: "water" },
    { name: "company", label: "Compañía", dimension: null },
  ],
  dimensions: [
    { name: "water", label: "Agua" },
    { name: "company", label: "Compañía" },
  ],
};

test("what the family marked comes first, and a marked dimension is not offered twice", () => {
  expect(linkGroups(data, titles, "")).toEqual([
    {
      label: "Elegido",
      options: [
        { value: "watering water", label: "Riego" },
        { value: " company", label: "Compañía" },
      ],
    },
    { label: "Otras", options: [{ value: " water", label: "Agua" }] },
  ]);
});

test("a link to something the instrument no longer has stays on offer", () => {
  expect(linkGroups(data, titles, "old_question soil")[0]).toEqual({
    value: "old_question soil",
    label: "old_question · soil",
  });
});
