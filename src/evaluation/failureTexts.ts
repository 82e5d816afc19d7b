import type { Words } from "../core/words.ts";
import { expectedText } from "./expectations.ts";
import type { EvaluationFailure } from "./failure.ts";

type Texts<Failure extends EvaluationFailure> = {
  readonly es: (failure: Failure) => string;
  readonly en: (failure: Failure) => string;
};

type AllTexts = { readonly [Code in EvaluationFailure["code"]]: Texts<Extract<EvaluationFailure, { code: Code }>> };

const reasons: Readonly<Record<string, Words>> = {
  empty: { es: "el fichero está vacío", en: "the file is empty" },
  nul: {
    es: "contiene un carácter nulo: no es un fichero de texto",
    en: "it contains a NUL character: it is not a text file",
  },
  unclosed_quote: { es: "hay unas comillas sin cerrar", en: "a quotation mark is never closed" },
  text_after_quote: {
    es: "hay texto después de cerrar las comillas",
    en: "there is text after the closing quotation mark",
  },
  quote_inside: {
    es: "hay comillas dentro de un valor sin entrecomillar",
    en: "there is a quotation mark inside an unquoted value",
  },
  too_many_fields: { es: "la fila tiene más valores que columnas", en: "the row has more values than columns" },
  too_few_fields: { es: "a la fila le faltan valores", en: "the row lacks values" },
  repeated_column: { es: "dos columnas se llaman igual", en: "two columns have the same name" },
  not_json: { es: "no es JSON", en: "it is not JSON" },
  not_separated_by_commas: {
    es: "los valores deben ir separados por comas y los decimales con punto",
    en: "values must be separated by commas and decimals written with a point",
  },
};

/** What a column is asked to hold, in words. */
const kinds: Readonly<Record<string, Words>> = {
  number: { es: "una columna de números", en: "a column of numbers" },
  yes_no: { es: "una columna de sí o no (1 o 0)", en: "a column of yes or no (1 or 0)" },
  day: { es: "una columna de días, sin negativos", en: "a column of days, none negative" },
  ended: {
    es: "una columna con la manera de terminar (0 para quien aún esperaba)",
    en: "a column with the way it ended (0 for whoever was still waiting)",
  },
  period: { es: "una columna de periodos enteros, 1, 2, 3…", en: "a column of whole periods, 1, 2, 3…" },
  measured: { es: "un número o un sí o no, no un tiempo", en: "a number or a yes or no, not a time" },
};

/** Why an option is not offered, and what can be done instead. */
const whyNot = {
  late_entry_undefined: {
    es: "El método supone que todas las personas se observan desde el primer día. Quienes entran tarde caben en la curva de incidencia y en la regresión de Cox de cada causa.",
    en: "The method takes everybody to be observed from the first day. Late entries fit in the curve of incidence and in the Cox regression of each cause.",
  },
  weights_undefined: {
    es: "El método no está definido con pesos. Caben en la curva de incidencia y en la regresión de Cox de cada causa.",
    en: "The method is not defined with weights. They fit in the curve of incidence and in the Cox regression of each cause.",
  },
  weights_count_rows: {
    es: "Aquí los pesos solo pueden contar filas iguales: números enteros. Con otros, use la regresión de Cox con error robusto.",
    en: "Here weights can only count equal rows: whole numbers. With others, use the Cox regression with robust errors.",
  },
} as const;

