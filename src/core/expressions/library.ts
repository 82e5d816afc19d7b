import { dateOfDays, dateTimeOfDays, daysOfDate, daysOfDateTime } from "./dates.ts";
import type { Environment, Expression, Scalar, Value } from "./expression.ts";
import { formatDays } from "./formatDate.ts";
import { questionNamed, signatureOf } from "./functions.ts";
import { mathematics } from "./mathematics.ts";
import { compilePattern, fitsPattern, type Pattern } from "./pattern.ts";
import { codesOf, rowsOf, scalarOf, toBoolean, toNumber, toText } from "./values.ts";

type Evaluate = (expression: Expression, environment: Environment) => Value;
type Call = Expression & { readonly kind: "call" };
type Body = (values: readonly Value[], environment: Environment) => Value;

function blankOr<Result extends Scalar>(value: Scalar, compute: (known: NonNullable<Scalar>) => Result): Result | null {
  return value === null ? null : compute(value);
}

function isBlank(value: Value): boolean {
  return toText(value) === "";
}

const first = (values: readonly Value[]): Value => values[0] ?? null;
const text = (values: readonly Value[], at: number): string => toText(values[at] ?? null);
const numberAt = (values: readonly Value[], at: number): number | null => toNumber(values[at] ?? null);

/** Characters as people count them, so that an accent or a flag is never cut in two. */
function slice(whole: string, start: number | null, end: number | null): string {
  const characters = [...whole];
  const from = Math.trunc(start ?? 0);
  return characters.slice(from, end === null ? characters.length : Math.trunc(end)).join("");
}

function translate(whole: string, from: string, to: string): string {
  const [source, target] = [[...from], [...to]];
  return [...whole]
    .map((character) => {
      const at = source.indexOf(character);
      return at < 0 ? character : (target[at] ?? "");
    })
    .join("");
}

function dateOf(value: Value): string | null {
  const scalar = scalarOf(value);
  if (typeof scalar === "string" && daysOfDate(scalar.trim()) !== undefined) return scalar.trim();
  const days = typeof scalar === "string" ? daysOfDateTime(scalar.trim()) : undefined;
  const known = days ?? toNumber(scalar);
  return known === null ? null : (dateOfDays(known) ?? null);
}

function dateTimeOf(value: Value): string | null {
  const scalar = scalarOf(value);
  if (typeof scalar === "string" && daysOfDateTime(scalar.trim()) !== undefined) return scalar.trim();
  const days = toNumber(scalar);
  return days === null ? null : (dateTimeOfDays(days) ?? null);
}

/** The wall clock of a moment: an offset at the end is dropped, so that 10:00 is written as 10:00 everywhere. */
function localDays(value: Value): number | null {
  const scalar = scalarOf(value);
  return toNumber(typeof scalar === "string" ? scalar.replace(/(Z|[+-]\d{2}:\d{2})$/, "") : scalar);
}

const formatMoment: Body = (values, environment) => {
  const days = localDays(first(values));
  return days === null ? null : formatDays(days, text(values, 1), environment.language ?? "es");
};

const words: { readonly [name: string]: Body } = {
  concat: (values) => values.flatMap(rowsOf).map(toText).join(""),
  join: (values) => values.slice(1).flatMap(rowsOf).map(toText).join(text(values, 0)),
  "string-length": (values) => [...text(values, 0)].length,
  "normalize-space": (values) => text(values, 0).trim().replace(/\s+/g, " "),
  substr: (values) => slice(text(values, 0), numberAt(values, 1), numberAt(values, 2)),
  "substring-before": (values) => {
    const at = text(values, 0).indexOf(text(values, 1));
    return at < 0 ? "" : text(values, 0).slice(0, at);
  },
  "substring-after": (values) => {
    const at = text(values, 0).indexOf(text(values, 1));
    return at < 0 ? "" : text(values, 0).slice(at + text(values, 1).length);
  },
  translate: (values) => translate(text(values, 0), text(values, 1), text(values, 2)),
  contains: (values) => text(values, 0).includes(text(values, 1)),
  "starts-with": (values) => text(values, 0).startsWith(text(values, 1)),
  "ends-with": (values) => text(values, 0).endsWith(text(values, 1)),
};

