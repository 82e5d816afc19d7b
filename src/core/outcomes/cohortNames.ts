import type { Told } from "./definition.ts";
import type { Cohort } from "./words.ts";

interface CohortName {
  readonly label: Told;
  /** Plain warning where the cohort misleads about how long care lasts. */
  readonly warning: Told | null;
}

/** How a cohort is called on screen, and what it cannot be used for. */
export const cohortNames: Readonly<Record<Cohort, CohortName>> = {
  entry: {
    label: { es: "Quienes ingresaron en el periodo", en: "Everybody who entered in the period" },
    warning: null,
  },
  exit: {
    label: { es: "Quienes salieron en el periodo", en: "Everybody who left in the period" },
    warning: {
      es: "Solo mira a quienes salieron: quienes llevan mucho tiempo y siguen bajo cuidado no aparecen. No sirve para saber cuánto dura el cuidado.",
      en: "It only looks at those who left: long stayers still in care do not appear. It does not tell how long care lasts.",
    },
  },
  point_in_time: {
    label: { es: "Quienes estaban bajo cuidado un día", en: "Everybody in care on a day" },
    warning: {
      es: "La foto de un día muestra sobre todo a quienes llevan mucho tiempo: quienes entran y salen pronto casi no aparecen. No sirve para saber cuánto dura el cuidado.",
      en: "A snapshot mostly shows long stayers: those who enter and leave soon hardly appear. It does not tell how long care lasts.",
    },
  },
  in_care_during: {
    label: {
      es: "Quienes estuvieron bajo cuidado algún día del periodo",
      en: "Everybody in care on some day of the period",
    },
    warning: null,
  },
  reports: {
    label: {
      es: "Quienes tuvieron una notificación fundada en el periodo",
      en: "Everybody with a substantiated report in the period",
    },
    warning: null,
  },
  population: {
    label: { es: "Sobre la población infantil del territorio", en: "Over the child population of the territory" },
    warning: null,
  },
  comparison: { label: { es: "Comparación entre grupos", en: "Comparison between groups" }, warning: null },
  none: { label: { es: "No se cuenta", en: "Not counted" }, warning: null },
};

/** Why the page on length of stay does not use the other two samples. */
export const biasWarning: Told = {
  es: "Quienes salieron y quienes están un día dan otra mediana del mismo año: la primera muestra olvida a quienes siguen dentro y la segunda casi no ve a quienes salen pronto.",
  en: "Those who left and those present on a day give another median for the same year: the first sample forgets those still in care, the second hardly sees those who leave soon.",
};
