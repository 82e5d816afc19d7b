import { type Indicator, shortestStay, type Told, trialVisit, twelveMonths } from "../definition.ts";

const university = "California Child Welfare Indicators Project methodology pages, University of California, Berkeley";
const foundation = "Annie E. Casey Foundation, the nine outcomes";
const percent: Told = { es: "%", en: "%" };
const stated: Told = { es: "Definición de la fuente.", en: "Defined by the source." };
const adultOnDay: Told = { es: "Personas de 18 años o más ese día", en: "Young people aged 18 or older on the date" };
const settingUnknown: Told = { es: "Sin colocación conocida", en: "No known placement" };
const entryExclusions: readonly Told[] = [
  { es: "Estancias cuya duración no se puede calcular", en: "Episodes whose length cannot be computed" },
  { es: "Estancias cuya fecha real de ingreso no se conoce", en: "Stays whose true entry date is unknown" },
  { es: "Segundos ingresos del periodo", en: "Later episodes of the period" },
  { es: "Ingresos con 18 años o más", en: "Entries at 18 or older" },
  { es: "Estancias de menos de 8 días", en: "In care less than 8 days" },
];
const withSiblings: Told = {
  es: "Niñas y niños bajo cuidado el último día del periodo con al menos un hermano o hermana bajo cuidado",
  en: "Children in care on a date with at least one sibling in care",
};

const base = {
  version: 1,
  family: "nine",
  notes: [],
  measure: "share",
  multiplier: 100,
  unit: percent,
  direction: "up",
  standing: "FACT",
  standingNote: stated,
  source: university,
  parameters: [],
  followUpMonths: 0,
  national: null,
} as const;

const siblings = {
  ...base,
  denominator: withSiblings,
  exclusions: [
    adultOnDay,
    { es: "Sin hermanos bajo cuidado", en: "No sibling in care" },
    { es: "No consta en qué hogar está", en: "Placement home not known" },
  ],
  notes: [
    {
      es: "Hermanos de padre y madre, de uno de los dos, hermanastros y por línea materna.",
      en: "Siblings: whole, half, step and maternal siblings",
    },
    {
      es: "Si no está colocado, cuenta el último hogar conocido.",
      en: "If the child is not in an active placement, use the last known placement home",
    },
  ],
} as const;

