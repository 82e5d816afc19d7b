import { type Indicator, shortestStay, trialVisit, twelveMonths } from "../definition.ts";
import {
  adultAtEntry,
  adultOnDay,
  base,
  birthdayNote,
  dictionary,
  entryUnknown,
  impossible,
  latestWins,
  national,
  noReason,
  percent,
  short,
} from "./federalRules.ts";
import { maltreatment } from "./maltreatment.ts";

const fromFirstDay = {
  ...base,
  numerator: {
    es: "De ellas, quienes alcanzan la permanencia familiar en los 12 meses siguientes al primer día",
    en: "Children of the denominator discharged to permanency within 12 months of the first day",
  },
  exclusions: [impossible, entryUnknown, adultOnDay, noReason],
  notes: [birthdayNote, latestWins],
  method: { cohort: "point_in_time", counts: "permanency" },
  measure: "share",
  multiplier: 100,
  unit: percent,
  direction: "up",
  followUpMonths: 0,
} as const;

/** Band of months in care on the first day; `highest` 0 means no end. */
const band = (lowest: number, highest: number) =>
  [
    {
      id: "monthsFrom",
      label: { es: "Meses bajo cuidado, desde", en: "Months in care, from" },
      usual: lowest,
      lowest: 0,
      highest: 240,
      editable: false,
    },
    {
      id: "monthsTo",
      label: { es: "Meses bajo cuidado, hasta antes de", en: "Months in care, to before" },
      usual: highest,
      lowest: 0,
      highest: 1200,
      editable: false,
    },
    twelveMonths,
  ] as const;

