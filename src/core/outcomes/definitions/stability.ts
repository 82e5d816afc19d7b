import type { Indicator, Parameter, Told } from "../definition.ts";

const catalogue =
  "Department for Education (England), Stability measures for children looked after in England 2024, data guidance and data catalogue";
const percent: Told = { es: "%", en: "%" };
const shortBreaks: Told = {
  es: "Series acordadas de estancias cortas (situación legal V3 o V4)",
  en: "Agreed series of short-term placements (legal status V3, V4)",
};
const unknownEntry: Told = {
  es: "Estancias de las que no se sabe si son bastante largas",
  en: "Stays not known to be long enough",
};
const number = (id: string, label: Told, usual: number): Parameter => ({
  id,
  label,
  usual,
  lowest: 0,
  highest: 120,
  editable: false,
});
const months: Told = { es: "Meses que se miran hacia atrás", en: "Months looked back" };
const placements: Told = { es: "Colocaciones a partir de las que cuenta", en: "Placements from which it counts" };

const base = {
  version: 1,
  family: "england",
  measure: "share",
  multiplier: 100,
  unit: percent,
  standing: "FACT",
  followUpMonths: 0,
  national: null,
} as const;
const twoYears = {
  es: "Definición de la fuente.",
  en: "Defined by the source.",
};

/** What England publishes about the stability of care, on 31 March. */
export const stability: readonly Indicator[] = [
  {
    ...base,
    id: "dfe.placements3",
    name: { es: "Tres o más colocaciones en el año", en: "Three or more placements during the year" },
    numerator: {
      es: "De ellas, quienes tuvieron 3 o más colocaciones en el año que acaba ese día",
      en: "Children of the denominator with 3 or more placements in the year ending 31 March",
    },
    denominator: {
      es: "Niñas y niños bajo cuidado el último día del periodo",
      en: "Children looked after on 31 March",
    },
    exclusions: [shortBreaks],
    notes: [],
    method: { cohort: "point_in_time", counts: "placements" },
    direction: "down",
    standingNote: {
      es: "Definición de la fuente; no consta si cuentan las colocaciones temporales T0-T4.",
      en: "Defined by the source; whether temporary placements T0-T4 count: not found.",
    },
    source: catalogue,
    parameters: [
      number("lookBackMonths", months, 12),
      number("placements", placements, 3),
      number("inCareMonths", months, 0),
    ],
  },
  {
    ...base,
    id: "dfe.placements3_2y",
    name: { es: "Tres o más colocaciones en dos años", en: "Three or more placements in the previous two years" },
    numerator: {
      es: "De ellas, quienes tuvieron 3 o más colocaciones en los 2 años anteriores",
      en: "Of the denominator, 3 or more placements in the previous 2 years",
    },
    denominator: {
      es: "Niñas y niños que llevan 2 años bajo cuidado el último día del periodo",
      en: "Children looked after for 2 years on 31 March",
    },
    exclusions: [shortBreaks, unknownEntry],
    notes: [],
    method: { cohort: "point_in_time", counts: "placements" },
    direction: "down",
    standingNote: twoYears,
    source: catalogue,
    parameters: [
      number("lookBackMonths", months, 24),
      number("placements", placements, 3),
      number("inCareMonths", months, 24),
    ],
  },
  {
    ...base,
    id: "dfe.longterm",
    name: {
      es: "Estabilidad de largo plazo: dos años con el mismo cuidador",
      en: "Long-term stability: same carer for 2 years",
    },
    numerator: {
      es: "De ellas, quienes viven con el mismo cuidador desde hace al menos 2 años",
      en: "Of the denominator, living with the same carer for at least 2 years (older NI 063: or placed for adoption and that placement plus the previous one last at least 2 years)",
    },
    denominator: {
      es: "Menores de 16 años con al menos 2 años y medio seguidos bajo cuidado el último día del periodo",
      en: "Children under 16 looked after continuously for at least 2.5 years on 31 March",
    },
    exclusions: [shortBreaks, { es: "Personas de 16 años o más", en: "Young people aged 16 or older" }, unknownEntry],
    notes: [
      {
        es: "No se aplica la regla antigua (NI 063) de sumar la colocación para adopción y la anterior.",
        en: "The older rule (NI 063) that adds a placement for adoption to the one before is not applied.",
      },
    ],
    method: { cohort: "point_in_time", counts: "same_carer" },
    direction: "up",
    standingNote: twoYears,
    source: `${catalogue}; NI 063 data set description`,
    parameters: [
      number("inCareMonths", months, 30),
      number("sameCarerMonths", { es: "Meses con el mismo cuidador", en: "Months with the same carer" }, 24),
      number("underAge", { es: "Edad menor que", en: "Age below" }, 16),
    ],
  },
];
