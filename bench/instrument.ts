import type { InstrumentDefinition } from "../src/core/instruments/definition.ts";

const DIMENSIONS = 5;
const INDICATORS = 63;

/** An invented instrument of the size of a real one: 63 indicators in five dimensions, two raters. */
export const sixtyThree: InstrumentDefinition = {
  id: "sesenta-y-tres",
  version: "1",
  title: { es: "Sesenta y tres indicadores de prueba" },
  languages: ["es"],
  raters: ["family", "team"],
  dimensions: Array.from({ length: DIMENSIONS }, (_, index) => ({
    id: `d${index}`,
    label: { es: `Dimensión ${index}` },
  })),
  lists: {
    state: {
      ordered: true,
      choices: [
        { code: "0", label: { es: "Todavía no" } },
        { code: "1", label: { es: "A medias" } },
        { code: "2", label: { es: "Así es hoy" } },
      ],
    },
  },
  items: Array.from({ length: INDICATORS }, (_, index) => ({
    type: "choice" as const,
    name: `i${index}`,
    list: "state",
    label: { es: `Indicador ${index}` },
    dimension: `d${index % DIMENSIONS}`,
    required: true,
  })),
  scoring: Array.from({ length: DIMENSIONS }, (_, dimension) => ({
    dimension: `d${dimension}`,
    combine: "mean" as const,
    direction: "higher_is_better" as const,
    items: Array.from({ length: INDICATORS }, (__, index) => index)
      .filter((index) => index % DIMENSIONS === dimension)
      .map((index) => ({ item: `i${index}` })),
    missing: { kind: "none_missing" as const },
  })),
  differenceThreshold: 2,
  priorities: { max: 3 },
  provenance: { source: "invented for measuring" },
};

/** A whole set of answers. */
export const answers: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from({ length: INDICATORS }, (_, index) => [`i${index}`, String(index % 3)]),
);
