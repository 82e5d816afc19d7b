import type { Words } from "../core/words.ts";
import type { DidWarning } from "./did/sample.ts";
import type { EvaluationFailure } from "./failure.ts";
import { failureText } from "./failureTexts.ts";

/** What is said beside a number, by its code. A code without texts does not compile. */
const plain = {
  rows_with_missing_values: {
    es: "Hay filas a las que les falta algún dato: el resultado no habla de ellas.",
    en: "Some rows lack a value: the result does not speak of them.",
  },
  entry_equals_exit: {
    es: "Hay filas cuya observación acaba el mismo día en que empieza: nunca estuvieron en observación y no cuentan.",
    en: "Some rows end on the day their observation begins: they were never under observation and do not count.",
  },
  median_not_reached: {
    es: "A menos de la mitad le había ocurrido cuando acabó la observación: la mediana no se conoce todavía.",
    en: "It had happened to fewer than half when observation ended: the median is not known yet.",
  },
  tau_beyond_follow_up: {
    es: "El plazo pedido pasa del último tiempo observado: desde ahí se supone que nada cambia.",
    en: "The period asked for goes beyond the last time observed: nothing is taken to change from there on.",
  },
  aliased_terms: {
    es: "Alguna característica se deduce de las demás y se dejó fuera.",
    en: "Some characteristic follows from the others and was left out.",
  },
  too_few_events: {
    es: "Hay pocos sucesos para tantas características: los coeficientes no son de fiar.",
    en: "There are few events for so many characteristics: the coefficients are not to be trusted.",
  },
  no_competing_events: {
    es: "Nadie terminó de otra manera: basta una regresión de Cox.",
    en: "Nobody ended in another way: a Cox regression is enough.",
  },
  zero_cell: {
    es: "En algún grupo no hubo ningún caso: no se añade nada a la cuenta; el intervalo se calcula por un método que lo admite.",
    en: "Some group had no case at all: nothing is added to the count; the interval comes from a method that allows it.",
  },
  empty_row_or_column: {
    es: "Alguna fila o columna de la tabla está a cero y no entra en la cuenta.",
    en: "Some row or column of the table is empty and does not count.",
  },
  small_expected: {
    es: "Se esperan menos de cinco casos en alguna celda: es mejor la prueba exacta.",
    en: "Fewer than five cases are expected in some cell: the exact test is better.",
  },
  missing_outcomes: {
    es: "Falta el resultado de algunas personas: la comparación solo habla de quienes se pudo medir. Mire si faltan más en un grupo.",
    en: "Some outcomes are missing: the comparison speaks only of those who were measured. See whether more are missing in one group.",
  },
  missing_design: {
    es: "De algunas filas no se sabe en qué grupo, estrato o conjunto estaban: no cuentan.",
    en: "For some rows the arm, stratum or cluster is not known: they do not count.",
  },
  too_few_units: {
    es: "En algún grupo hay menos de ocho: se puede describir lo que pasó, pero no comparar.",
    en: "Some arm has fewer than eight: what happened can be described, not compared.",
  },
  too_few_clusters: {
    es: "Se sortearon menos de cuatro conjuntos: la diferencia se puede enseñar, pero no cuánta seguridad da.",
    en: "Fewer than four clusters were randomised: the difference can be shown, but not how sure it is.",
  },
  too_few_assignments: {
    es: "Con tan pocos sorteos posibles ninguna prueba cierra el intervalo por ese lado.",
    en: "With so few possible assignments no test closes the interval on that side.",
  },
  outcome_taken_as_common: {
    es: "No se dijo si el resultado es raro: se toma como frecuente, que es lo prudente.",
    en: "It was not said whether the outcome is rare: it is taken as common, which is the careful choice.",
  },
  not_proven_best: {
    es: "Se acabó el tiempo antes de demostrar que no hay una propuesta mejor: se enseña cuánto podría faltar.",
    en: "Time ran out before it was proven that no proposal is better: how much may be missing is shown.",
  },
  children_unplaced: {
    es: "Alguna niña o niño queda sin hogar en esta propuesta.",
    en: "Some child has no home in this proposal.",
  },
  not_proven_fewest: {
    es: "No se pudo demostrar que baste con ocultar menos celdas.",
    en: "It could not be proven that these are the fewest cells to hide.",
  },
  cells_cannot_be_protected: {
    es: "Hay celdas que no se pueden proteger mientras se publiquen los totales.",
    en: "Some cells cannot be protected while the totals are published.",
  },
  hidden_cells_can_be_worked_out: {
    es: "Con los totales publicados se puede deducir alguna celda oculta.",
    en: "With the totals published some hidden cell can be worked out.",
  },
} as const satisfies Readonly<Record<string, Words>>;

