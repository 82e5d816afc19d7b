import type { InstrumentDefinition, Item } from "./definition.ts";

const scale = ["Nothing grows", "A little", "Enough", "A jungle"];

/** A silly garden: every kind of item once, two scored dimensions, nothing of the field. */
export const gardenItems: readonly Item[] = [
  { type: "text", name: "gardener", label: { es: "¿Quién riega?" }, required: true },
  { type: "int", name: "beds", label: { es: "¿Cuántos bancales hay?" }, min: 0, max: 20, default: "1" },
  {
    type: "choice",
    name: "soil",
    number: "1",
    label: { es: "La tierra de {gardener}", en: "The soil" },
    labelFamily: { es: "¿Cómo está la tierra, ${gardener}?" },
    list: "growth",
    dimension: "earth",
    required: true,
  },
  { type: "choice", name: "worms", number: "2", label: { es: "Lombrices" }, list: "growth", dimension: "earth" },
  {
    type: "choice",
    name: "well",
    number: "3",
    label: { es: "El pozo" },
    list: "growth",
    dimension: "water",
    relevant: "${beds} > 0",
  },
  { type: "choice", name: "rain", number: "4", pendingText: true, list: "growth", dimension: "water" },
  {
    type: "group",
    name: "tool_shed",
    label: { es: "Cobertizo" },
    relevant: "${beds} >= 2",
    items: [
      {
        type: "multi",
        name: "tools",
        label: { es: "Herramientas" },
        list: "tools",
        constraint: "count-selected(.) <= 2",
        constraintMessage: { es: "Como mucho dos." },
      },
      {
        type: "choice",
        name: "handle",
        label: { es: "Mango" },
        list: "handles",
        choiceFilter: "selected(${tools}, tool)",
        relevant: "${tools} != ''",
      },
    ],
  },
  {
    type: "repeat",
    name: "plants",
    label: { es: "Plantas" },
    items: [
      { type: "text", name: "plant", label: { es: "Planta" }, required: true },
      { type: "dec", name: "height", label: { es: "Altura de ${plant}" }, min: 0 },
      { type: "calc", name: "tall", calculation: "if(${height} > 1, 1, 0)" },
      { type: "date", name: "sown", label: { es: "Sembrada" }, constraint: ". <= today()" },
    ],
  },
  { type: "calc", name: "tall_plants", calculation: "sum(${tall})", shown: true, label: { es: "Plantas altas" } },
  {
    type: "matrix",
    name: "pests",
    label: { es: "Plagas" },
    list: "growth",
    rows: [
      { name: "snails", label: { es: "Caracoles" } },
      { name: "moles", label: { es: "Topos" }, relevant: "${snails} != 'g0'" },
    ],
  },
  { type: "note", name: "thanks", label: { es: "Gracias, ${gardener}: ${tall_plants} plantas altas." } },
  { type: "text", name: "secret", label: { es: "Secreto del equipo" }, raters: ["team"] },
];

export function aGarden(changes: Partial<InstrumentDefinition> = {}): InstrumentDefinition {
  return {
    id: "huerto-de-prueba",
    version: "1",
    title: { es: "Huerto de prueba", en: "Test garden" },
    languages: ["es", "en"],
    raters: ["family", "team"],
    dimensions: [
      { id: "earth", label: { es: "Tierra" } },
      { id: "water", label: { es: "Agua" } },
    ],
    lists: {
      growth: {
        ordered: true,
        choices: [
          ...scale.map((label, place) => ({ code: `g${place}`, label: { es: label } })),
          { code: "na", label: { es: "No aplica" }, special: "not_applicable" },
          { code: "no", label: { es: "Prefiero no responder" }, special: "declined" },
        ],
      },
      tools: { choices: ["spade", "rake", "hoe"].map((code) => ({ code, label: { es: `Una ${code}` } })) },
      handles: {
        choices: [
          { code: "long", label: { es: "Largo" }, columns: { tool: "spade" } },
          { code: "short", label: { es: "Corto" }, columns: { tool: "rake" } },
        ],
      },
    },
    items: gardenItems,
    scoring: [
      {
        dimension: "earth",
        combine: "percent",
        direction: "higher_is_better",
        items: [{ item: "soil", weight: 2 }, { item: "worms" }],
        missing: { kind: "at_most_missing", share: 0.5 },
        bands: [
          { id: "dry", from: 0, label: { es: "Seca" } },
          { id: "lush", from: 60, label: { es: "Frondosa" } },
        ],
      },
      {
        dimension: "water",
        combine: "sum",
        direction: "lower_is_better",
        items: [{ item: "well", points: { g0: 9, g1: 4, g2: 1, g3: 0 } }, { item: "rain" }],
        missing: { kind: "none_missing" },
      },
    ],
    differenceThreshold: 2,
    priorities: { max: 3 },
    context: { household: { members: { size: "number" } } },
    provenance: { source: "Invented for tests", licence: "Apache-2.0" },
    ...changes,
  };
}
