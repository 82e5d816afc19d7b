import type { Indicator, Missing, Parameter, Told } from "../definition.ts";

const source =
  "UNICEF and Better Care Network, Manual for the Measurement of Indicators for Children in Formal Care (2009); titles from its Appendix C information collection tools";

const titleOnly: Told = {
  es: "El título es de la fuente; la fórmula es lectura de este proyecto.",
  en: "Title of the source; the formula is this project's reading.",
};
const own: Told = { es: "El título es lectura de este proyecto.", en: "The title is this project's reading." };
const percent: Told = { es: "%", en: "%" };
const perHundredThousand: Told = { es: "por 100.000 niñas y niños", en: "per 100,000 children" };
const inCareOnDay: Told = {
  es: "Niñas y niños bajo cuidado el último día del periodo",
  en: "Children in formal care on a date",
};
const population: Told = { es: "Niñas y niños que viven en el territorio", en: "Child population" };
const adultOnDay: Told = { es: "Personas de 18 años o más ese día", en: "Young people aged 18 or older on the date" };
const settingUnknown: Told = { es: "Sin colocación conocida ese día", en: "No known placement on the date" };
const intervalMonths: Parameter = {
  id: "intervalMonths",
  label: { es: "Meses del intervalo", en: "Months of the interval" },
  usual: 3,
  lowest: 1,
  highest: 24,
  editable: true,
};

const base = {
  version: 1,
  family: "unicef",
  exclusions: [],
  notes: [],
  source,
  standing: "INFERENCE",
  standingNote: titleOnly,
  parameters: [],
  followUpMonths: 0,
  national: null,
} as const;

/** What a country or an agency must write down elsewhere: the product holds no facts for it and gives no number. */
function uncounted(one: {
  readonly id: string;
  readonly name: Told;
  readonly numerator: Told;
  readonly denominator: Told;
  readonly missing: Missing;
  readonly parameters?: readonly Parameter[];
  readonly standingNote?: Told;
}): Indicator {
  const { missing, ...said } = one;
  const isPolicy = missing === "policy_checklist";
  return {
    ...base,
    ...said,
    method: { cohort: "none", missing },
    measure: "none",
    multiplier: isPolicy ? null : 100,
    unit: isPolicy ? { es: "lista de comprobación", en: "checklist" } : percent,
    direction: "up",
  };
}

const checklist = {
  numerator: { es: "(lista de comprobación de políticas)", en: "(policy checklist)" },
  denominator: { es: "-", en: "-" },
  missing: "policy_checklist",
  standingNote: own,
} as const;

