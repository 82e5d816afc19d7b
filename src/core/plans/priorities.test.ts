import { expect, test } from "vitest";
import { aPack } from "../../../tests/builders/packFiles.ts";
import { dimensionParts, priorityParts, questionParts } from "./priorities.ts";

const garden = aPack().instruments.bancal;
if (!garden) throw new Error("the test programme lost its instrument");

test("dimensions and questions keep the order of the instrument and its words", () => {
  expect(dimensionParts(garden, "es").map(({ name }) => name)).toEqual(garden.dimensions.map(({ id }) => id));
  const questions = questionParts(garden, "es");
  expect(questions.length).toBeGreaterThan(0);
  for (const { label } of questions) expect(label.trim()).not.toBe("");
});

test("what the family marked is named in the order of the instrument, not in the order it was marked", () => {
  const names = questionParts(garden, "es").map(({ name }) => name);
  const marked = [names.at(-1) ?? "", names[0] ?? ""];
  expect(priorityParts(garden, marked, "es").map(({ name }) => name)).toEqual([names[0], names.at(-1)]);
});

test("a mark the instrument does not know is shown as it is, never lost", () => {
  expect(priorityParts(garden, ["old_question"], "es")).toEqual([
    { name: "old_question", label: "old_question", dimension: null },
  ]);
});
