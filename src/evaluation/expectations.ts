import type { Words } from "../core/words.ts";

/** What a member of a request should have been. A code without texts does not compile. */
const expectations = {
  text: { es: "un texto", en: "a text" },
  texts: { es: "una lista de textos", en: "a list of texts" },
  number: { es: "un número", en: "a number" },
  numbers: { es: "una lista de números", en: "a list of numbers" },
  rows_of_numbers: { es: "filas de números, todas igual de largas", en: "rows of numbers, all of one length" },
  true_or_false: { es: "verdadero o falso", en: "true or false" },
  text_or_number: { es: "un texto o un número", en: "a text or a number" },
  whole_number_or_text: { es: "un número entero o un texto", en: "a whole number or a text" },
  list: { es: "una lista", en: "a list" },
  record: { es: "un objeto con sus partes", en: "a record" },
  records: { es: "una lista de objetos", en: "a list of records" },
  terms: { es: "al menos una columna", en: "at least one column" },
  number_above_0: { es: "un número mayor que cero", en: "a number above zero" },
  number_not_negative: { es: "un número que no sea negativo", en: "a number that is not negative" },
  number_between_0_and_1: { es: "un número entre 0 y 1", en: "a number between 0 and 1" },
  whole_number: { es: "un número entero", en: "a whole number" },
  whole_number_above_0: { es: "un número entero mayor que cero", en: "a whole number above zero" },
  whole_number_not_negative: { es: "un número entero que no sea negativo", en: "a whole number that is not negative" },
  whole_number_100_or_more: { es: "un número entero, 100 o más", en: "a whole number, 100 or more" },
  whole_numbers: { es: "números enteros que no sean negativos", en: "whole numbers that are not negative" },
  whole_counts: { es: "recuentos enteros que no sean negativos", en: "whole counts that are not negative" },
  zero_or_one: { es: "0 o 1 en cada fila", en: "0 or 1 in every row" },
  zero_or_first_treated_period: {
    es: "0 (nunca) o el primer periodo en que empezó",
    en: "0 (never) or the first period treated",
  },
  no_missing: { es: "ningún valor vacío", en: "no missing value" },
  as_many_as_y: { es: "tantos valores como en «y»", en: "as many values as in “y”" },
  as_many_as_x: { es: "tantos valores como en «x»", en: "as many values as in “x”" },
  as_many_as_n_and_scores: { es: "tantos valores como en «n» y «scores»", en: "as many values as in “n” and “scores”" },
  shares_and_scores_that_vary: {
    es: "proporciones y puntuaciones que no sean todas iguales",
    en: "shares and scores that are not all equal",
  },
  tables_that_vary: { es: "tablas en las que algo pueda variar", en: "tables in which something can vary" },
  two_by_two_tables: { es: "tablas de dos filas y dos columnas", en: "tables of two rows and two columns" },
  two_rows_of_two: { es: "dos filas de dos recuentos", en: "two rows of two counts" },
  two_rows_and_columns_with_counts: {
    es: "al menos dos filas y dos columnas con algún caso",
    en: "at least two rows and two columns with counts",
  },
  rows_of_counts: {
    es: "filas de recuentos enteros, todas igual de largas",
    en: "rows of whole counts, all of one length",
  },
  two_or_more_with_x_and_n: { es: "dos grupos o más con «x» y «n»", en: "two groups or more with “x” and “n”" },
  one_of_the_groups: { es: "el nombre de uno de los grupos", en: "the name of one of the groups" },
  one_number_above_0_for_each_group: {
    es: "un número mayor que cero por cada grupo",
    en: "one number above zero for each group",
  },
  one_number_for_each_stratum: { es: "un número por cada estrato", en: "one number for each stratum" },
  one_number_per_arm: { es: "un número por cada brazo", en: "one number per arm" },
  one_number_per_year: { es: "un número por cada año", en: "one number per year" },
  one_column_per_arm: { es: "una columna por cada brazo", en: "one column per arm" },
  finite_prices: { es: "precios con un valor finito", en: "finite prices" },
  at_least_two_names: { es: "al menos dos nombres distintos", en: "at least two different names" },
  not_before_from: { es: "una fecha que no sea anterior a la de «from»", en: "a date not before that of “from”" },
  interval_around_est: { es: "un intervalo que contenga «est»", en: "an interval around “est”" },
  fewer_than_half_a_year: {
    es: "menos de la mitad de las observaciones de un año",
    en: "fewer than half the observations of a year",
  },
  ordered_m: {
    es: "números enteros con 1 ≤ m1 ≤ m2 ≤ m ≤ 1000",
    en: "whole numbers with 1 ≤ m1 ≤ m2 ≤ m ≤ 1000",
  },
  home: { es: "un hogar con «id» y «capacity» (0 o más)", en: "a home with “id” and “capacity” (0 or more)" },
  child: { es: "una niña o niño con «id» y «group»", en: "a child with “id” and “group”" },
  homes_children_and_cost: {
    es: "un objeto con «homes», «children» y «cost»",
    en: "a record with “homes”, “children” and “cost”",
  },
  costs_of_each_child: {
    es: "un objeto con los costes de cada niña o niño",
    en: "a record with the costs of each child",
  },
  number_for_each_home: { es: "un objeto con un número por cada hogar", en: "a record with a number for each home" },
  ending: { es: "la forma de terminar que cuenta", en: "the way of ending that counts" },
  days: { es: "un número de días", en: "a number of days" },
  costs_column: { es: "una columna de costes", en: "a column of costs" },
  cost_matrix: { es: "un coste por cada fila y columna", en: "one cost for each row and column" },
} as const satisfies Readonly<Record<string, Words>>;

/** Those that depend on the request: the detail is put in the place of `{}`. */
const detailed = {
  one_of: { es: "una de estas palabras: {}", en: "one of these words: {}" },
  table_of: { es: "una tabla de {}", en: "a table of {}" },
  not_kept_together: {
    es: "grupos que no estén también en «keepTogether» ({} lo está)",
    en: "groups that are not in “keepTogether” as well ({} is)",
  },
  values: { es: "{} valores", en: "{} values" },
  cells_within: { es: "celdas [fila, columna] dentro de {}", en: "cells [row, column] within {}" },
} as const satisfies Readonly<Record<string, Words>>;

export type Expected = keyof typeof expectations | keyof typeof detailed;

/** What was expected, in words. */
export function expectedText(expected: Expected, detail: string, language: "es" | "en"): string {
  const all: Readonly<Record<Expected, Words>> = { ...expectations, ...detailed };
  return all[expected][language].replace("{}", detail);
}