/** The seven indicators of the federal reviews of the United States and the entry rate that goes with them. */
export const federal: readonly Indicator[] = [
  ...maltreatment,
  {
    ...base,
    id: "cfsr4.p1",
    name: {
      es: "Permanencia familiar en 12 meses desde el ingreso",
      en: "Permanency in 12 months for children entering care",
    },
    numerator: {
      es: "De ellas, quienes vuelven a casa o salen a adopción, guarda o con familiares en 12 meses y antes de cumplir 18 años",
      en: "Children of the denominator discharged to permanency (reunification, adoption, guardianship, living with a relative) within 12 months of entering care and before their 18th birthday",
    },
    denominator: { es: "Niñas y niños que ingresan en el periodo", en: "Children who enter care in a 12-month period" },
    exclusions: [
      impossible,
      entryUnknown,
      { es: "Segundos ingresos del periodo", en: "Later episodes of the period" },
      adultAtEntry,
      short,
      noReason,
    ],
    notes: [
      {
        es: "Varias estancias en el periodo: solo se mira la primera.",
        en: "Several episodes in the period: only the first is evaluated (California methodology page for 4-P1)",
      },
      {
        es: "Si vuelve a casa desde una visita de prueba de más de 30 días, el tiempo que pasa de 30 no cuenta.",
        en: "Trial home visit: if the child is discharged to reunification from a trial home visit, time in that visit beyond 30 days is discounted from the length of stay.",
      },
      birthdayNote,
      latestWins,
    ],
    method: { cohort: "entry", counts: "permanency" },
    measure: "share",
    multiplier: 100,
    unit: percent,
    direction: "up",
    parameters: [twelveMonths, shortestStay, trialVisit],
    followUpMonths: 12,
    national: 35.2,
  },
  {
    ...fromFirstDay,
    id: "cfsr4.p2",
    name: {
      es: "Permanencia en 12 meses para quienes llevan 12-23 meses",
      en: "Permanency in 12 months for children in care 12-23 months",
    },
    denominator: {
      es: "Niñas y niños bajo cuidado el primer día que llevaban de 12 a 23 meses seguidos",
      en: "Children in care on the first day of a 12-month period who had been in care continuously for 12 to 23 months",
    },
    parameters: band(12, 24),
    national: 43.8,
  },
  {
    ...fromFirstDay,
    id: "cfsr4.p3",
    name: {
      es: "Permanencia en 12 meses para quienes llevan 24 meses o más",
      en: "Permanency in 12 months for children in care 24 months or more",
    },
    denominator: {
      es: "Niñas y niños bajo cuidado el primer día que llevaban 24 meses seguidos o más",
      en: "Children in care on the first day of a 12-month period who had been in care continuously for 24 months or more",
    },
    parameters: band(24, 0),
    national: 37.3,
  },
  {
    ...base,
    id: "cfsr4.p4",
    name: { es: "Reingreso al acogimiento en 12 meses", en: "Re-entry to foster care in 12 months" },
    numerator: {
      es: "De ellas, quienes vuelven a ingresar en los 12 meses siguientes a su salida",
      en: "Children of the denominator who re-enter care within 12 months of their discharge (first re-entry only)",
    },
    denominator: {
      es: "Niñas y niños que salen en el periodo a su casa, con familiares o con guarda (no a adopción)",
      en: "Children who exit care in a 12-month period to reunification, living with a relative or guardianship (not adoption)",
    },
    exclusions: [
      impossible,
      { es: "Salidas sin motivo registrado", en: "First discharge without a reason" },
      { es: "Salidas a adopción y otras salidas", en: "Exits to adoption and other exits" },
      { es: "Salidas con 18 años o más", en: "Exits at 18 or older" },
      {
        es: "Reingresos con fecha anterior a la salida",
        en: "Re-entry removal date earlier than the prior discharge date",
      },
    ],
    notes: [
      {
        es: "La ronda 3 usaba otro denominador (ingresos): no se mezclan.",
        en: "Round 3 used a different denominator: children of an ENTRY cohort discharged within 12 months. Round 4 uses all exits of the year.",
      },
      birthdayNote,
      latestWins,
    ],
    method: { cohort: "exit", counts: "reentry" },
    measure: "share",
    multiplier: 100,
    unit: percent,
    direction: "down",
    parameters: [twelveMonths],
    followUpMonths: 12,
    national: 5.6,
  },
  {
    ...base,
    id: "cfsr4.p5",
    name: { es: "Estabilidad de la colocación", en: "Placement stability" },
    numerator: {
      es: "Traslados dentro del periodo de quienes ingresaron en él",
      en: "Placement moves during the 12-month period of the children who entered in it",
    },
    denominator: {
      es: "Días bajo cuidado dentro del periodo de quienes ingresaron en él",
      en: "Days in care in the period of the children who entered in it, as of the end of the period",
    },
    exclusions: [
      impossible,
      entryUnknown,
      adultAtEntry,
      short,
      {
        es: "Estancias sin ninguna colocación conocida",
        en: "Days for which placement information cannot be determined",
      },
      { es: "El ingreso mismo no es un traslado", en: "The initial removal is not a move" },
    ],
    notes: [
      {
        es: "Los días son enteros: entrar un día y salir al siguiente es 1 día.",
        en: "Days are full-day increments: enter one day and exit the next = 1 day",
      },
      {
        es: "Se suman los días y traslados de todas las estancias del periodo.",
        en: "Days and moves add up over several episodes of the same child in the year (Oregon page)",
      },
      {
        es: "No son traslados: visita de prueba en casa, fuga, respiro ni cambio de licencia en el mismo hogar.",
        en: "Not counted as moves: trial home visit, runaway, respite, and a licence change within the same foster home (Oregon page)",
      },
      {
        es: "Desde los 18 años no cuentan ni días ni traslados.",
        en: "Entered at 17 and turns 18: time and moves after the birthday are not counted (Oregon page)",
      },
    ],
    method: { cohort: "entry", counts: "moves" },
    measure: "exposure",
    multiplier: 1000,
    unit: { es: "traslados por 1.000 días", en: "moves per 1,000 days" },
    direction: "down",
    source: `${dictionary}; Oregon Department of Human Services, placement stability dashboard page; ${national}`,
    parameters: [shortestStay],
    followUpMonths: 0,
    national: 4.48,
  },
  {
    ...base,
    id: "cfsr4.entryrate",
    name: { es: "Tasa de ingreso al acogimiento", en: "Foster care entry rate" },
    numerator: { es: "Niñas y niños que ingresan en el periodo", en: "Children who enter care in a 12-month period" },
    denominator: { es: "Niñas y niños que viven en el territorio", en: "Children in the population" },
    exclusions: [
      entryUnknown,
      { es: "Segundos ingresos del periodo", en: "Later episodes of the period" },
      adultAtEntry,
    ],
    notes: [],
    method: { cohort: "entry", counts: "one" },
    measure: "population",
    multiplier: 1000,
    unit: { es: "por 1.000 niñas y niños", en: "per 1,000 children" },
    direction: "down",
    source: `${dictionary}, footnote 2`,
    parameters: [],
    followUpMonths: 0,
    national: null,
  },
];
