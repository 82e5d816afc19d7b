import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Answers, AnswerValue } from "./answers.ts";
import { compileInstrument } from "./compile.ts";
import type { InstrumentDefinition } from "./definition.ts";
import { evaluateInstrument } from "./evaluateInstrument.ts";
import { aGarden } from "./garden.testdata.ts";
import { snapshotAsShown } from "./snapshot.ts";
import { validateAnswers, withoutHiddenAnswers } from "./validateAnswers.ts";

function compiled(definition: InstrumentDefinition) {
  const result = compileInstrument(definition);
  if (!result.ok) throw new Error(JSON.stringify(result.failure.problems));
  return result.value;
}

const garden = compiled(aGarden());
const situation = { today: "2026-11-21", rater: "family" } as const;

const rating = fc.constantFrom("g0", "g1", "g2", "g3", "na", "no", null);
const plant = fc.record({
  plant: fc.constantFrom("tomate", "ajo"),
  height: fc.option(fc.integer({ min: 0, max: 300 }).map((centimetres) => centimetres / 100)),
  sown: fc.option(fc.constantFrom("2026-01-31", "2024-02-29")),
});

/** Plausible answers, hidden ones among them. */
const answersArbitrary: fc.Arbitrary<Answers> = fc.record({
  gardener: fc.constantFrom("Ana", "Luz"),
  beds: fc.option(fc.integer({ min: 0, max: 3 })),
  soil: rating.map((code) => code ?? "g1"),
  worms: rating,
  well: rating,
  tools: fc.option(fc.uniqueArray(fc.constantFrom("spade", "rake", "hoe"), { maxLength: 2 })),
  handle: fc.constantFrom("long", "short", null),
  plants: fc.option(fc.array(plant, { maxLength: 4 })),
  snails: rating,
  moles: rating,
});

/** Answers the gate accepts: what a screen would send. */
const acceptedAnswers = answersArbitrary
  .map((answers) => withoutHiddenAnswers(garden, answers, evaluateInstrument(garden, answers, situation)))
  .filter((answers) => evaluateInstrument(garden, answers, situation).problems.length === 0);

const anything = fc.jsonValue().map((value) => value as AnswerValue);
const anyAnswers = fc.dictionary(
  fc.oneof(
    fc.constantFrom(...garden.nodes.map(({ name }) => name), "__proto__", "constructor"),
    fc.string({ maxLength: 5 }),
  ),
  fc.oneof(anything, fc.array(fc.dictionary(fc.constantFrom("plant", "height", "sown", "tall"), anything))),
) as fc.Arbitrary<Answers>;

function refuses(answers: Answers, path: string): boolean {
  const result = validateAnswers(garden, answers, { ...situation, complete: true });
  return !result.ok && result.failure.problems.some((problem) => problem.path === path);
}

function shuffled(definition: InstrumentDefinition, keys: readonly number[]): InstrumentDefinition {
  const shuffle = <Part>(parts: readonly Part[]): Part[] =>
    parts
      .map((part, place) => ({ part, key: keys[place % keys.length] ?? 0, place }))
      .sort((left, right) => left.key - right.key || left.place - right.place)
      .map(({ part }) => part);
  const scoring = definition.scoring?.map((rule) => ({ ...rule, items: shuffle(rule.items) }));
  return { ...definition, items: shuffle(definition.items), ...(scoring ? { scoring } : {}) };
}

describe("any answers whatever", { timeout: 60_000 }, () => {
  it("are evaluated, validated and shown without throwing", () => {
    fc.assert(
      fc.property(anyAnswers, fc.boolean(), (answers, complete) => {
        evaluateInstrument(garden, answers, situation);
        expect(typeof validateAnswers(garden, answers, { ...situation, complete }).ok).toBe("boolean");
        expect(JSON.stringify(snapshotAsShown(garden, answers, situation))).toContain("huerto-de-prueba");
      }),
      { numRuns: 150 },
    );
  });

  it("lose every orphan when the hidden ones are left out, and nothing computed changes", () => {
    fc.assert(
      fc.property(fc.oneof(answersArbitrary, anyAnswers), (answers) => {
        const before = evaluateInstrument(garden, answers, situation);
        const kept = withoutHiddenAnswers(garden, answers, before);
        const after = evaluateInstrument(garden, kept, situation);
        const orphans = ["not_relevant", "unknown_item", "computed_field", "not_answerable", "text_pending"];
        expect(after.problems.filter(({ code }) => orphans.includes(code))).toEqual([]);
        expect(after.scores).toEqual(before.scores);
        expect(withoutHiddenAnswers(garden, kept, after)).toEqual(kept);
      }),
      { numRuns: 150 },
    );
  });
});

describe("accepted answers", { timeout: 60_000 }, () => {
  it("are exactly those in which nothing is wrong", () => {
    fc.assert(
      fc.property(acceptedAnswers, (answers) => {
        expect(validateAnswers(garden, answers, { ...situation, complete: true }).ok).toBe(true);
      }),
    );
  });

  it("are refused once one of five forgeries is made", () => {
    fc.assert(
      fc.property(acceptedAnswers, fc.stringMatching(/^[a-z]{9,12}$/), (answers, word) => {
        expect(refuses({ ...answers, soil: word }, "soil")).toBe(true);
        expect(refuses({ ...answers, [word]: "g1" }, word)).toBe(true);
        expect(refuses({ ...answers, beds: 99 }, "beds")).toBe(true);
        expect(refuses({ ...answers, beds: 0, well: "g1" }, "well")).toBe(true);
        expect(refuses({ ...answers, tall_plants: 3 }, "tall_plants")).toBe(true);
      }),
    );
  });
});

describe("scores", { timeout: 60_000 }, () => {
  it("do not depend on the order in which items are written", () => {
    fc.assert(
      fc.property(answersArbitrary, fc.array(fc.integer(), { minLength: 3, maxLength: 12 }), (answers, keys) => {
        const other = compiled(shuffled(aGarden(), keys));
        const [mine, theirs] = [garden, other].map((one) => evaluateInstrument(one, answers, situation));
        expect(theirs?.scores).toEqual(mine?.scores);
        expect(theirs?.calculated).toEqual(mine?.calculated);
      }),
    );
  });

  it("stay within 0 and 100 for a percentage and rise with a better rating", () => {
    fc.assert(
      fc.property(answersArbitrary, fc.integer({ min: 0, max: 2 }), (answers, place) => {
        const score = (code: string) =>
          evaluateInstrument(garden, { ...answers, soil: code }, situation).scores.earth?.score;
        const [low, high] = [score(`g${place}`), score(`g${place + 1}`)];
        expect(typeof low === typeof high).toBe(true);
        if (typeof low !== "number" || typeof high !== "number") return;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(100);
        expect(high).toBeGreaterThan(low);
      }),
    );
  });
});