const texts: AllTexts = {
  unknown_function: {
    es: ({ fn }) => `No existe el análisis «${fn}».`,
    en: ({ fn }) => `There is no analysis called “${fn}”.`,
  },
  unknown_column: {
    es: ({ column }) => `Los datos no tienen la columna «${column}».`,
    en: ({ column }) => `The data have no column “${column}”.`,
  },
  unknown_data: {
    es: ({ name }) => `No se encontraron los datos «${name}».`,
    en: ({ name }) => `The data “${name}” were not found.`,
  },
  malformed_table: {
    es: ({ row, field, reason }) => `No se pudo leer la tabla: ${reasons[reason]?.es ?? reason}${placeEs(row, field)}.`,
    en: ({ row, field, reason }) =>
      `The table could not be read: ${reasons[reason]?.en ?? reason}${placeEn(row, field)}.`,
  },
  malformed_input: {
    es: ({ field, expected, detail = "" }) =>
      `La petición no trae bien «${field}»: se esperaba ${expectedText(expected, detail, "es")}.`,
    en: ({ field, expected, detail = "" }) =>
      `“${field}” of the request is not as expected: ${expectedText(expected, detail, "en")}.`,
  },
  not_a_number: {
    es: ({ column, row }) => `La columna «${column}» tiene en la fila ${row} algo que no es un número.`,
    en: ({ column, row }) => `Column “${column}” holds something in row ${row} that is not a number.`,
  },
  no_rows: {
    es: () => "No queda ninguna fila con todos los datos necesarios.",
    en: () => "No row has all the values that are needed.",
  },
  constant_treatment: {
    es: ({ column }) => `En «${column}» todas las filas son iguales: no hay dos grupos que comparar.`,
    en: ({ column }) => `All rows of “${column}” are equal: there are no two groups to compare.`,
  },
  too_few_units: {
    es: ({ arm, n, needed }) =>
      `Solo hay ${n} en el grupo «${arm}» y hacen falta al menos ${needed}. Se puede describir lo que pasó, pero no comparar.`,
    en: ({ arm, n, needed }) =>
      `There are only ${n} in group “${arm}” and at least ${needed} are needed. What happened can be described, not compared.`,
  },
  too_few_clusters: {
    es: ({ n, needed }) =>
      `Solo hay ${n} grupos que comparten suerte (profesionales, familias o municipios) y hacen falta al menos ${needed}. La diferencia se puede enseñar, pero no cuánta seguridad da.`,
    en: ({ n, needed }) =>
      `There are only ${n} clusters (workers, families or towns) and at least ${needed} are needed. The difference can be shown, but not how sure it is.`,
  },
  too_few_events: {
    es: ({ events, needed }) =>
      `Solo se han dado ${events} sucesos y hacen falta al menos ${needed} para tantas características. Se puede enseñar la curva de cada grupo.`,
    en: ({ events, needed }) =>
      `Only ${events} events happened and at least ${needed} are needed for so many characteristics. Each group's curve can be shown.`,
  },
  effective_n_too_small: {
    es: ({ n, needed }) =>
      `Después de ponderar, la comparación descansa en unas ${Math.floor(n)} familias y hacen falta al menos ${needed}. Los grupos se parecen demasiado poco.`,
    en: ({ n, needed }) =>
      `After weighting, the comparison rests on some ${Math.floor(n)} families and at least ${needed} are needed. The groups are too different.`,
  },
  separation: {
    es: ({ kind }) =>
      kind === "complete"
        ? "Las características separan del todo a los dos grupos: nadie de un lado se parece a nadie del otro."
        : "Alguna característica separa a una parte de las familias: no hay con quién compararlas. Quite esa característica o limite la población.",
    en: ({ kind }) =>
      kind === "complete"
        ? "The characteristics separate the two groups fully: nobody on one side is like anybody on the other."
        : "Some characteristic separates part of the families: they have nobody to be compared with. Leave it out or narrow the population.",
  },
  singular: {
    es: ({ term }) => `«${term}» se deduce de las demás columnas: no se puede calcular su efecto por separado.`,
    en: ({ term }) => `“${term}” follows from the other columns: its effect cannot be told apart.`,
  },
  means_out_of_reach: {
    es: ({ term }) =>
      `Ningún reparto de pesos iguala los dos grupos en todas las características (la última, «${term}»): son demasiado distintos.`,
    en: ({ term }) =>
      `No weights make the two groups alike in all characteristics (the last one, “${term}”): they are too different.`,
  },
  not_converged: {
    es: ({ method }) => `El cálculo (${method}) no llegó a un resultado estable.`,
    en: ({ method }) => `The calculation (${method}) did not settle.`,
  },
  exit_before_entry: {
    es: ({ row }) => `En la fila ${row} la salida es anterior a la entrada.`,
    en: ({ row }) => `In row ${row} the exit comes before the entry.`,
  },
  invalid_weight: {
    es: ({ row }) => `El peso de la fila ${row} no es un número mayor que cero.`,
    en: ({ row }) => `The weight of row ${row} is not a number above zero.`,
  },
  option_not_offered: {
    es: ({ fn, option, why }) =>
      `El análisis «${fn}» no admite «${option}» con estos datos.${why ? ` ${whyNot[why].es}` : ""}`,
    en: ({ fn, option, why }) =>
      `The analysis “${fn}” does not take “${option}” with these data.${why ? ` ${whyNot[why].en}` : ""}`,
  },
  negative_time: {
    es: ({ row }) => `El tiempo de la fila ${row} no es posible: es negativo o acaba antes de empezar.`,
    en: ({ row }) => `The time in row ${row} is impossible: it is negative or ends before it begins.`,
  },
  duplicate_id: {
    es: ({ id, row }) => `«${id}» aparece más de una vez (fila ${row}).`,
    en: ({ id, row }) => `“${id}” appears more than once (row ${row}).`,
  },
  out_of_range: {
    es: ({ field, least, most }) => `«${field}» debe estar entre ${least} y ${most}.`,
    en: ({ field, least, most }) => `“${field}” must lie between ${least} and ${most}.`,
  },
  no_complete_assignment: {
    es: ({ rows, columns }) =>
      `Con las parejas permitidas no se puede dar a cada una de las ${rows} filas una de las ${columns} columnas.`,
    en: ({ rows, columns }) =>
      `The allowed pairs leave no way to give each of the ${rows} rows one of the ${columns} columns.`,
  },
  unknown_home: {
    es: ({ home }) => `El hogar «${home}» aparece en los costes, pero no en la lista de hogares.`,
    en: ({ home }) => `Home “${home}” has costs but is not in the list of homes.`,
  },
  unknown_child: {
    es: ({ child }) => `«${child}» aparece en los costes, pero no en la lista de niñas y niños.`,
    en: ({ child }) => `“${child}” has costs but is not in the list of children.`,
  },
  no_solver: {
    es: () => "Aquí no hay un programa de optimización con que resolverlo.",
    en: () => "There is no solver at hand.",
  },
  solver_stopped: {
    es: ({ status }) =>
      `El cálculo se detuvo sin llegar a ninguna propuesta (${status}). Eso no quiere decir que no haya hogar: se puede dar más tiempo, o repartir por territorios.`,
    en: ({ status }) =>
      `The calculation stopped before any proposal (${status}). That does not mean there is no home: allow more time, or divide by territory.`,
  },
  solver_misread: {
    es: ({ columns, expected }) => `El optimizador leyó ${columns} incógnitas y el modelo tiene ${expected}.`,
    en: ({ columns, expected }) => `The solver read ${columns} unknowns and the model has ${expected}.`,
  },
  solution_breaks_rule: {
    es: ({ rule }) => `La propuesta recibida incumple una regla (${rule}) y no se usa.`,
    en: ({ rule }) => `The proposal received breaks a rule (${rule}) and is not used.`,
  },
  cluster_in_two_arms: {
    es: ({ cluster }) => `«${cluster}» tiene familias en los dos grupos: no se sorteó como un todo.`,
    en: ({ cluster }) => `“${cluster}” has families in both groups: it was not randomised as a whole.`,
  },
  cluster_in_two_strata: {
    es: ({ cluster }) => `«${cluster}» aparece en dos estratos del sorteo.`,
    en: ({ cluster }) => `“${cluster}” appears in two strata of the randomisation.`,
  },
  too_many_assignments: {
    es: ({ assignments, most }) => `Hay ${assignments} sorteos posibles y solo se recorren todos hasta ${most}.`,
    en: ({ assignments, most }) =>
      `There are ${assignments} possible assignments; all are gone through only up to ${most}.`,
  },
  too_many_ties: {
    es: ({ most }) =>
      `Casi todas las personas son iguales en estas características: saldrían más de ${most} parejas empatadas. Añada alguna característica que las distinga, o compare por ponderación.`,
    en: ({ most }) =>
      `Nearly everybody is alike in these characteristics: there would be more than ${most} tied pairs. Add one that tells them apart, or compare by weighting.`,
  },
  no_effect_asked: {
    es: () => "Con una diferencia de cero no hay tamaño de estudio que baste: escriba la diferencia que importaría.",
    en: () => "No study is large enough for a difference of zero: write the difference that would matter.",
  },
  known_too_late: {
    es: ({ column }) =>
      `«${column}» se supo después de entrar, así que no sirve para hacer comparables a las familias: el programa pudo cambiarlo.`,
    en: ({ column }) =>
      `“${column}” was known after entering, so it cannot make families comparable: the programme may have changed it.`,
  },
  known_too_early: {
    es: ({ column }) =>
      `«${column}» se sabía antes de entrar: el programa no pudo cambiarlo, así que no es un resultado.`,
    en: ({ column }) =>
      `“${column}” was known before entering: the programme cannot have changed it, so it is no outcome.`,
  },
  wrong_kind: {
    es: ({ column, needed }) => `«${column}» no sirve ahí: hace falta ${kinds[needed]?.es ?? needed}.`,
    en: ({ column, needed }) => `“${column}” does not fit there: it takes ${kinds[needed]?.en ?? needed}.`,
  },
  stopped: { es: () => "El cálculo se detuvo a petición.", en: () => "The calculation was stopped on request." },
  no_treated_group: {
    es: () => "Con estos datos no queda ningún grupo que empiece después del primer periodo.",
    en: () => "With these data no group is left that starts after the first period.",
  },
  no_comparison_group: {
    es: ({ control }) =>
      control === "nevertreated"
        ? "No hay nadie que nunca haya empezado. Se puede comparar con quienes aún no han empezado."
        : "No queda ningún periodo con alguien que aún no haya empezado: no hay con quién comparar.",
    en: ({ control }) =>
      control === "nevertreated"
        ? "There is nobody who never started. Those who have not started yet can be compared with."
        : "No period is left in which somebody has not started yet: there is nobody to compare with.",
  },
  treatment_changes: {
    es: ({ unit, row }) => `«${unit}» tiene dos fechas de comienzo distintas (fila ${row}).`,
    en: ({ unit, row }) => `“${unit}” has two different starts (row ${row}).`,
  },
  unordered_period: {
    es: ({ column, value }) =>
      `En la columna «${column}» no se sabe qué periodo es «${value}»: escriba años (2024), trimestres (2024-T1), semestres (2024-S1) o meses (2024-01).`,
    en: ({ column, value }) =>
      `In column “${column}” it is not clear which period “${value}” is: write years (2024), quarters (2024-Q1), half-years (2024-S1) or months (2024-01).`,
  },
};

function placeEs(row: number, field: string): string {
  return row === 0 ? " (cabecera)" : ` (fila ${row}${field === "" ? "" : `, columna «${field}»`})`;
}

function placeEn(row: number, field: string): string {
  return row === 0 ? " (header)" : ` (row ${row}${field === "" ? "" : `, column “${field}”`})`;
}

/** Why an analysis cannot be answered, in plain words. */
export function failureText(failure: EvaluationFailure, language: "es" | "en" = "es"): string {
  // Each code has the texts of its own failure; the pairing is checked where the texts are listed.
  const { [language]: say } = texts[failure.code] as Texts<EvaluationFailure>;
  return say(failure);
}
