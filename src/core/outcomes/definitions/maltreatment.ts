import { type Indicator, shortestStay, twelveMonths } from "../definition.ts";
import { adultAtEntry, base, birthdayNote, impossible, latestWins, percent } from "./federalRules.ts";

/** Harm in care, and harm that comes back. */
export const maltreatment: readonly Indicator[] = [
  {
    ...base,
    id: "cfsr4.s1",
    name: { es: "Maltrato durante el acogimiento", en: "Maltreatment in foster care" },
    numerator: {
      es: "Notificaciones fundadas de maltrato, por cualquier persona, durante la estancia y dentro del periodo",
      en: "Substantiated or indicated maltreatment reports, by any perpetrator, during a foster care episode within the 12-month period",
    },
    denominator: {
      es: "Días bajo cuidado en el periodo de todas las niñas y niños que lo estuvieron",
      en: "Days in care in the 12-month period of all children in care during it, as of the end of the period",
    },
    exclusions: [
      impossible,
      adultAtEntry,
      {
        es: "Estancias terminadas de menos de 8 días: ni días ni notificaciones",
        en: "Complete episodes of less than 8 days: neither days nor reports count",
      },
      {
        es: "Notificaciones de los primeros 7 días",
        en: "Reports within the first 7 days of removal",
      },
      {
        es: "Notificaciones de hechos anteriores o posteriores a la estancia",
        en: "Reports whose incident date lies outside the episode, even if the report date is inside it (only when an incident date exists)",
      },
      { es: "Notificaciones fuera del periodo", en: "Report date outside the period" },
      {
        es: "Notificaciones a un día o menos de la anterior",
        en: "Subsequent reports within 1 day of the initial report",
      },
    ],
    notes: [
      {
        es: "Sitúa la notificación su fecha, no la de la decisión.",
        en: "Report date, not disposition date, places a report in the period",
      },
      birthdayNote,
      latestWins,
    ],
    method: { cohort: "in_care_during", counts: "maltreatment" },
    measure: "exposure",
    multiplier: 100_000,
    unit: { es: "por 100.000 días", en: "victimisations per 100,000 days" },
    direction: "down",
    parameters: [
      shortestStay,
      {
        id: "graceDays",
        label: { es: "Primeros días en que no cuentan", en: "First days in which reports do not count" },
        usual: 7,
        lowest: 0,
        highest: 30,
        editable: false,
      },
    ],
    followUpMonths: 0,
    national: 9.07,
  },
  {
    ...base,
    id: "cfsr4.s2",
    name: { es: "Recurrencia del maltrato", en: "Recurrence of maltreatment" },
    numerator: {
      es: "De ellas, quienes tienen otra notificación fundada en los 12 meses siguientes a la primera",
      en: "Children of the denominator with another substantiated or indicated report within 12 months of their initial report",
    },
    denominator: {
      es: "Niñas y niños con al menos una notificación fundada en el periodo",
      en: "Children with at least one substantiated or indicated report in a 12-month period",
    },
    exclusions: [
      { es: "Niñas y niños por nacer", en: "Unborn children" },
      { es: "Personas de 18 años o más", en: "Young people aged 18 or older" },
      {
        es: "Notificaciones en los 14 días siguientes a la primera",
        en: "Subsequent reports within 14 days of the initial report",
      },
      {
        es: "Notificaciones del mismo hecho que la primera",
        en: "Subsequent reports with the same incident date as the initial report",
      },
    ],
    notes: [latestWins],
    method: { cohort: "reports", counts: "recurrence" },
    measure: "share",
    multiplier: 100,
    unit: percent,
    direction: "down",
    parameters: [
      twelveMonths,
      {
        id: "graceDays",
        label: { es: "Días tras la primera que no cuentan", en: "Days after the first that do not count" },
        usual: 14,
        lowest: 0,
        highest: 60,
        editable: false,
      },
    ],
    followUpMonths: 12,
    national: 9.7,
  },
];
