import { describe, expect, it } from "vitest";
import type { Answers } from "./answers.ts";
import { changeBetween, compareRatings } from "./compareRatings.ts";
import { compileInstrument } from "./compile.ts";
import type { InstrumentDefinition } from "./definition.ts";
import { evaluateInstrument } from "./evaluateInstrument.ts";
import { aGarden } from "./garden.testdata.ts";
import { answerMessages, definitionMessages, messageOf } from "./messages.ts";
import { pagesOf, progressOf } from "./pages.ts";
import { snapshotAsShown } from "./snapshot.ts";
import { initialAnswers, validateAnswers, withoutHiddenAnswers } from "./validateAnswers.ts";

function compiled(changes: Partial<InstrumentDefinition> = {}) {
  const result = compileInstrument(aGarden(changes));
  if (!result.ok) throw new Error(JSON.stringify(result.failure.problems));
  return result.value;
}

const garden = compiled();
const family = { today: "2026-11-21", rater: "family" } as const;

const good: Answers = {
  gardener: "Ana",
  beds: 2,
  soil: "g3",
  worms: "g1",
  well: "g1",
  tools: ["spade", "hoe"],
  handle: "long",
  plants: [
    { plant: "tomate", height: 1.5, sown: "2026-03-01" },
    { plant: "ajo", height: 0.4 },
  ],
  snails: "g2",
  moles: "g1",
};

function refusals(answers: unknown, complete = true, rater: "family" | "team" = "family"): readonly string[] {
  const result = validateAnswers(garden, answers, { ...family, rater, complete });
  return result.ok ? [] : result.failure.problems.map(({ path, code }) => `${path} ${code}`);
}

describe("answering an instrument", () => {
  it("accepts good answers and computes what they imply", () => {
    const result = validateAnswers(garden, good, { ...family, complete: true });
    expect(result.ok).toBe(true);
    const evaluation = evaluateInstrument(garden, good, family);
    expect(Object.fromEntries(evaluation.calculated)).toEqual({
      "plants[0].tall": 1,
      "plants[1].tall": 0,
      tall_plants: 1,
    });
  });

  it.each<[string, Answers, string]>([
    ["an illegal option", { ...good, soil: "g9" }, "soil unknown_choice"],
    ["an unknown key", { ...good, gnome: 1 }, "gnome unknown_item"],
    ["a rating 99 of 4", { ...good, beds: 99 }, "beds above_maximum"],
    ["a number where a code belongs", { ...good, soil: 99 }, "soil wrong_type"],
    ["a hidden answer", { ...good, beds: 0 }, "well not_relevant"],
    ["a forged calculation", { ...good, tall_plants: 7 }, "tall_plants computed_field"],
    ["a forged calculation in a row", { ...good, plants: [{ plant: "a", tall: 1 }] }, "plants[0].tall computed_field"],
    ["an option closed by its filter", { ...good, handle: "short" }, "handle choice_not_offered"],
    ["a broken constraint", { ...good, tools: ["spade", "hoe", "rake"] }, "tools constraint_failed"],
    [
      "a future sowing in a row",
      { ...good, plants: [{ plant: "a", sown: "2027-01-01" }] },
      "plants[0].sown constraint_failed",
    ],
    [
      "a day that is in no calendar",
      { ...good, plants: [{ plant: "a", sown: "2026-02-30" }] },
      "plants[0].sown wrong_type",
    ],
    ["a missing answer", { ...good, gardener: "" }, "gardener missing_required"],
    ["a missing answer in a row", { ...good, plants: [{}] }, "plants[0].plant missing_required"],
    ["an unknown key in a row", { ...good, plants: [{ plant: "a", gnome: 1 }] }, "plants[0].gnome unknown_item"],
    ["rows that are no rows", { ...good, plants: ["a"] as never }, "plants wrong_type"],
    ["an answer to a pending text", { ...good, rain: "g1" }, "rain text_pending"],
    ["an answer to a note", { ...good, thanks: "x" }, "thanks not_answerable"],
    ["an answer to a group", { ...good, tool_shed: "x" }, "tool_shed not_answerable"],
    ["an answer reserved to the team", { ...good, secret: "x" }, "secret not_relevant"],
    ["a whole number with a fraction", { ...good, beds: 2.5 }, "beds wrong_type"],
    ["the same option twice", { ...good, tools: ["hoe", "hoe"] }, "tools repeated_choice"],
    ["a row of a matrix that does not apply", { ...good, snails: "g0" }, "moles not_relevant"],
    ["a key that reaches a prototype", JSON.parse('{"__proto__": {"soil": "g1"}}'), "__proto__ unknown_item"],
  ])("refuses %s with its path", (_, answers, problem) => {
    expect(refusals(answers)).toContain(problem);
  });

  it.each([null, "soil", 3, [good]])("refuses %j as answers", (answers) => {
    expect(refusals(answers)).toEqual([" wrong_type"]);
  });

  it("lets a draft be incomplete but never wrong", () => {
    expect(refusals({ worms: "g1", plants: [{}] }, false)).toEqual([]);
    expect(refusals({ worms: "g7" }, false)).toEqual(["worms unknown_choice"]);
  });

  it("opens with the defaults and leaves out what is hidden before sending", () => {
    expect(initialAnswers(garden, family)).toEqual({ beds: 1 });
    const hidden = { ...good, beds: 0, secret: "x" };
    const kept = withoutHiddenAnswers(garden, hidden, evaluateInstrument(garden, hidden, family));
    expect(Object.keys(kept).sort()).toEqual(["beds", "gardener", "moles", "plants", "snails", "soil", "worms"]);
    expect(refusals(kept)).toEqual([]);
  });

  it("says every reason in Spanish and English", () => {
    const problems = evaluateInstrument(
      garden,
      { ...good, beds: 99, tools: ["spade", "hoe", "rake"] },
      family,
    ).problems;
    expect(problems.map((problem) => messageOf(problem, "es"))).toEqual([
      "El valor más alto posible es 20.",
      "Como mucho dos.",
    ]);
    for (const message of Object.values({ ...answerMessages, ...definitionMessages })) {
      expect(message.es.length * message.en.length).toBeGreaterThan(0);
    }
  });
});

