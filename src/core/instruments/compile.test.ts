import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileInstrument } from "./compile.ts";
import type { InstrumentDefinition, Item } from "./definition.ts";
import { aGarden, gardenItems } from "./garden.testdata.ts";

function problemsOf(definition: InstrumentDefinition): readonly string[] {
  const compiled = compileInstrument(definition);
  return compiled.ok ? [] : compiled.failure.problems.map(({ path, code }) => `${path} ${code}`);
}

function withItems(...items: Item[]): InstrumentDefinition {
  return aGarden({ items: [...gardenItems, ...items] });
}

function calc(name: string, calculation: string): Item {
  return { type: "calc", name, calculation };
}

describe("publishing an instrument", () => {
  it("accepts the garden", () => {
    expect(problemsOf(aGarden())).toEqual([]);
  });

  it.each<[string, Item, string]>([
    ["an unknown name", calc("x", "${nobody} + 1"), "items.x.calculation unknown_name"],
    ["an unknown context name", calc("x", "household.height"), "items.x.calculation unknown_name"],
    ["a wrong type", calc("x", "${gardener} + 1"), "items.x.calculation wrong_type"],
    ["a series where one value is needed", calc("x", "${height} + 1"), "items.x.calculation wrong_type"],
    ["a calculation that is a series", calc("x", "${height}"), "items.x.calculation wrong_type"],
    ["broken grammar", calc("x", "1 +"), "items.x.calculation unexpected_end"],
    ["a repeated name", { type: "note", name: "soil", label: { es: "a" } }, "items.soil duplicate_name"],
    ["a bad name", { type: "note", name: "2 b", label: { es: "a" } }, "items.2 b bad_name"],
    [
      "a name that would reach a prototype",
      { type: "note", name: "__proto__", label: { es: "a" } },
      "items.__proto__ bad_name",
    ],
    ["an unknown list", { type: "choice", name: "x", label: { es: "a" }, list: "none" }, "items.x.list unknown_list"],
    ["a missing text", { type: "text", name: "x" }, "items.x.label missing_label"],
    ["an unknown name in a text", { type: "note", name: "x", label: { es: "${who}" } }, "items.x.label unknown_name"],
    [
      "an unknown dimension",
      { type: "text", name: "x", label: { es: "a" }, dimension: "fire" },
      "items.x.dimension unknown_dimension",
    ],
    [
      "free text as a condition",
      { type: "note", name: "x", label: { es: "a" }, relevant: "${gardener}" },
      "items.x.relevant wrong_type",
    ],
    [
      "a dot without an answer",
      { type: "note", name: "x", label: { es: "a" }, relevant: ". = 1" },
      "items.x.relevant no_current_answer",
    ],
    [
      "an unsafe pattern",
      { type: "text", name: "x", label: { es: "a" }, constraint: "regex(., '(a)\\1')" },
      "items.x.constraint pattern_not_supported",
    ],
    ["impossible bounds", { type: "int", name: "x", label: { es: "a" }, min: 3, max: 2 }, "items.x bad_bounds"],
  ])("refuses %s", (_, item, problem) => {
    expect(problemsOf(withItems(item))).toContain(problem);
  });

  it("refuses circles and names their members", () => {
    const compiled = compileInstrument(withItems(calc("a", "${b} + 1"), calc("b", "${c}"), calc("c", "${a}")));
    expect(compiled).toMatchObject({
      ok: false,
      failure: { problems: [{ code: "cycle", parameters: { through: "a → b → c → a" } }] },
    });
    expect(problemsOf(withItems(calc("a", "${a}")))).toContain("items.a cycle");
    const inside: Item = { type: "group", name: "g", relevant: "${b} = 1", items: [calc("b", "1")] };
    expect(problemsOf(withItems(inside))).toContain("items.g cycle");
  });

  it("refuses every random circle and accepts the same chain once it is cut", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.infiniteStream(fc.boolean()), (length, coins) => {
        const name = (place: number) => `n${place % length}`;
        const by = Array.from({ length }, () => coins.next().value === true);
        const items = by.map((shown, place): Item => {
          const reads = `\${${name(place + 1)}} = 1`;
          return shown
            ? { type: "int", name: name(place), label: { es: "a" }, relevant: reads }
            : calc(name(place), `if(${reads}, 1, 0)`);
        });
        expect(problemsOf(withItems(...items)).some((problem) => problem.endsWith(" cycle"))).toBe(true);
        const cut = items.map((item, place) => (place === length - 1 ? calc(item.name, "1") : item));
        expect(problemsOf(withItems(...cut))).toEqual([]);
      }),
    );
  });

  it("types calculations in the order they depend on one another, not the order written", () => {
    expect(problemsOf(withItems(calc("late", "${early} + 1"), calc("early", "${beds} * 2")))).toEqual([]);
    expect(problemsOf(withItems(calc("late", "${early} + 1"), calc("early", "${gardener}")))).toEqual([
      "items.late.calculation wrong_type",
    ]);
  });

  it.each<[string, Partial<InstrumentDefinition>, string]>([
    ["nobody who rates", { raters: [] }, "raters no_raters"],
    ["a threshold of zero", { differenceThreshold: 0 }, "differenceThreshold bad_threshold"],
    ["an empty list", { lists: { ...aGarden().lists, empty: { choices: [] } } }, "lists.empty empty_list"],
  ])("refuses %s", (_, changes, problem) => {
    expect(problemsOf(aGarden(changes))).toContain(problem);
  });

  it("refuses repeated codes unless the list says they are meant", () => {
    const twice = [1, 2].map((cell) => ({ code: "king", label: { es: "King" }, columns: { cell: String(cell) } }));
    const lists = (duplicatesAllowed: boolean) => ({
      ...aGarden().lists,
      kings: { choices: twice, duplicatesAllowed },
    });
    expect(problemsOf(aGarden({ lists: lists(false) }))).toEqual(["lists.kings duplicate_code"]);
    expect(problemsOf(aGarden({ lists: lists(true) }))).toEqual([]);
  });

  it("refuses scores that cannot be computed", () => {
    const [earth, water] = aGarden().scoring ?? [];
    if (!earth || !water) throw new Error("the garden has two scores");
    const broken = aGarden({
      scoring: [
        {
          ...earth,
          dimension: "fire",
          items: [{ item: "soil" }, { item: "soil" }, { item: "height" }, { item: "gardener" }],
        },
        {
          ...water,
          items: [{ item: "well", points: { g0: 1, gx: 2 }, weight: -1 }],
          missing: { kind: "at_most_missing", share: 1 },
        },
        {
          ...water,
          items: [],
          bands: [
            { id: "a", from: 2, label: { es: "a" } },
            { id: "b", from: 1, label: { es: "b" } },
          ],
        },
        { ...earth, items: [{ item: "beds", reversed: true }, { item: "tall_plants" }] },
      ],
    });
    expect(problemsOf(broken)).toEqual([
      "scoring.fire unknown_dimension",
      "scoring.fire item_scored_twice",
      "scoring.fire scored_item_in_repeat",
      "scoring.fire item_cannot_score",
      "scoring.water.missing bad_share",
      "scoring.water bad_weight",
      "scoring.water points_for_unknown_choice",
      "scoring.water choice_without_points",
      "scoring.water choice_without_points",
      "scoring.water choice_without_points",
      "scoring.water dimension_scored_twice",
      "scoring.water score_without_items",
      "scoring.water.bands bad_bands",
      "scoring.earth item_without_range",
    ]);
  });
});
