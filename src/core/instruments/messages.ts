import type { Problem } from "./problems.ts";

/** A sentence per code, `{name}` filled with the parameter of that name. Spanish first: people read these. */
export interface Message {
  readonly es: string;
  readonly en: string;
}

/** What the person answering reads beside a question. */
export const answerMessages: { readonly [code: string]: Message } = {
  missing_required: { es: "Falta esta respuesta.", en: "This answer is missing." },
  wrong_type: {
    es: "La respuesta no tiene la forma esperada ({expected}).",
    en: "The answer is not of the expected kind ({expected}).",
  },
  unknown_choice: { es: "«{code}» no es una de las opciones.", en: "“{code}” is not one of the options." },
  choice_not_offered: {
    es: "La opción «{code}» no corresponde a lo respondido antes.",
    en: "Option “{code}” does not fit the earlier answers.",
  },
  repeated_choice: { es: "La misma opción aparece dos veces.", en: "The same option appears twice." },
  incomplete_ranking: { es: "Falta ordenar todas las opciones.", en: "Every option must be ranked." },
  below_minimum: { es: "El valor más bajo posible es {minimum}.", en: "The lowest possible value is {minimum}." },
  above_maximum: { es: "El valor más alto posible es {maximum}.", en: "The highest possible value is {maximum}." },
  off_step: { es: "El valor avanza de {step} en {step}.", en: "Values go in steps of {step}." },
  text_too_long: { es: "El texto pasa de {limit} caracteres.", en: "The text is longer than {limit} characters." },
  constraint_failed: {
    es: "Esta respuesta no cumple la condición de la pregunta.",
    en: "This answer does not meet the question's condition.",
  },
  read_only: { es: "Esta respuesta no se puede cambiar.", en: "This answer cannot be changed." },
  not_relevant: {
    es: "Esta pregunta no corresponde según lo respondido antes.",
    en: "This question does not apply given the earlier answers.",
  },
  not_answerable: { es: "Este elemento no se responde.", en: "This element takes no answer." },
  text_pending: {
    es: "El texto de esta pregunta está pendiente: aún no se puede responder.",
    en: "The text of this question is pending: it cannot be answered yet.",
  },
  computed_field: { es: "Este valor lo calcula el sistema.", en: "This value is computed by the system." },
  unknown_item: { es: "El instrumento no tiene «{name}».", en: "The instrument has no “{name}”." },
  too_many_rows: { es: "Hay más de {limit} filas.", en: "There are more than {limit} rows." },
  wrong_row_count: {
    es: "Deben ser {expected} filas y hay {found}.",
    en: "There must be {expected} rows and there are {found}.",
  },
};

