/** What a number of the results page counts, said so that anybody can count it again. */
export interface ResultDefinition {
  readonly id: string;
  readonly version: string;
  readonly name: { readonly es: string; readonly en: string };
  /** Who is counted. */
  readonly population: { readonly es: string; readonly en: string };
  readonly definition: { readonly es: string; readonly en: string };
  /** Who is left out, and why. */
  readonly exclusions: { readonly es: string; readonly en: string };
  /** `FACT`: a published formula. `INFERENCE`: our own, until the programme adopts another. */
  readonly basis: "FACT" | "INFERENCE";
}

export const resultIds = ["open_by_stage", "seen_lately", "intake", "change_by_dimension", "closed_by_reason"] as const;
export type ResultId = (typeof resultIds)[number];

/** Days looked back by the numbers of a period. */
export const PERIOD_DAYS = 365;
export const SEEN_DAYS = 30;

/** Every number of the first results page. */
export const resultDefinitions = {
  open_by_stage: {
    id: "open_by_stage",
    version: "1",
    name: { es: "Familias por etapa", en: "Families by stage" },
    population: { es: "Acompañamientos abiertos hoy.", en: "Accompaniments open today." },
    definition: {
      es: "Número de acompañamientos abiertos en cada etapa de su programa.",
      en: "Number of open accompaniments in each stage of their programme.",
    },
    exclusions: { es: "No cuentan los cerrados.", en: "Closed ones do not count." },
    basis: "INFERENCE",
  },
  seen_lately: {
    id: "seen_lately",
    version: "1",
    name: { es: "Familias vistas en los últimos 30 días", en: "Families met in the last 30 days" },
    population: {
      es: "Acompañamientos abiertos hace más de 30 días.",
      en: "Accompaniments open for more than 30 days.",
    },
    definition: {
      es: "De ellos, cuántos tuvieron al menos un encuentro realizado en los últimos 30 días.",
      en: "Of those, how many had at least one held meeting in the last 30 days.",
    },
    exclusions: {
      es: "No cuentan los abiertos hace 30 días o menos: todavía no han tenido tiempo.",
      en: "Those opened 30 days ago or less do not count: they have not had the time yet.",
    },
    basis: "INFERENCE",
  },
  intake: {
    id: "intake",
    version: "1",
    name: { es: "Derivaciones del último año", en: "Referrals of the last year" },
    population: {
      es: "Derivaciones recibidas en los últimos 365 días.",
      en: "Referrals received in the last 365 days.",
    },
    definition: {
      es: "Cuántas esperan decisión, se aceptaron, se orientaron a otro servicio o no se aceptaron.",
      en: "How many await a decision, were accepted, were directed elsewhere or were not accepted.",
    },
    exclusions: { es: "Ninguna.", en: "None." },
    basis: "INFERENCE",
  },
  change_by_dimension: {
    id: "change_by_dimension",
    version: "1",
    name: { es: "Cambio por dimensión", en: "Change by dimension" },
    population: {
      es: "Familias con al menos dos valoraciones cerradas del mismo instrumento.",
      en: "Families with at least two closed assessments of the same instrument.",
    },
    definition: {
      es: "Diferencia entre la primera y la última valoración cerradas, en la puntuación de la propia familia; mejor, igual o peor según el sentido que dice el instrumento. No es una prueba de que el cambio se deba al programa.",
      en: "Difference between first and last closed assessment in the family's own rating; better, same or worse as the instrument says. It does not prove that the programme caused the change.",
    },
    exclusions: {
      es: "Quedan fuera las familias con una sola valoración y las dimensiones sin puntuación por respuestas que faltan. Una valoración corregida deja su sitio a su corrección.",
      en: "Families with a single assessment and dimensions without a score for missing answers are left out. A corrected assessment gives its place to its correction.",
    },
    basis: "INFERENCE",
  },
  closed_by_reason: {
    id: "closed_by_reason",
    version: "1",
    name: { es: "Cierres del último año", en: "Closures of the last year" },
    population: {
      es: "Acompañamientos cerrados en los últimos 365 días.",
      en: "Accompaniments closed in the last 365 days.",
    },
    definition: {
      es: "Cuántos se cerraron por cada motivo que el programa distingue.",
      en: "How many closed for each reason the programme tells apart.",
    },
    exclusions: { es: "Ninguna.", en: "None." },
    basis: "INFERENCE",
  },
} as const satisfies Record<ResultId, ResultDefinition>;
