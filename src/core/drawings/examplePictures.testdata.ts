import type { Picture, PictureOf } from "./picture.ts";

const told = (es: string) => ({ title: { es, en: es }, description: { es: `${es}.`, en: `${es}.` } });
const points = { es: "puntos", en: "points" };

const balance: PictureOf<"balance"> = {
  kind: "balance",
  ...told("¿Se parecían las familias?"),
  rows: [
    { label: "Edad de la niña o el niño mayor al entrar", before: 0.31, after: 0.04 },
    { label: "Monoparental", before: -0.22, after: 0.02 },
    { label: "Puntuación de necesidades antes de entrar, escala de 0 a 60", before: 0.52, after: -0.08 },
    { label: "Municipio: Santa María de las Lomas", before: 0.05, after: 0.01 },
    { label: "Derivada por la escuela", before: 0.12, after: 0.11 },
  ],
  limits: [0.1, 0.25],
};

const overlap: PictureOf<"overlap"> = {
  kind: "overlap",
  ...told("¿Había con quién comparar?"),
  bins: [0, 3, 9, 18, 24, 30, 26, 17, 8, 2].map((programme, at) => ({
    from: at / 10,
    to: (at + 1) / 10,
    programme,
    comparison: [22, 41, 38, 30, 22, 14, 9, 5, 2, 0][at] ?? 0,
  })),
};

const eventStudy: PictureOf<"event_study"> = {
  kind: "event_study",
  ...told("Diferencia en cada periodo"),
  points: [-4, -3, -2, -1, 0, 1, 2, 3, 4].map((at) => {
    const value = at < 0 ? 0.3 * Math.sin(at * 3) : -1.2 - 0.5 * at;
    return { at, value, low: value - 1.1 - at * at * 0.05, high: value + 1.1 + at * at * 0.05 };
  }),
  unit: points,
};

const survival = (rate: number) =>
  [0, 30, 62, 91, 130, 180, 240, 300, 365].map((at) => {
    const value = Math.exp(-rate * at);
    return { at, value, low: Math.max(0, value - 0.05 - at / 6000), high: Math.min(1, value + 0.05 + at / 6000) };
  });

const curves: PictureOf<"curves"> = {
  kind: "curves",
  ...told("Siguen acogidos"),
  series: [
    { arm: "programme", points: survival(0.0042) },
    { arm: "comparison", points: survival(0.0026) },
  ],
  unit: { es: "días", en: "days" },
};

const forest: PictureOf<"forest"> = {
  kind: "forest",
  ...told("El resultado de otras maneras"),
  rows: [
    { label: { es: "Como se registró", en: "As registered" }, value: -3.4, low: -6.1, high: -0.7 },
    { label: { es: "Sin ajustar por nada", en: "Not adjusted" }, value: -2.9, low: -6.3, high: 0.5 },
    {
      label: {
        es: "Con todas las familias que faltan contadas como si nada hubiera cambiado",
        en: "Missing as unchanged",
      },
      value: -2.1,
      low: -4.6,
      high: 0.4,
    },
    {
      label: { es: "Solo las que siguieron hasta el final", en: "Completers only" },
      value: -4.4,
      low: -7.7,
      high: -1.1,
    },
  ],
  unit: { es: "puntos de diferencia", en: "points of difference" },
  none: 0,
};

const changes: PictureOf<"changes"> = {
  kind: "changes",
  ...told("Antes y después"),
  points: [
    { at: 0, label: { es: "antes de entrar", en: "before entering" }, programme: 31.2, comparison: 30.1 },
    { at: 1, label: { es: "a los 6 meses", en: "at 6 months" }, programme: 26.4, comparison: 29.8 },
    { at: 2, label: { es: "a los 12 meses", en: "at 12 months" }, programme: 22.9, comparison: 28.0 },
  ],
  start: 0.2,
  unit: points,
};

const cutOff: PictureOf<"cut_off"> = {
  kind: "cut_off",
  ...told("El salto en el límite"),
  bins: Array.from({ length: 14 }, (_, at) => ({
    at: at * 2 + 1,
    mean: at < 7 ? 12 + at * 0.4 + (at % 3) * 0.5 : 9 + at * 0.4 - (at % 3) * 0.4,
    n: 5 + ((at * 7) % 23),
  })),
  cutoff: 14,
  lines: [
    { from: [0, 12.2], to: [14, 15] },
    { from: [28, 14.1], to: [14, 11.4] },
  ],
  across: { es: "Puntuación de riesgo al derivar", en: "Risk score at referral" },
  unit: { es: "días", en: "days" },
};

const costPlane: PictureOf<"cost_plane"> = {
  kind: "cost_plane",
  ...told("Coste y mejora"),
  points: Array.from({ length: 600 }, (_, at) => ({
    effect: 2.2 + 1.9 * Math.sin(at * 12.9898) * Math.cos(at),
    cost: 640 + 420 * Math.sin(at * 78.233) * Math.cos(at * 3) + 90 * Math.cos(at * 0.7),
  })),
  middle: { effect: 2.2, cost: 640 },
  currency: "EUR",
  unit: points,
};

const acceptability: PictureOf<"acceptability"> = {
  kind: "acceptability",
  ...told("¿Compensa?"),
  points: [0, 100, 200, 300, 500, 800, 1200, 2000].map((worth) => ({
    worth,
    share: 1 / (1 + Math.exp(-(worth - 320) / 150)),
  })),
  currency: "EUR",
};

/** One of each kind, as a study might have it. */
export const EXAMPLES: readonly Picture[] = [
  balance,
  overlap,
  eventStudy,
  curves,
  forest,
  changes,
  cutOff,
  costPlane,
  acceptability,
];