/** What the author of an instrument reads when it cannot be published. */
export const definitionMessages: { readonly [code: string]: Message } = {
  expression_empty: { es: "La expresión está vacía.", en: "The expression is empty." },
  expression_too_long: {
    es: "La expresión es demasiado larga (límite {limit}).",
    en: "The expression is too long (limit {limit}).",
  },
  expression_too_deep: {
    es: "La expresión tiene demasiados paréntesis dentro de otros (límite {limit}).",
    en: "The expression nests too deeply (limit {limit}).",
  },
  unexpected_character: {
    es: "Carácter inesperado «{found}» en la posición {at}.",
    en: "Unexpected character “{found}” at {at}.",
  },
  unexpected_end: { es: "La expresión termina antes de tiempo.", en: "The expression ends too early." },
  unexpected_word: { es: "No se esperaba «{found}» en la posición {at}.", en: "“{found}” is not expected at {at}." },
  unclosed_text: {
    es: "Falta cerrar las comillas abiertas en la posición {at}.",
    en: "The quotes opened at {at} are not closed.",
  },
  path_not_supported: {
    es: "Las rutas («{found}») no se admiten: use ${nombre}.",
    en: "Paths (“{found}”) are not supported: use ${name}.",
  },
  unknown_name: { es: "No existe «{name}».", en: "“{name}” does not exist." },
  unknown_function: { es: "La función «{name}» no está disponible.", en: "The function “{name}” is not available." },
  wrong_number_of_parameters: {
    es: "«{name}» no admite {found} parámetros.",
    en: "“{name}” does not take {found} parameters.",
  },
  wrong_type: {
    es: "«{part}» es de tipo {found} y se esperaba {expected}.",
    en: "“{part}” is {found}, expected {expected}.",
  },
  no_current_answer: { es: "El punto (.) solo vale en las restricciones.", en: "The dot (.) is only for constraints." },
  pattern_not_literal: {
    es: "El patrón debe escribirse entre comillas: {part}.",
    en: "The pattern must be written in quotes: {part}.",
  },
  pattern_not_supported: {
    es: "El patrón «{pattern}» no se puede ejecutar con seguridad ({reason}).",
    en: "The pattern “{pattern}” cannot run safely ({reason}).",
  },
  bad_name: {
    es: "«{name}» no sirve como nombre: letras, cifras, _, - y punto.",
    en: "“{name}” is no valid name: letters, digits, _, - and dot.",
  },
  duplicate_name: { es: "El nombre «{name}» está repetido.", en: "The name “{name}” is repeated." },
  unknown_dimension: { es: "No existe la dimensión «{dimension}».", en: "There is no dimension “{dimension}”." },
  unknown_list: { es: "No existe la lista «{list}».", en: "There is no list “{list}”." },
  empty_list: { es: "La lista «{list}» no tiene opciones.", en: "The list “{list}” has no choices." },
  bad_code: { es: "El código «{code}» está vacío o lleva espacios.", en: "The code “{code}” is empty or has spaces." },
  duplicate_code: { es: "El código «{code}» está repetido.", en: "The code “{code}” is repeated." },
  missing_label: {
    es: "Falta el texto: escríbalo o márquelo como pendiente.",
    en: "The text is missing: write it or mark it as pending.",
  },
  nested_too_deep: {
    es: "Hay más de {limit} grupos uno dentro de otro.",
    en: "More than {limit} groups inside one another.",
  },
  too_many_items: { es: "Hay más de {limit} elementos.", en: "There are more than {limit} items." },
  cycle: { es: "Dependencia circular: {through}.", en: "Circular dependency: {through}." },
  no_raters: { es: "Falta decir quién responde.", en: "Nobody is said to answer." },
  bad_threshold: {
    es: "El umbral de diferencia debe ser mayor que 0.",
    en: "The difference threshold must be above 0.",
  },
  bad_priorities: { es: "El número de prioridades no es válido.", en: "The number of priorities is not valid." },
  bad_bounds: { es: "Mínimo, máximo o paso no son válidos.", en: "Minimum, maximum or step is not valid." },
  score_without_items: { es: "La puntuación no tiene elementos.", en: "The score has no items." },
  dimension_scored_twice: {
    es: "La dimensión «{dimension}» se puntúa dos veces.",
    en: "Dimension “{dimension}” is scored twice.",
  },
  item_scored_twice: {
    es: "«{item}» cuenta dos veces en la misma puntuación.",
    en: "“{item}” counts twice in the same score.",
  },
  scored_item_in_repeat: {
    es: "«{item}» está dentro de un grupo repetido y no puede puntuar.",
    en: "“{item}” stands in a repeat and cannot score.",
  },
  item_cannot_score: { es: "«{item}» ({type}) no puede puntuar.", en: "“{item}” ({type}) cannot score." },
  item_without_range: {
    es: "«{item}» necesita un mínimo y un máximo distintos.",
    en: "“{item}” needs a minimum and a different maximum.",
  },
  scale_without_points: {
    es: "Las opciones de «{item}» no tienen puntos ni orden.",
    en: "The choices of “{item}” have neither points nor order.",
  },
  points_without_choices: {
    es: "«{item}» no tiene opciones a las que dar puntos.",
    en: "“{item}” has no choices to give points to.",
  },
  points_for_unknown_choice: {
    es: "Hay puntos para «{code}», que no es opción de «{item}».",
    en: "There are points for “{code}”, no choice of “{item}”.",
  },
  choice_without_points: {
    es: "La opción «{code}» de «{item}» no tiene puntos.",
    en: "Choice “{code}” of “{item}” has no points.",
  },
  bad_weight: { es: "El peso de «{item}» debe ser mayor que 0.", en: "The weight of “{item}” must be above 0." },
  bad_share: {
    es: "La parte sin responder debe estar entre 0 y menos de 1 (es {share}).",
    en: "The missing share must be from 0 to below 1 (it is {share}).",
  },
  bad_bands: {
    es: "Los tramos deben ir de menor a mayor y sin repetir.",
    en: "Bands must go upwards without repeats.",
  },
};

function fill(sentence: string, parameters: Problem["parameters"]): string {
  return sentence.replace(/(?<!\$)\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(parameters, name) ? String(parameters[name]) : whole,
  );
}

/** The sentence of a problem; an instrument's own message comes first. Unknown codes are shown as they are. */
export function messageOf(
  problem: Problem,
  language: "es" | "en",
  catalogue: { readonly [code: string]: Message } = answerMessages,
): string {
  const own = problem.message?.[language] ?? problem.message?.es;
  if (own) return own;
  const message = Object.hasOwn(catalogue, problem.code) ? catalogue[problem.code] : undefined;
  return message ? fill(message[language], problem.parameters) : problem.code;
}