describe("scores", () => {
  const scoresOf = (answers: Answers) => evaluateInstrument(garden, answers, family).scores;

  it("weigh the items, place the score in its band and count what it rests on", () => {
    expect(scoresOf(good)).toEqual({
      earth: { dimension: "earth", score: 77.78, band: "lush", answered: 2, expected: 2, missing: [], pending: 0 },
      water: { dimension: "water", score: 4, band: null, answered: 1, expected: 1, missing: [], pending: 1 },
    });
  });

  it("are absent when more is missing than the rule allows", () => {
    expect(scoresOf({ beds: 1, soil: "g3" })).toMatchObject({
      earth: { score: 100, answered: 1, missing: ["worms"] },
      water: { score: null, answered: 0, missing: ["well"] },
    });
    expect(scoresOf({}).earth).toMatchObject({ score: null, band: null, missing: ["soil", "worms"] });
  });

  it("leave out what does not apply and count as missing what was declined", () => {
    expect(scoresOf({ soil: "g3", worms: "na" }).earth).toMatchObject({ score: 100, expected: 1, missing: [] });
    expect(scoresOf({ soil: "g3", worms: "no" }).earth).toMatchObject({ score: 100, expected: 2, missing: ["worms"] });
  });

  it("fill a sum for the items missing within the rule, and turn reversed items round", () => {
    const [earth] = aGarden().scoring ?? [];
    if (!earth) throw new Error("the garden scores its earth");
    const sum = compiled({
      scoring: [{ ...earth, combine: "sum", items: [{ item: "soil", reversed: true }, { item: "worms" }] }],
    });
    expect(evaluateInstrument(sum, { soil: "g3", worms: "g1" }, family).scores.earth?.score).toBe(1);
    expect(evaluateInstrument(sum, { worms: "g2" }, family).scores.earth?.score).toBe(4);
  });

  it("tell the course of each dimension by the direction of its scale", () => {
    const before = scoresOf({ ...good, soil: "g1" });
    const after = scoresOf({ ...good, well: "g2" });
    expect(changeBetween(garden, before, after)).toEqual([
      {
        dimension: "earth",
        before: 33.33,
        after: 77.78,
        change: 44.45,
        bandBefore: "dry",
        bandAfter: "lush",
        course: "better",
      },
      { dimension: "water", before: 4, after: 1, change: -3, bandBefore: null, bandAfter: null, course: "better" },
    ]);
    expect(changeBetween(garden, before, {})[0]?.course).toBe("unknown");
  });
});

