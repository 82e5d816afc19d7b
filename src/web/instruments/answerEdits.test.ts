import { expect, test } from "vitest";
import { compileInstrument } from "../../core/instruments/compile.ts";
import type { CompiledInstrument } from "../../core/instruments/compiled.ts";
import type { InstrumentDefinition } from "../../core/instruments/definition.ts";
import { evaluateInstrument } from "../../core/instruments/evaluateInstrument.ts";
import { validateAnswers } from "../../core/instruments/validateAnswers.ts";
import { draftAnswers, finishedAnswers, withAnswer, withoutRow, withRow, withRowsDue } from "./answerEdits.ts";

const garden: InstrumentDefinition = {
  id: "garden",
  version: "1",
  title: { es: "Huerto" },
  languages: ["es"],
  raters: ["family"],
  dimensions: [],
  lists: { plants: { choices: [{ code: "basil", label: { es: "Albahaca" } }] } },
  items: [
    { type: "int", name: "beds", label: { es: "Bancales" }, max: 3 },
    {
      type: "repeat",
      name: "bed",
      repeatCount: "${beds}",
      items: [
        { type: "text", name: "plant", label: { es: "Planta" }, default: "'albahaca'" },
        { type: "repeat", name: "visitor", items: [{ type: "text", name: "who.came", label: { es: "Quién" } }] },
      ],
    },
    { type: "text", name: "secret", label: { es: "Secreto" }, relevant: "${beds} > 1" },
  ],
  provenance: { source: "invented for tests" },
};
const compiled: CompiledInstrument = (() => {
  const result = compileInstrument(garden);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
})();
const situation = { today: "2026-11-21", rater: "family" as const };

test("an answer is changed where it stands, also inside rows of rows and under a name with a dot", () => {
  const before = { bed: [{ plant: "mint" }, { plant: "thyme", visitor: [{}, { "who.came": "bee" }] }] };
  const after = withAnswer(before, "bed[1].visitor[1].who.came", "wasp");
  expect(after).toEqual({ bed: [{ plant: "mint" }, { plant: "thyme", visitor: [{}, { "who.came": "wasp" }] }] });
  expect(before.bed[1]?.visitor?.[1]).toEqual({ "who.came": "bee" });
});

test("an answer taken away leaves no trace", () => {
  expect(withAnswer({ beds: 2, secret: "x" }, "secret", null)).toEqual({ beds: 2 });
});

test("rows due by an earlier answer appear with what they begin with; rows too many are kept", () => {
  expect(withRowsDue(compiled, { beds: 2 }, situation).bed).toEqual([{ plant: "albahaca" }, { plant: "albahaca" }]);
  const three = { beds: 1, bed: [{ plant: "a" }, { plant: "b" }, { plant: "c" }] };
  expect(withRowsDue(compiled, three, situation)).toBe(three);
});

test("a row is added at the end and taken from its place", () => {
  const two = withRow(compiled, { bed: [{ plant: "mint" }] }, "bed", situation);
  expect(two.bed).toEqual([{ plant: "mint" }, { plant: "albahaca" }]);
  expect(withoutRow(two, "bed", 0).bed).toEqual([{ plant: "albahaca" }]);
  expect(withoutRow({ bed: [{}] }, "bed", 0)).toEqual({});
});

test("a draft leaves out what the server would refuse, and what only those answers showed", () => {
  const answers = { beds: 9, secret: "hidden once beds is out", bed: [{ plant: "mint" }] };
  const draft = draftAnswers(compiled, answers, situation);
  expect(draft).toEqual({ bed: [{ plant: "mint" }] });
  expect(validateAnswers(compiled, draft, { ...situation, complete: false }).ok).toBe(true);
});

test("what is finished with holds nothing of hidden questions", () => {
  const answers = { beds: 1, secret: "written before", bed: [{ plant: "mint" }] };
  const evaluation = evaluateInstrument(compiled, answers, situation);
  expect(finishedAnswers(compiled, answers, evaluation)).toEqual({ beds: 1, bed: [{ plant: "mint" }] });
});
