import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { packFiles, shippedPrograms } from "../../../tests/builders/packFiles.ts";
import { parsePack } from "./parse.ts";
import type { PackProblem } from "./problems.ts";

type Files = Record<string, unknown>;

function problemsOf(files: Files): readonly PackProblem[] {
  const parsed = parsePack(files);
  return parsed.ok ? [] : parsed.failure.problems;
}

/** Sets (or, with `undefined`, removes) what a JSON pointer of a file points to. */
function damage(files: Files, file: string, path: string, value: unknown): void {
  const steps = path
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = steps.pop();
  if (last === undefined) {
    if (value === undefined) delete files[file];
    else files[file] = value;
    return;
  }
  let holder = files[file] as Record<string, unknown>;
  for (const step of steps) holder = holder[step] as Record<string, unknown>;
  if (value === undefined) delete holder[last];
  else holder[last] = value;
}

function pathsIn(file: string, value: unknown, path: string): readonly (readonly [file: string, path: string])[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const inside = `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    return [[file, inside] as const, ...pathsIn(file, member, inside)];
  });
}

interface Defect {
  readonly name: string;
  readonly damage: readonly [file: string, path: string, value: unknown];
  readonly found: readonly [file: string, path: string, code: PackProblem["code"]];
}

const defects: readonly Defect[] = [
  { name: "a missing section", damage: ["stages.json", "", undefined], found: ["stages.json", "", "missing_file"] },
  { name: "a file packs do not have", damage: ["rules.js", "", "alert(1)"], found: ["rules.js", "", "unknown_file"] },
  {
    name: "a section of a later version",
    damage: ["transfers.json", "", {}],
    found: ["transfers.json", "", "section_not_supported"],
  },
  {
    name: "a key that does not exist",
    damage: ["plan.json", "/priorities/maximum", 3],
    found: ["plan.json", "/priorities/maximum", "unknown_key"],
  },
  {
    name: "a key that is missing",
    damage: ["deadlines.json", "/deadlines/0/lastDay", undefined],
    found: ["deadlines.json", "/deadlines/0", "missing_key"],
  },
  {
    name: "a text where a number belongs",
    damage: ["trajectory.json", "/rhythm/warnAfterDays/value", "thirty"],
    found: ["trajectory.json", "/rhythm/warnAfterDays/value", "wrong_type"],
  },
  {
    name: "a word outside the vocabulary",
    damage: ["deadlines.json", "/deadlines/0/duration/value/unit", "fortnights"],
    found: ["deadlines.json", "/deadlines/0/duration/value/unit", "not_allowed"],
  },
  {
    name: "a number out of range",
    damage: ["plan.json", "/priorities/most/value", 0],
    found: ["plan.json", "/priorities/most/value", "out_of_range"],
  },
  {
    name: "the same id twice",
    damage: ["entry.json", "/conditions/1/id", "near"],
    found: ["entry.json", "/conditions/1/id", "duplicate_id"],
  },
  {
    name: "a name that is not one",
    damage: ["stages.json", "/stages/4/id", "Compost Final"],
    found: ["stages.json", "/stages/4/id", "invalid_identifier"],
  },
  {
    name: "a day that does not exist",
    damage: ["entry.json", "/groups/0/from", "2026-02-30"],
    found: ["entry.json", "/groups/0/from", "invalid_date"],
  },
  {
    name: "a group that ends before it starts",
    damage: ["entry.json", "/groups/1/to", "2023-01-01"],
    found: ["entry.json", "/groups/1/to", "dates_inverted"],
  },
  {
    name: "more priorities asked than allowed",
    damage: ["plan.json", "/priorities/least", 4],
    found: ["plan.json", "/priorities", "limits_inverted"],
  },
  {
    name: "a condition that cannot be read",
    damage: ["entry.json", "/conditions/0/expression", "intake.minutes_walking <="],
    found: ["entry.json", "/conditions/0/expression", "expression_invalid"],
  },
  {
    name: "a condition over a name nobody declared",
    damage: ["entry.json", "/conditions/0/expression", "intake.horoscope = 'leo'"],
    found: ["entry.json", "/conditions/0/expression", "expression_invalid"],
  },
  {
    name: "an entry condition over what is only known later",
    damage: ["entry.json", "/conditions/0/expression", "case.months_open > 1"],
    found: ["entry.json", "/conditions/0/expression", "expression_invalid"],
  },
  {
    name: "a condition comparing a number with a date",
    damage: ["entry.json", "/conditions/0/expression", "intake.minutes_walking + intake.sun"],
    found: ["entry.json", "/conditions/0/expression", "expression_type"],
  },
  {
    name: "a guard that is not true or false",
    damage: ["stages.json", "/stages/1/transitions/1/guard", "case.sessions_held * 2"],
    found: ["stages.json", "/stages/1/transitions/1/guard", "expression_type"],
  },
  {
    name: "a guard over a dimension the instrument lacks",
    damage: ["stages.json", "/stages/1/transitions/1/guard", "assessment('bancal').score('luck') > 1"],
    found: ["stages.json", "/stages/1/transitions/1/guard", "unknown_reference"],
  },
  {
    name: "a stage no family can reach",
    damage: ["stages.json", "/stages/1/transitions/0/to", "compost"],
    found: ["stages.json", "/stages/2", "stage_unreachable"],
  },
  {
    name: "a stage nobody can leave",
    damage: ["stages.json", "/stages/2/transitions", []],
    found: ["stages.json", "/stages/2", "stage_without_exit"],
  },
  {
    name: "a transition nobody may take",
    damage: ["stages.json", "/stages/2/transitions/0/roles", []],
    found: ["stages.json", "/stages/2/transitions/0", "transition_without_role"],
  },
  {
    name: "a transition for a role the programme does not have",
    damage: ["stages.json", "/stages/2/transitions/0/roles", ["auditor"]],
    found: ["stages.json", "/stages/2/transitions/0/roles/0", "unknown_reference"],
  },
  {
    name: "a need for an instrument that is not there",
    damage: ["stages.json", "/stages/0/transitions/0/needs/0/of", "bonsai"],
    found: ["stages.json", "/stages/0/transitions/0/needs/0/of", "unknown_reference"],
  },
  {
    name: "a clock nobody starts",
    damage: ["deadlines.json", "/deadlines/3/startsOn", []],
    found: ["deadlines.json", "/deadlines/3", "deadline_never_started"],
  },
  {
    name: "a clock nobody ends",
    damage: ["deadlines.json", "/deadlines/2/metOn", []],
    found: ["deadlines.json", "/deadlines/2", "deadline_never_ended"],
  },
  {
    name: "a text missing in one language",
    damage: ["texts.en.json", "/stage.resting", undefined],
    found: ["stages.json", "/stages/2", "text_missing"],
  },
  {
    name: "a text nothing says",
    damage: ["texts.es.json", "/stage.restign", "Barbecho"],
    found: ["texts.es.json", "/stage.restign", "text_unused"],
  },
  {
    name: "an empty text",
    damage: ["texts.es.json", "/stage.resting", "  "],
    found: ["texts.es.json", "/stage.resting", "empty_text"],
  },
  {
    name: "a value without a source",
    damage: ["plan.json", "/priorities/most", { value: 3 }],
    found: ["plan.json", "/priorities/most", "sourced_value_unclear"],
  },
  {
    name: "an unknown value without a reason",
    damage: ["deadlines.json", "/deadlines/3/duration", { value: null }],
    found: ["deadlines.json", "/deadlines/3/duration", "sourced_value_unclear"],
  },
  {
    name: "a source nobody declared",
    damage: ["stages.json", "/stages/0/source", "hearsay"],
    found: ["stages.json", "/stages/0/source", "unknown_reference"],
  },
  {
    name: "a source not explained to the reader",
    damage: ["SOURCES.md", "", "# Fuentes: `garden-rules`"],
    found: ["pack.json", "/sources/1/id", "source_undocumented"],
  },
  {
    name: "markup in a text",
    damage: ["texts.es.json", "/stage.resting", "<b>Barbecho</b>"],
    found: ["texts.es.json", "/stage.resting", "unsafe_text"],
  },
  {
    name: "an address to fetch",
    damage: ["texts.es.json", "/stage.resting", "Ver https://example.org/barbecho"],
    found: ["texts.es.json", "/stage.resting", "unsafe_text"],
  },
  {
    name: "code in a text",
    damage: ["texts.es.json", "/stage.resting", "() => fetch(all)"],
    found: ["texts.es.json", "/stage.resting", "unsafe_text"],
  },
  {
    name: "an instrument with an unknown dimension",
    damage: ["instruments/bancal.json", "/items/1/dimension", "luck"],
    found: ["instruments/bancal.json", "/items/1/dimension", "instrument_invalid"],
  },
  {
    name: "an instrument with an unknown key",
    damage: ["instruments/bancal.json", "/items/1/colour", "red"],
    found: ["instruments/bancal.json", "/items/1/colour", "unknown_key"],
  },
  {
    name: "an instrument whose relevance names no question",
    damage: ["instruments/bancal.json", "/items/4/items/1/relevant", "${rain} > 1"],
    found: ["instruments/bancal.json", "/items/4/items/1/relevant", "instrument_invalid"],
  },
  {
    name: "an instrument label without English",
    damage: ["instruments/bancal.json", "/items/1/label", { es: "El color" }],
    found: ["instruments/bancal.json", "/items/1/label", "text_missing"],
  },
  {
    name: "a territory sheet for a decision that is not there",
    damage: ["overlays/azotea.json", "/deciders/0/decision", "paint_the_wall"],
    found: ["overlays/azotea.json", "/deciders/0/decision", "unknown_reference"],
  },
  {
    name: "a territory sheet that changes nothing",
    damage: ["overlays/azotea.json", "", { territory: { system: "garden", code: "roof-9" }, source: "garden-rules" }],
    found: ["overlays/azotea.json", "", "overlay_adds_nothing"],
  },
];

describe("a programme pack", () => {
  test.each(shippedPrograms())("%s has no problems", (program) => {
    expect(problemsOf(packFiles(program))).toEqual([]);
  });

  test.each(defects)("is refused for $name, at its place", (defect) => {
    const files = packFiles("huerto-de-prueba");
    damage(files, ...defect.damage);
    const found = problemsOf(files).map(({ file, path, code }) => [file, path, code]);
    expect(found).toContainEqual(defect.found);
  });

  test("tells every reason in Spanish and in English", () => {
    const reasons = defects.flatMap((defect) => {
      const files = packFiles("huerto-de-prueba");
      damage(files, ...defect.damage);
      return problemsOf(files).map(({ reason }) => reason);
    });
    for (const { es, en } of reasons) {
      expect(es).toMatch(/\S.*[.]$/);
      expect(en).toMatch(/\S.*[.]$/);
      expect(es).not.toBe(en);
    }
  });

  test("tells all defects at once, and each by itself stays findable among the others", () => {
    const areaOf = ({ damage: [file, path] }: Defect) => [file, ...path.split("/").slice(1, 3)].join("/");
    const together = defects.filter(({ damage: [file, path] }) => path !== "" && file !== "stages.json");
    const areas = together.map(areaOf);
    const apart = together.filter((defect, index) => areas.indexOf(areaOf(defect)) === index);
    const files = packFiles("huerto-de-prueba");
    for (const defect of apart) damage(files, ...defect.damage);
    const found = problemsOf(files).map(({ file, path, code }) => `${file} ${path} ${code}`);
    const hidden = apart.filter(({ found: place }) => !found.includes(place.join(" "))).map(({ name }) => name);
    expect(found.length).toBeGreaterThan(apart.length);
    // A broken instrument is not compiled, so what compiling would have said waits until its form is right.
    expect(hidden.filter((name) => !name.startsWith("an instrument"))).toEqual([]);
  });

  test("whatever stands in its files, it is read or refused, never a crash", () => {
    const names = Object.keys(packFiles("huerto-de-prueba"));
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.jsonValue(), (name, content) => {
        const files = packFiles("huerto-de-prueba");
        files[name] = content;
        expect(typeof parsePack(files).ok).toBe("boolean");
      }),
      { numRuns: 200 },
    );
  });

  test("whatever member is lost, it is read or refused, never a crash", () => {
    const paths = Object.entries(packFiles("huerto-de-prueba")).flatMap(([file, content]) =>
      pathsIn(file, content, ""),
    );
    fc.assert(
      fc.property(fc.constantFrom(...paths), ([file, path]) => {
        const files = packFiles("huerto-de-prueba");
        damage(files, file, path, undefined);
        expect(typeof parsePack(files).ok).toBe("boolean");
      }),
      { numRuns: 300 },
    );
  });
});
