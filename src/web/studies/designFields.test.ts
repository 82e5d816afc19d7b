import { describe, expect, test } from "vitest";
import type { ContentOf } from "./contents.ts";
import { designFields, EMPTY_DESIGN, missingInDesign, readDesign } from "./designFields.ts";

const saved: readonly ContentOf<"design">[] = [
  {
    comparison: { design: "waiting_list_lottery", treatment: "programa", draws: 5000 },
    stratum: "municipio",
    cluster: null,
  },
  {
    comparison: {
      design: "matched_comparison",
      treatment: "programa",
      method: "nearest",
      estimand: "ATT",
      caliper: null,
      within: "municipio",
    },
    stratum: null,
    cluster: "profesional",
  },
  {
    comparison: { design: "difference_in_differences", treatment: "programa", before: "riesgo_antes" },
    stratum: null,
    cluster: null,
  },
  {
    comparison: {
      design: "phased_rollout",
      unit: "lugar",
      period: "trimestre",
      start: "inicio",
      control: "nevertreated",
      anticipation: 1,
    },
    stratum: null,
    cluster: null,
  },
  {
    comparison: { design: "cut_off", running: "puntaje", cutoff: 0, enters: "above", bandwidth: 12 },
    stratum: null,
    cluster: null,
  },
];

describe("the form of the design", () => {
  test.each(saved)("gives back what was saved: $comparison.design", (content) => {
    expect(readDesign(designFields(content))).toEqual(content);
  });

  test("names what each comparison cannot do without", () => {
    expect(missingInDesign(EMPTY_DESIGN)).toEqual(["design"]);
    expect(missingInDesign({ ...EMPTY_DESIGN, design: "waiting_list_lottery" })).toEqual(["treatment"]);
    expect(missingInDesign({ ...EMPTY_DESIGN, design: "phased_rollout", unit: "lugar" })).toEqual(["period", "start"]);
    expect(missingInDesign({ ...EMPTY_DESIGN, design: "cut_off", running: "puntaje" })).toEqual([
      "cutoff",
      "bandwidth",
    ]);
  });

  test("takes a cut-off of zero for a cut-off", () => {
    const fields = { ...EMPTY_DESIGN, design: "cut_off", running: "puntaje", cutoff: 0, bandwidth: 3 } as const;
    expect(missingInDesign(fields)).toEqual([]);
  });

  test("keeps no distance between pairs where there are no pairs", () => {
    const fields = { ...EMPTY_DESIGN, design: "matched_comparison", treatment: "programa", method: "entropy" } as const;
    expect(readDesign(fields)?.comparison).toMatchObject({ caliper: null });
  });
});
