/**
 * The one expression language of the product: the XLSForm subset over answers (`${x}`), the current answer (`.`) and the
 * names of a declared context (`household.size`, `assessment('id').score('dimension')`). Expressions are plain data.
 */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "answer"; readonly name: string }
  | { readonly kind: "self" }
  | { readonly kind: "context"; readonly steps: readonly ContextStep[] }
  | { readonly kind: "negate"; readonly operand: Expression }
  | { readonly kind: "binary"; readonly operator: Operator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "call"; readonly name: string; readonly parameters: readonly Expression[] };

/** One step of a context name; `parameters` is present when the step is written with brackets. */
export interface ContextStep {
  readonly name: string;
  readonly parameters?: readonly Expression[];
}

export const operators = ["or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod"] as const;
export type Operator = (typeof operators)[number];

/**
 * What an expression yields. Blank (never answered, hidden, not computable) is `null`. Dates, times and date-times are ISO
 * text; several chosen codes are one text separated by spaces, as in XForms. An array is the same question over the rows
 * of a repeat.
 */
export type Scalar = null | boolean | number | string;
export type Value = Scalar | readonly Scalar[];

export type ScalarType = "boolean" | "number" | "text" | "date" | "datetime" | "time" | "choice" | "choices" | "any";
export type ValueType = ScalarType | `series of ${ScalarType}`;

/** What a declared context name is: a value, a thing with members, or a function of parameters. Plain data. */
export type ContextShape =
  | ValueType
  | { readonly members: { readonly [name: string]: ContextShape } }
  | { readonly parameters: readonly ScalarType[]; readonly result: ContextShape };

/** The names an expression may use at the place where it stands. */
export interface Scope {
  /** Type of each answer as seen from here: a series when the question stands in a repeat that does not hold this place. */
  readonly answers: ReadonlyMap<string, ValueType>;
  /** Type of `.`; absent where there is no current answer. */
  readonly self?: ValueType;
  readonly context: { readonly [name: string]: ContextShape };
}

/** The facts an expression is computed from. Functions must be total. */
export interface Environment {
  /** The day it is for the person answering, `YYYY-MM-DD`. */
  readonly today: string;
  /** The moment, ISO date-time; `now()` is blank without it. */
  readonly now?: string;
  /** Language of `jr:choice-name` and of month and day names; Spanish by default. */
  readonly language?: string;
  readonly self?: Value;
  /** Row number from 1 inside a repeat, for `position(..)`. */
  readonly position?: number;
  readonly answer: (name: string) => Value;
  /** All rows of a question in a repeat, wherever the expression stands; used by `indexed-repeat`. */
  readonly series?: (name: string) => readonly Scalar[];
  readonly context?: (steps: readonly ResolvedStep[]) => Value;
  readonly choiceLabel?: (question: string, code: string) => string | undefined;
}

/** A context step whose parameters have been computed. */
export interface ResolvedStep {
  readonly name: string;
  readonly parameters?: readonly Value[];
}

/** Why a text is not an expression, or not one that may stand here. `at` counts characters from 0. */
export type ExpressionFailure =
  | { readonly code: "expression_empty" }
  | { readonly code: "expression_too_long"; readonly limit: number }
  | { readonly code: "expression_too_deep"; readonly limit: number }
  | { readonly code: "unexpected_character"; readonly at: number; readonly found: string }
  | { readonly code: "unexpected_end"; readonly at: number }
  | { readonly code: "unexpected_word"; readonly at: number; readonly found: string }
  | { readonly code: "unclosed_text"; readonly at: number }
  | { readonly code: "path_not_supported"; readonly at: number; readonly found: string }
  | { readonly code: "unknown_name"; readonly name: string }
  | { readonly code: "unknown_function"; readonly name: string }
  | { readonly code: "wrong_number_of_parameters"; readonly name: string; readonly found: number }
  | { readonly code: "wrong_type"; readonly part: string; readonly expected: string; readonly found: string }
  | { readonly code: "no_current_answer" }
  | { readonly code: "pattern_not_literal"; readonly part: string }
  | { readonly code: "pattern_not_supported"; readonly pattern: string; readonly at: number; readonly reason: string };
