import type { Words } from "../words.ts";

export type Language = keyof Words;

/** The words a drawing and its table add to what the picture says itself. */
export const DRAWN = {
  programme: { es: "Programa", en: "Programme" },
  comparison: { es: "Comparación", en: "Comparison" },
  before: { es: "antes de emparejar o ponderar", en: "before matching or weighting" },
  after: { es: "después", en: "after" },
  starts: { es: "empieza el programa", en: "the programme starts" },
  characteristic: { es: "Característica", en: "Characteristic" },
  beforeHead: { es: "Antes", en: "Before" },
  afterHead: { es: "Después", en: "After" },
  standardised: {
    es: "Distancia entre los grupos, en desviaciones típicas",
    en: "Distance between the groups, in standard deviations",
  },
  likelihood: {
    es: "Probabilidad estimada de entrar en el programa",
    en: "Estimated probability of entering the programme",
  },
  howMany: { es: "Cuántos casos", en: "How many cases" },
  from: { es: "Desde", en: "From" },
  to: { es: "Hasta", en: "To" },
  periods: { es: "Periodos desde el inicio", en: "Periods since the start" },
  difference: { es: "Diferencia", en: "Difference" },
  low: { es: "Intervalo, desde", en: "Interval, from" },
  high: { es: "Intervalo, hasta", en: "Interval, to" },
  group: { es: "Grupo", en: "Group" },
  ofHundred: { es: "De cada 100", en: "Of every 100" },
  time: { es: "Tiempo", en: "Time" },
  what: { es: "Qué", en: "What" },
  estimate: { es: "Estimación", en: "Estimate" },
  moment: { es: "Momento", en: "Moment" },
  mean: { es: "Media", en: "Mean" },
  count: { es: "Casos", en: "Cases" },
  extraCost: { es: "Coste añadido", en: "Added cost" },
  extraEffect: { es: "Mejora", en: "Improvement" },
  worth: { es: "Lo que se daría por una unidad de mejora", en: "What one unit of improvement would be worth" },
  chance: {
    es: "De cada 100 repeticiones, en cuántas compensa",
    en: "Of every 100 repetitions, in how many it is worth its cost",
  },
  worthIt: { es: "Compensa en, de cada 100", en: "Worth its cost in, of every 100" },
  quadrant: { es: "Resultado", en: "Result" },
  betterDearer: { es: "mejor y más caro", en: "better and dearer" },
  betterCheaper: { es: "mejor y más barato", en: "better and cheaper" },
  worseDearer: { es: "peor y más caro", en: "worse and dearer" },
  worseCheaper: { es: "peor y más barato", en: "worse and cheaper" },
  central: { es: "Estimación central", en: "Central estimate" },
  fewerThanFive: { es: "menos de 5", en: "fewer than 5" },
  noEnd: { es: "sin límite", en: "no limit" },
  none: { es: "–", en: "–" },
} as const satisfies Readonly<Record<string, Words>>;

/** «Lo demás, en puntos»: a name with its unit, when there is one. */
export function withUnit(name: string, unit: string): string {
  return unit === "" ? name : `${name} (${unit})`;
}

/** How far the groups may lie apart, in words. */
export function limitsInWords(alike: string, apart: string, language: Language): string {
  return language === "es"
    ? `Hasta ${alike} se parecen; desde ${apart} están lejos.`
    : `Up to ${alike} they are alike; from ${apart} they are far apart.`;
}

export function reachInWords(value: string, low: string, high: string, language: Language): string {
  return language === "es" ? `${value} (de ${low} a ${high})` : `${value} (${low} to ${high})`;
}

export function cutOffInWords(limit: string, language: Language): string {
  return language === "es" ? `límite: ${limit}` : `cut-off: ${limit}`;
}

export function ofHundredInWords(share: number, language: Language): string {
  const count = Math.round(share * 100);
  return language === "es" ? `${count} de cada 100` : `${count} of every 100`;
}