export type PlainWarning = keyof typeof plain;

/** What an analysis says beside its number: a code, a code with its parameters, or why a study would not go on. */
export type Warning = PlainWarning | DidWarning | EvaluationFailure;

/** The warning, where the condition holds. */
export function when(condition: boolean, warning: PlainWarning): readonly PlainWarning[] {
  return condition ? [warning] : [];
}

type DidTexts = {
  readonly [Code in DidWarning["code"]]: {
    readonly [Language in keyof Words]: (warning: Extract<DidWarning, { code: Code }>) => string;
  };
};

const list = (values: readonly (number | string)[]) => values.join(", ");

const parametric: DidTexts = {
  rows_with_missing_values: {
    es: ({ n }) => `A ${n} filas les falta algún dato: el resultado no habla de ellas.`,
    en: ({ n }) => `${n} rows lack a value: the result does not speak of them.`,
  },
  already_treated_dropped: {
    es: ({ n }) => `${n} unidades ya habían empezado en el primer periodo: no hay un antes y no cuentan.`,
    en: ({ n }) => `${n} units had started by the first period: there is no before, and they do not count.`,
  },
  incomplete_units_dropped: {
    es: ({ n }) => `A ${n} unidades les falta algún periodo: no cuentan.`,
    en: ({ n }) => `${n} units lack some period: they do not count.`,
  },
  treated_after_last_period: {
    es: ({ n }) => `${n} unidades empiezan después del último periodo: sirven de comparación.`,
    en: ({ n }) => `${n} units start after the last period: they serve for comparison.`,
  },
  periods_without_comparison: {
    es: ({ periods }) => `En estos periodos ya no queda nadie con quien comparar: ${list(periods)}.`,
    en: ({ periods }) => `In these periods nobody is left to compare with: ${list(periods)}.`,
  },
  groups_without_earlier_period: {
    es: ({ groups }) => `Estos grupos no tienen un periodo anterior libre de efecto: ${list(groups)}.`,
    en: ({ groups }) => `These groups have no earlier period free of effect: ${list(groups)}.`,
  },
  small_groups: {
    es: ({ groups }) => `Estos grupos son muy pequeños: ${list(groups)}.`,
    en: ({ groups }) => `These groups are very small: ${list(groups)}.`,
  },
  cell_without_overlap: {
    es: ({ g, t }) => `Quienes empezaron en ${g} no tienen con quién compararse en ${t}.`,
    en: ({ g, t }) => `Those who started in ${g} have nobody to be compared with in ${t}.`,
  },
  cell_singular: {
    es: ({ g, t }) => `Las características no se distinguen entre sí para el grupo ${g} en ${t}: sin estimación.`,
    en: ({ g, t }) => `The characteristics cannot be told apart for group ${g} in ${t}: no estimate.`,
  },
  no_pre_periods: {
    es: () => "Ningún grupo tiene dos periodos anteriores: no se puede mirar si antes iban en paralelo.",
    en: () => "No group has two earlier periods: whether they ran in parallel before cannot be seen.",
  },
  pretest_singular: {
    es: () => "La prueba de las tendencias anteriores no se puede calcular: sus efectos dependen unos de otros.",
    en: () => "The test of earlier trends cannot be computed: its effects depend on one another.",
  },
  few_clusters: {
    es: ({ n }) =>
      `Solo hay ${n} conjuntos: los errores típicos salen demasiado pequeños; mire también la permutación.`,
    en: ({ n }) => `There are only ${n} clusters: standard errors come out too small; look at the permutation too.`,
  },
  aliased_terms: {
    es: ({ terms }) => `Se dejaron fuera porque se deducen de las demás: ${list(terms)}.`,
    en: ({ terms }) => `Left out because they follow from the others: ${list(terms)}.`,
  },
};

function isDidWarning(warning: DidWarning | EvaluationFailure): warning is DidWarning {
  return Object.hasOwn(parametric, warning.code);
}

/** A warning in plain words. */
export function warningText(warning: Warning, language: keyof Words = "es"): string {
  if (typeof warning === "string") return plain[warning][language];
  if (!isDidWarning(warning)) return failureText(warning, language);
  // Each code has the texts of its own warning; the pairing is checked where the texts are listed.
  const { [language]: say } = parametric[warning.code] as Readonly<Record<keyof Words, (one: DidWarning) => string>>;
  return say(warning);
}