/** What the nine outcomes need beyond the federal indicators. */
export const nine: readonly Indicator[] = [
  {
    ...siblings,
    id: "f2f.siblings_all",
    name: {
      es: "Niños y niñas colocados con todos sus hermanos",
      en: "Children placed with all their siblings in care",
    },
    numerator: {
      es: "De ellas, quienes viven en el mismo hogar que todos sus hermanos bajo cuidado",
      en: "Children of the denominator who live in the same placement home as every other sibling in care on the date",
    },
    method: { cohort: "point_in_time", counts: "siblings_all" },
  },
  {
    ...siblings,
    id: "f2f.siblings_some",
    name: {
      es: "Niños y niñas colocados con todos o algunos hermanos",
      en: "Children placed with all or some siblings",
    },
    numerator: {
      es: "De ellas, quienes viven con al menos un hermano o hermana bajo cuidado",
      en: "Children of the denominator who live with at least one sibling in care",
    },
    method: { cohort: "point_in_time", counts: "siblings_some" },
  },
  {
    ...base,
    id: "f2f.distance",
    name: {
      es: "Distancia entre el hogar de origen y la colocación",
      en: "Placement distance from the removal home",
    },
    numerator: {
      es: "De ellas, cuántas en cada banda: menos de 1 milla, de 1 a 6, de 6 a 11, 11 o más",
      en: "Children of the denominator in each band: under 1 mile, 1 to under 6, 6 to under 11, 11 or more",
    },
    denominator: {
      es: "Niñas y niños de una primera estancia que siguen bajo cuidado 12 meses después, con ambos domicilios conocidos",
      en: "Children of a first episode still in care 12 months after entry with both addresses known",
    },
    exclusions: [
      {
        es: "Distancias desconocidas: se cuentan aparte, no en la proporción",
        en: "Unknown distances are reported but excluded from the proportion",
      },
    ],
    method: { cohort: "none", missing: "distance_not_collected" },
    measure: "none",
    direction: "none",
  },
  {
    ...base,
    id: "f2f.own_area",
    name: { es: "Colocación en el propio barrio o comunidad", en: "Placed in own neighbourhood or community" },
    numerator: {
      es: "De ellas, aquellas cuya zona es la misma que la del hogar de origen",
      en: "First placements whose area code equals the removal address area code",
    },
    denominator: {
      es: "Primeras colocaciones en familia de quienes ingresan en el periodo, con ambas zonas conocidas",
      en: "First placements in family settings of the entry cohort with both codes known",
    },
    exclusions: [
      ...entryExclusions,
      settingUnknown,
      { es: "Primera colocación que no es una familia", en: "First placement is not a family" },
      { es: "Zona de origen o de colocación desconocida", en: "Area of home or placement unknown" },
    ],
    notes: [
      {
        es: "La zona es la que trae el registro: distrito postal, sección o municipio.",
        en: "The area is the one the return brings: postal district, census section or municipality.",
      },
    ],
    method: { cohort: "entry", counts: "own_area" },
    standing: "INFERENCE",
    standingNote: {
      es: "No se ha encontrado fórmula publicada; la fuente solo enuncia el resultado.",
      en: "No published formula found; the source only states the outcome.",
    },
    source: foundation,
    parameters: [shortestStay],
  },
  {
    ...base,
    id: "f2f.congregate",
    name: {
      es: "Niños y niñas en instituciones o cuidado grupal",
      en: "Children in institutional or group care",
    },
    numerator: {
      es: "De ellas, quienes están en una institución o en cuidado grupal",
      en: "Children in care on a date in institution or group settings",
    },
    denominator: {
      es: "Niñas y niños bajo cuidado el último día del periodo",
      en: "Children in care on the date",
    },
    exclusions: [adultOnDay, settingUnknown],
    method: { cohort: "point_in_time", counts: "residential" },
    direction: "down",
    standing: "INFERENCE",
    standingNote: {
      es: "El resultado es de la fuente; la fórmula es lectura de este proyecto.",
      en: "The outcome is the source's; the formula is this project's reading.",
    },
    source: `${foundation}; family2familyoc.com outcomes page`,
  },
  {
    ...base,
    id: "f2f.los_median",
    name: {
      es: "Mediana de permanencia de una cohorte de ingreso",
      en: "Median length of stay of an entry cohort",
    },
    numerator: {
      es: "Primer día en que ya ha salido al menos la mitad (Kaplan-Meier, S(t) ≤ 0,5)",
      en: "First time t with Kaplan-Meier S(t) <= 0.5",
    },
    denominator: {
      es: "Niñas y niños que ingresan en el periodo en una estancia de 8 días o más",
      en: "Children entering an episode in the period that lasts 8 days or more",
    },
    exclusions: entryExclusions,
    notes: [
      {
        es: "Si la curva no llega a la mitad se dice «no se puede estimar».",
        en: "Also first and third quartile; print not estimable when the curve does not reach the level",
      },
      {
        es: "Quien cumple 18 años bajo cuidado sale ese día.",
        en: "An 18th-birthday date is used as the end of care for those who turn 18 in care",
      },
    ],
    method: { cohort: "entry", counts: "stay" },
    measure: "median",
    multiplier: null,
    unit: { es: "días", en: "days" },
    direction: "down",
    source: `${university}, Median Length of Stay`,
    parameters: [shortestStay],
    followUpMonths: 12,
  },
  {
    ...base,
    id: "f2f.reunification",
    name: { es: "Reunificación en 12 meses", en: "Reunification within 12 months of entry" },
    numerator: {
      es: "De ellas, quienes vuelven con su familia en 12 meses",
      en: "Entry cohort children whose discharge within 12 months is reunification",
    },
    denominator: {
      es: "Niñas y niños que ingresan en el periodo (como en la permanencia en 12 meses)",
      en: "Entry cohort (as cfsr4.p1)",
    },
    exclusions: [
      ...entryExclusions,
      { es: "Salidas sin motivo registrado", en: "No discharge reason although discharged" },
    ],
    notes: [
      {
        es: "La página de permanencia da la incidencia acumulada, que tiene en cuenta las demás salidas.",
        en: "With competing exits report the cumulative incidence, not 1 - Kaplan-Meier",
      },
    ],
    method: { cohort: "entry", counts: "reunification" },
    standing: "INFERENCE",
    standingNote: {
      es: "Lectura de este proyecto sobre la permanencia en 12 meses de la ronda 4.",
      en: "This project's reading, built on the permanency indicator of Round 4.",
    },
    source: "Children's Bureau, CFSR Round 4 Statewide Data Indicators Data Dictionary, August 2022 (US federal work)",
    parameters: [twelveMonths, shortestStay, trialVisit],
    followUpMonths: 12,
  },
  {
    ...base,
    id: "f2f.disparity",
    name: { es: "Índice de disparidad", en: "Disparity index" },
    numerator: { es: "Tasa del grupo en el punto de decisión", en: "Rate of the group at the decision point" },
    denominator: {
      es: "Tasa del grupo de referencia en el mismo punto",
      en: "Rate of the reference group at the same decision point",
    },
    exclusions: [],
    notes: [
      {
        es: "Se calcula en cada resultado del 1 al 8; aquí se muestra la mayor brecha por origen étnico cuyo intervalo no incluye la igualdad o, si no hay ninguna, la mayor.",
        en: "Computed for each of outcomes 1 to 8; shown here is the widest gap by ethnicity whose interval leaves out equality or, without one, the widest.",
      },
    ],
    method: { cohort: "comparison" },
    measure: "none",
    multiplier: null,
    unit: { es: "razón", en: "ratio" },
    direction: "none",
    source: `${university}, Disproportionality and Disparity Indices`,
  },
];
