import type { Indicator, Told } from "./definition.ts";
import { federal } from "./definitions/federal.ts";
import { formalCare } from "./definitions/formalCare.ts";
import { nine } from "./definitions/nine.ts";
import { stability } from "./definitions/stability.ts";

/** Every indicator, in the order of the reference. */
export const indicators: readonly Indicator[] = [...federal, ...formalCare, ...stability, ...nine];

const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));

/** An indicator by its id; undefined for any other text. */
export function findIndicator(id: string): Indicator | undefined {
  return byId.get(id);
}

/** One of the nine outcomes and the indicators that measure it; the first is the one shown. */
export interface Outcome {
  readonly n: number;
  readonly label: Told;
  readonly indicators: readonly string[];
}

/** The nine outcomes of the Annie E. Casey Foundation for families and neighbourhoods. */
export const outcomes: readonly Outcome[] = [
  {
    n: 1,
    label: {
      es: "Reducir el número y porcentaje de niños separados de sus familias",
      en: "Reduce the number and share of children removed",
    },
    indicators: ["cfsr4.entryrate"],
  },
  {
    n: 2,
    label: {
      es: "Aumentar las colocaciones en el propio vecindario o comunidad",
      en: "More children placed in their own neighbourhood",
    },
    indicators: ["f2f.own_area", "f2f.distance"],
  },
  {
    n: 3,
    label: {
      es: "Reducir el cuidado institucional o grupal y reasignar recursos",
      en: "Less institutional and group care, resources shifted to family care",
    },
    indicators: ["f2f.congregate", "fci.4"],
  },
  { n: 4, label: { es: "Disminuir la permanencia", en: "Shorter length of stay" }, indicators: ["f2f.los_median"] },
  {
    n: 5,
    label: { es: "Aumentar la reunificación", en: "More reunification" },
    indicators: ["f2f.reunification", "cfsr4.p1"],
  },
  { n: 6, label: { es: "Reducir el reingreso", en: "Fewer re-entries" }, indicators: ["cfsr4.p4"] },
  {
    n: 7,
    label: { es: "Reducir los traslados", en: "Fewer moves" },
    indicators: ["cfsr4.p5", "dfe.placements3"],
  },
  {
    n: 8,
    label: { es: "Aumentar los hermanos colocados juntos", en: "More siblings together" },
    indicators: ["f2f.siblings_all", "f2f.siblings_some"],
  },
  {
    n: 9,
    label: {
      es: "Reducir las diferencias por raza u origen étnico, género o edad en cada resultado",
      en: "Reduce disparities by race or ethnicity, gender or age in each outcome",
    },
    indicators: ["f2f.disparity"],
  },
];

/** The value of a parameter: what was stored with the target, else what the definition says. */
export function parameterOf(indicator: Indicator, id: string, stored: Readonly<Record<string, number>> = {}): number {
  const parameter = indicator.parameters.find((one) => one.id === id);
  if (!parameter) throw new TypeError(`${indicator.id} has no parameter ${id}`);
  const changed = Object.hasOwn(stored, id) ? stored[id] : undefined;
  return parameter.editable && changed !== undefined ? changed : parameter.usual;
}
