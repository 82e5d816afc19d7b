import type { Missing, Told } from "./definition.ts";

/** Why somebody is left out. `fault`: the record lacks something; otherwise the definition asks for it. */
interface Reason extends Told {
  readonly fault: boolean;
}

const reasons: Readonly<Record<string, Reason>> = {
  impossible_dates: {
    es: "Sale antes de entrar: la duración no se puede calcular",
    en: "Leaves before entering: the length cannot be computed",
    fault: true,
  },
  entry_unknown: {
    es: "No se conoce la fecha real de ingreso",
    en: "The true entry date is unknown",
    fault: true,
  },
  birth_unknown: { es: "No se conoce la fecha de nacimiento", en: "The birth date is unknown", fault: true },
  no_exit_reason: { es: "Salió y no consta el motivo", en: "Left without a reason on record", fault: true },
  reentry_before_exit: {
    es: "Vuelve a ingresar antes de haber salido",
    en: "Re-enters before having left",
    fault: true,
  },
  placement_unknown: { es: "No consta dónde está", en: "The placement is not on record", fault: true },
  home_unknown: { es: "No consta en qué hogar está", en: "The home is not on record", fault: true },
  area_unknown: {
    es: "No consta la zona de origen o de la colocación",
    en: "The area of home or placement is not on record",
    fault: true,
  },
  later_entry: { es: "Segundo ingreso del periodo", en: "Later entry of the period", fault: false },
  adult_at_entry: { es: "Ingresó con 18 años o más", en: "Entered at 18 or older", fault: false },
  adult_on_day: { es: "Tenía 18 años o más ese día", en: "Was 18 or older on the day", fault: false },
  adult_at_exit: { es: "Salió con 18 años o más", en: "Left at 18 or older", fault: false },
  adult_at_report: { es: "Tenía 18 años o más", en: "Was 18 or older", fault: false },
  too_old: { es: "Pasa de la edad de la definición", en: "Older than the definition's age", fault: false },
  short_stay: { es: "Estuvo menos de 8 días", en: "Stayed less than 8 days", fault: false },
  short_break: {
    es: "Serie acordada de estancias cortas",
    en: "Agreed series of short-term placements",
    fault: false,
  },
  exit_to_adoption: { es: "Salió a adopción", en: "Left to adoption", fault: false },
  exit_to_other: { es: "Salió de otra manera", en: "Left in another way", fault: false },
  not_a_family: {
    es: "Su primera colocación no es una familia",
    en: "The first placement is not a family",
    fault: false,
  },
  other_setting: {
    es: "Ni en residencia ni en una familia",
    en: "Neither in residential nor in family-based care",
    fault: false,
  },
  no_sibling_in_care: { es: "No tiene hermanos bajo cuidado", en: "Has no sibling in care", fault: false },
  unborn: { es: "No había nacido", en: "Was not yet born", fault: false },
};

/** What a reason says; a code nobody knows says itself. */
export function tellReason(code: string, language: "es" | "en"): string {
  return Object.hasOwn(reasons, code) ? (reasons[code]?.[language] ?? code) : code;
}

/** True when the reason is a hole in the record and not the definition's own wish. */
export function isFault(code: string): boolean {
  return Object.hasOwn(reasons, code) && reasons[code]?.fault === true;
}

const missing: Readonly<Record<Missing, Told>> = {
  policy_checklist: {
    es: "Sin datos: es una lista de comprobación de leyes y políticas, no un recuento.",
    en: "No data: this is a checklist of laws and policies, not a count.",
  },
  facts_not_collected: {
    es: "Sin datos: ninguna declaración cargada recoge estos hechos.",
    en: "No data: no return loaded records these facts.",
  },
  distance_not_collected: {
    es: "Sin datos: las declaraciones cargadas no traen la distancia ni domicilios con los que medirla.",
    en: "No data: the returns loaded bring neither the distance nor addresses to measure it.",
  },
  no_facts: {
    es: "Sin datos: esta entidad no tiene ninguna declaración aplicada.",
    en: "No data: no return of this agency has been applied.",
  },
  no_population: {
    es: "Sin datos: falta la población infantil del territorio, que es el denominador.",
    en: "No data: the child population of the territory, its denominator, is missing.",
  },
  no_reports: {
    es: "Sin datos: no se ha cargado ninguna notificación de maltrato.",
    en: "No data: no report of maltreatment has been loaded.",
  },
  no_reviews: {
    es: "Sin datos: no se ha cargado ninguna revisión.",
    en: "No data: no review has been loaded.",
  },
  no_siblings: {
    es: "Sin datos: no se ha cargado ningún vínculo entre hermanos.",
    en: "No data: no sibling link has been loaded.",
  },
  nobody_in_cohort: {
    es: "Sin datos: en este periodo no hay nadie a quien mirar.",
    en: "No data: there is nobody to look at in this period.",
  },
  not_estimable: {
    es: "No se puede estimar: en lo observado, todavía no ha salido la mitad.",
    en: "Not estimable: within what was observed, half have not left yet.",
  },
  not_comparable: {
    es: "Sin datos: no hay dos grupos que comparar en ningún resultado.",
    en: "No data: there are no two groups to compare in any outcome.",
  },
  too_few: {
    es: "No se publica: son tan pocos que se sabría de quiénes se habla.",
    en: "Not published: they are so few that one would know who is meant.",
  },
};

/** Why there is no value. */
export function tellMissing(code: Missing, language: "es" | "en"): { readonly code: string; readonly label: string } {
  return { code, label: missing[code][language] };
}

const warnings = {
  follow_up_incomplete: {
    es: "Aún no se ha observado todo el tiempo que pide la definición: el valor puede subir.",
    en: "The whole time the definition asks for has not been observed yet: the value may still grow.",
  },
  few: {
    es: "Son menos de 30: unos pocos casos cambian mucho el valor.",
    en: "Fewer than 30: a few cases change the value a lot.",
  },
  many_left_out: {
    es: "Más de uno de cada diez quedó fuera porque le falta algún dato.",
    en: "More than one in ten were left out because something is missing in the record.",
  },
  check_exceeded: {
    es: "Una comprobación de calidad de los datos pasa de su límite. Mire la página de calidad.",
    en: "A data quality check is beyond its limit. See the quality page.",
  },
  after_observation: {
    es: "El periodo llega más allá de lo que cuentan las declaraciones.",
    en: "The period reaches beyond what the returns tell.",
  },
} as const satisfies Record<string, Told>;

export type Warning = keyof typeof warnings;

/** A reason to be careful with a figure. */
export function tellWarning(code: Warning, language: "es" | "en"): { readonly code: string; readonly label: string } {
  return { code, label: warnings[code][language] };
}