describe("two raters", () => {
  it("differ where their ratings lie the threshold apart, widest first", () => {
    const team: Answers = { ...good, soil: "g1", worms: "g2", well: "na", snails: "g0", moles: undefined };
    expect(compareRatings(garden, { ...good, snails: "g3" }, team, { today: "2026-11-21" })).toEqual([
      { item: "snails", dimension: null, family: "g3", team: "g0", steps: 3 },
      { item: "soil", dimension: "earth", family: "g3", team: "g1", steps: 2 },
    ]);
  });

  it("are not compared when the instrument sets no threshold", () => {
    const { differenceThreshold: _, ...rest } = aGarden();
    const without = compileInstrument(rest);
    expect(without.ok && compareRatings(without.value, good, { soil: "g0" }, { today: "2026-11-21" })).toEqual([]);
  });
});

describe("showing an instrument", () => {
  it("cuts it into pages by dimension and group and counts what is answered", () => {
    const answers: Answers = { ...good, worms: undefined, handle: undefined };
    const pages = pagesOf(garden, answers, evaluateInstrument(garden, answers, family));
    expect(pages.map(({ id, kind, answered, expected, open }) => [id, kind, answered, expected, open])).toEqual([
      ["gardener", "loose", 2, 2, []],
      ["earth", "dimension", 1, 2, ["worms"]],
      ["water", "dimension", 1, 1, []],
      ["tool_shed", "group", 1, 2, ["handle"]],
      ["plants", "group", 5, 6, ["plants[1].sown"]],
      ["tall_plants", "loose", 2, 2, []],
    ]);
    expect(progressOf(pages)).toEqual({ answered: 12, expected: 15 });
  });

  it("keeps what was shown: wording of the rater, options, answers in words, scores", () => {
    const snapshot = snapshotAsShown(garden, good, family);
    const lines = snapshot.pages.flatMap((page) => page.lines);
    const line = (path: string) => lines.find((each) => each.path === path);
    expect(line("soil")).toMatchObject({
      number: "1",
      text: "¿Cómo está la tierra, Ana?",
      answer: "g3",
      shownAnswer: "A jungle",
    });
    expect(line("handle")?.options).toEqual([{ code: "long", label: "Largo" }]);
    expect(line("plants[1].height")).toMatchObject({ text: "Altura de ajo", answer: 0.4 });
    expect(line("tools")?.shownAnswer).toBe("Una spade, Una hoe");
    expect(line("tall_plants")).toMatchObject({ answer: 1, shownAnswer: "1" });
    expect(line("thanks")?.text).toBe("Gracias, Ana: 1 plantas altas.");
    expect(line("rain")).toMatchObject({ number: "4", text: "", pendingText: true, answer: null });
    expect(snapshot.scores[0]).toMatchObject({ label: "Tierra", score: 77.78, bandLabel: "Frondosa" });
    expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
  });

  it("speaks the reader's language and falls back to Spanish", () => {
    const snapshot = snapshotAsShown(garden, good, { ...family, rater: "team", language: "en" });
    expect(snapshot.instrument.title).toBe("Test garden");
    expect(snapshot.pages.flatMap((page) => page.lines).find(({ path }) => path === "worms")?.text).toBe("Lombrices");
  });
});

describe("fixed row counts and read-only answers", () => {
  it("are held to what the instrument computes", () => {
    const strict = compiled({
      scoring: [],
      items: [
        { type: "int", name: "beds", label: { es: "Bancales" } },
        { type: "text", name: "motto", label: { es: "Lema" }, default: "'a regar'", readOnly: true },
        {
          type: "repeat",
          name: "bed",
          repeatCount: "${beds}",
          items: [{ type: "calc", name: "place", calculation: "position(..)" }],
        },
      ],
    });
    const check = (answers: Answers) => {
      const result = validateAnswers(strict, answers, { ...family, complete: true });
      return result.ok ? [] : result.failure.problems.map(({ path, code }) => `${path} ${code}`);
    };
    expect(check({ beds: 2, motto: "a regar", bed: [{}, {}] })).toEqual([]);
    expect(check({ beds: 2, motto: "a cavar", bed: [{}] })).toEqual(["motto read_only", "bed wrong_row_count"]);
    const evaluation = evaluateInstrument(strict, { beds: 2, bed: [{}, {}] }, family);
    expect(Object.fromEntries(evaluation.calculated)).toEqual({ "bed[0].place": 1, "bed[1].place": 2 });
  });
});