const logic: { readonly [name: string]: Body } = {
  true: () => true,
  false: () => false,
  not: (values) => !toBoolean(first(values)),
  boolean: (values) => toBoolean(first(values)),
  "boolean-from-string": (values) => text(values, 0) === "true" || text(values, 0) === "1",
  number: (values) => toNumber(first(values)),
  int: (values) => {
    const known = toNumber(first(values));
    return known === null ? null : Math.trunc(known) + 0;
  },
  string: (values) => text(values, 0),
};

const choices: { readonly [name: string]: Body } = {
  selected: (values) => codesOf(first(values)).includes(text(values, 1).trim()),
  "selected-at": (values) => codesOf(first(values))[numberAt(values, 1) ?? 0] ?? null,
  "count-selected": (values) => codesOf(first(values)).length,
  "jr:choice-name": (values, environment) =>
    blankOr(scalarOf(first(values)), (code) => {
      const question = questionNamed(text(values, 1));
      const labels = codesOf(code).map((one) => environment.choiceLabel?.(question, one) ?? one);
      return labels.join(", ");
    }),
};

const moments: { readonly [name: string]: Body } = {
  today: (_, environment) => environment.today,
  now: (_, environment) => environment.now ?? null,
  date: (values) => dateOf(first(values)),
  "date-time": (values) => dateTimeOf(first(values)),
  "decimal-date-time": (values) => toNumber(first(values)),
  "decimal-time": (values) => {
    const days = toNumber(first(values));
    return days === null ? null : days - Math.floor(days);
  },
  "format-date": formatMoment,
  "format-date-time": formatMoment,
  position: (_, environment) => environment.position ?? 1,
};

const library: { readonly [name: string]: Body } = { ...words, ...logic, ...choices, ...moments, ...mathematics };

/** A memory of compiled patterns by place in the expression: the same place always gives the same pattern. */
const patterns = new WeakMap<Call, Pattern | { readonly none: true }>();

function matchPattern(call: Call, environment: Environment, evaluate: Evaluate): Value {
  const [subject, source] = call.parameters;
  if (!subject || !source) return null;
  let pattern = source.kind === "text" ? patterns.get(call) : undefined;
  if (!pattern) {
    const compiled = compilePattern(toText(evaluate(source, environment)));
    pattern = compiled.ok ? compiled.value : { none: true };
    if (source.kind === "text") patterns.set(call, pattern);
  }
  return "none" in pattern ? false : fitsPattern(pattern, toText(evaluate(subject, environment)));
}

function indexedRepeat(call: Call, environment: Environment, evaluate: Evaluate): Value {
  const [question, , position] = call.parameters;
  if (question?.kind !== "answer" || !position) return null;
  const row = toNumber(evaluate(position, environment));
  const series = environment.series?.(question.name) ?? rowsOf(environment.answer(question.name));
  return row === null ? null : (series[Math.trunc(row) - 1] ?? null);
}

/** Calls a function of the language; `if` and `coalesce` compute only the parameter they return. */
export function callFunction(call: Call, environment: Environment, evaluate: Evaluate): Value {
  const parameter = (at: number): Value => {
    const expression = call.parameters[at];
    return expression ? evaluate(expression, environment) : null;
  };
  if (call.name === "if") return toBoolean(parameter(0)) ? parameter(1) : parameter(2);
  if (call.name === "coalesce") {
    for (let at = 0; at < call.parameters.length; at += 1) {
      const value = parameter(at);
      if (!isBlank(value)) return value;
    }
    return null;
  }
  if (call.name === "once") return isBlank(environment.self ?? null) ? parameter(0) : (environment.self ?? null);
  if (call.name === "regex") return matchPattern(call, environment, evaluate);
  if (call.name === "indexed-repeat") return indexedRepeat(call, environment, evaluate);
  const values = call.parameters.map((expression) => evaluate(expression, environment));
  const body = signatureOf(call.name) && Object.hasOwn(library, call.name) ? library[call.name] : undefined;
  if (body) return body(values, environment);
  return environment.context?.([{ name: call.name, parameters: values }]) ?? null;
}