/** The fifteen indicators of formal care of UNICEF and the Better Care Network; the first four are the core. */
export const formalCare: readonly Indicator[] = [
  {
    ...base,
    id: "fci.1",
    name: { es: "Ingreso al cuidado formal", en: "Children entering formal care" },
    numerator: {
      es: "Niñas y niños que ingresan al cuidado formal en el periodo",
      en: "Children entering formal care in a 12-month period",
    },
    denominator: population,
    exclusions: [
      { es: "Estancias cuya fecha real de ingreso no se conoce", en: "Stays whose true entry date is unknown" },
      { es: "Segundos ingresos del periodo", en: "Later episodes of the period" },
      { es: "Ingresos con 18 años o más", en: "Entries at 18 or older" },
    ],
    method: { cohort: "entry", counts: "one" },
    measure: "population",
    multiplier: 100_000,
    unit: perHundredThousand,
    direction: "down",
    standing: "FACT",
    standingNote: { es: "Título y fórmula de la fuente.", en: "Title and formula of the source." },
  },
  {
    ...base,
    id: "fci.2",
    name: { es: "Niños y niñas que viven en cuidado formal", en: "Children living in formal care" },
    numerator: inCareOnDay,
    denominator: population,
    exclusions: [adultOnDay],
    method: { cohort: "point_in_time", counts: "one" },
    measure: "population",
    multiplier: 100_000,
    unit: perHundredThousand,
    direction: "down",
  },
  {
    ...base,
    id: "fci.3",
    name: {
      es: "Egreso del cuidado residencial hacia una familia",
      en: "Children leaving residential care for a family placement",
    },
    numerator: {
      es: "De ellas, quienes pasan a una familia en el periodo, incluida la propia",
      en: "Children leaving residential care for a family placement, reunification included, in 12 months",
    },
    denominator: {
      es: "Niñas y niños en residencia algún día del periodo",
      en: "Children in residential care on any day of the period",
    },
    exclusions: [{ es: "Ingresos con 18 años o más", en: "Entries at 18 or older" }],
    method: { cohort: "in_care_during", counts: "left_residential" },
    measure: "share",
    multiplier: 100,
    unit: percent,
    direction: "up",
  },
  {
    ...base,
    id: "fci.4",
    name: {
      es: "Razón entre cuidado residencial y familiar",
      en: "Ratio of children in residential versus family-based care",
    },
    numerator: {
      es: "Niñas y niños en residencia el último día del periodo",
      en: "Children in residential care on a date",
    },
    denominator: {
      es: "Niñas y niños en una familia ese mismo día",
      en: "Children in family-based care on the same date",
    },
    exclusions: [
      adultOnDay,
      settingUnknown,
      { es: "Ni en residencia ni en una familia", en: "Neither in residential nor in family-based care" },
    ],
    method: { cohort: "point_in_time", counts: "residential_to_family" },
    measure: "ratio",
    multiplier: 1,
    unit: { es: "en residencia por cada uno en familia", en: "in residential care for each in a family" },
    direction: "down",
  },
  {
    ...base,
    id: "fci.5",
    name: { es: "Fallecimientos en cuidado formal", en: "Number of child deaths in formal care" },
    numerator: { es: "Fallecimientos bajo cuidado en el periodo", en: "Deaths in formal care in 12 months" },
    denominator: { es: "(se cuenta, no se divide)", en: "(count; optionally per child-years)" },
    method: { cohort: "exit", counts: "death" },
    measure: "count",
    multiplier: 1,
    unit: { es: "fallecimientos", en: "deaths" },
    direction: "down",
    standing: "FACT",
    standingNote: { es: "Título de la fuente.", en: "Title of the source." },
  },
  uncounted({
    id: "fci.6",
    name: { es: "Contacto con padres y familia", en: "Contact with parents and family" },
    numerator: {
      es: "De ellas, quienes recibieron o hicieron una visita a su familia en el intervalo",
      en: "Children in formal care with a visit from or to parents, guardian or adult relative within the reference interval",
    },
    denominator: inCareOnDay,
    missing: "facts_not_collected",
    parameters: [intervalMonths],
    standingNote: {
      es: "Título de la fuente; el intervalo de 3 meses es lectura de este proyecto.",
      en: "Title of the source; the interval of 3 months is this project's reading.",
    },
  }),
  uncounted({
    id: "fci.7",
    name: { es: "Existencia de plan individual de cuidado", en: "Existence of individual care plans" },
    numerator: {
      es: "De ellas, quienes tienen plan individual",
      en: "Children in formal care with an individual care plan",
    },
    denominator: { es: "Niñas y niños bajo cuidado", en: "Children in formal care" },
    missing: "facts_not_collected",
  }),
  uncounted({
    id: "fci.8",
    name: {
      es: "Uso de valoración al ingreso (puerta de entrada)",
      en: "Use of assessment on entry to formal care (gatekeeping)",
    },
    numerator: {
      es: "De ellas, quienes ingresaron tras una valoración establecida",
      en: "Children who entered through an established assessment",
    },
    denominator: { es: "Niñas y niños que ingresan en el periodo", en: "Children who entered in 12 months" },
    missing: "facts_not_collected",
  }),
  {
    ...base,
    id: "fci.9",
    name: { es: "Revisión de la medida", en: "Review of placement" },
    numerator: {
      es: "De ellas, aquellas cuya medida se revisó dentro del intervalo",
      en: "Children whose placement was reviewed within the reference interval",
    },
    denominator: inCareOnDay,
    exclusions: [adultOnDay],
    method: { cohort: "point_in_time", counts: "reviewed" },
    measure: "share",
    multiplier: 100,
    unit: percent,
    direction: "up",
    standingNote: {
      es: "Título de la fuente; el intervalo de 3 meses es lectura de este proyecto.",
      en: "Title of the source; the interval of 3 months is this project's reading.",
    },
    parameters: [intervalMonths],
  },
  uncounted({
    id: "fci.10",
    name: {
      es: "Asistencia a escuela local desde el cuidado residencial",
      en: "Children in residential care attending local school",
    },
    numerator: {
      es: "De ellas, quienes van a una escuela local con niños que no están bajo cuidado",
      en: "School-age children in residential care attending a local school with children not in care",
    },
    denominator: {
      es: "Niñas y niños en edad escolar en residencia",
      en: "School-age children in residential care",
    },
    missing: "facts_not_collected",
  }),
  uncounted({
    id: "fci.11",
    name: { es: "Cualificación del personal", en: "Staff qualifications" },
    numerator: {
      es: "De ellas, quienes tienen la cualificación mínima",
      en: "Managers and carers with the minimum qualification",
    },
    denominator: { es: "Personas que dirigen y cuidan", en: "All managers and carers" },
    missing: "facts_not_collected",
  }),
  {
    ...base,
    id: "fci.12",
    name: { es: "Tasa de adopción", en: "Adoption rate" },
    numerator: { es: "Salidas a adopción en el periodo", en: "Adoptions in 12 months" },
    denominator: population,
    method: { cohort: "exit", counts: "adoption" },
    measure: "population",
    multiplier: 100_000,
    unit: perHundredThousand,
    direction: "none",
  },
  uncounted({
    id: "fci.13",
    name: {
      es: "Existencia de marco legal y de política",
      en: "Existence of a legal and policy framework for formal care",
    },
    ...checklist,
  }),
  uncounted({
    id: "fci.14",
    name: {
      es: "Existencia de mecanismos de queja",
      en: "Existence of complaints mechanisms for children in formal care",
    },
    ...checklist,
  }),
  uncounted({
    id: "fci.15",
    name: {
      es: "Existencia de registro y regulación",
      en: "Existence of a system for registration and regulation",
    },
    ...checklist,
  }),
];
