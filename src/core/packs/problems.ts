/** What is wrong at one place of a pack, for people and for programs. `path` is a JSON pointer into `file`. */
export interface PackProblem {
  readonly file: string;
  readonly path: string;
  readonly code: ProblemCode;
  readonly reason: { readonly es: string; readonly en: string };
}

type Reason = readonly [es: string, en: string];

const reasons = {
  missing_file: () => ["Falta este archivo.", "This file is missing."],
  unknown_file: () => ["Un paquete no lleva este archivo.", "A pack has no such file."],
  section_not_supported: () => [
    "Esta versión todavía no sabe leer esta sección; quítela o espere a la versión que la use.",
    "This version cannot read this section yet; remove it or wait for the version that uses it.",
  ],
  invalid_json: (detail: string) => [`No es JSON válido: ${detail}`, `Not valid JSON: ${detail}`],
  wrong_type: (expected: string) => [`Se esperaba ${spanishType(expected)}.`, `Expected ${expected}.`],
  missing_key: (key: string) => [`Falta «${key}».`, `“${key}” is missing.`],
  unknown_key: (key: string, known: string) => [
    `«${key}» no existe aquí. Se admite: ${known}.`,
    `“${key}” does not exist here. Allowed: ${known}.`,
  ],
  not_allowed: (found: string, allowed: string) => [
    `«${found}» no es ninguno de: ${allowed}.`,
    `“${found}” is none of: ${allowed}.`,
  ],
  out_of_range: (least: number, most: number) => [
    `Debe estar entre ${least} y ${most}.`,
    `Must be between ${least} and ${most}.`,
  ],
  too_few: (least: number) => [`Hacen falta al menos ${least}.`, `At least ${least} needed.`],
  empty_text: () => ["El texto está vacío.", "The text is empty."],
  invalid_identifier: (found: string) => [
    `«${found}» no sirve como nombre: minúsculas sin tilde, cifras, «_» o «-», empezando por letra.`,
    `“${found}” is not a name: lower case letters, digits, “_” or “-”, starting with a letter.`,
  ],
  invalid_date: (found: string) => [`«${found}» no es un día del calendario.`, `“${found}” is not a calendar day.`],
  dates_inverted: (from: string, to: string) => [
    `Termina (${to}) antes de empezar o el mismo día (${from}).`,
    `It ends (${to}) before or on the day it starts (${from}).`,
  ],
  limits_inverted: (least: number, most: number) => [
    `El mínimo (${least}) es mayor que el máximo (${most}).`,
    `The least (${least}) is more than the most (${most}).`,
  ],
  unsafe_text: (kind: string) => [
    `Los paquetes no llevan ${spanishUnsafe(kind)}: es texto que leen personas.`,
    `Packs hold no ${kind}: it is text for people.`,
  ],
  duplicate_id: (id: string) => [`«${id}» ya está más arriba.`, `“${id}” is already above.`],
  unknown_reference: (kind: string, id: string) => [
    `No hay ${spanishKind(kind)} «${id}» en este paquete.`,
    `There is no ${kind} “${id}” in this pack.`,
  ],
  expression_invalid: (detail: string) => [
    `La condición no se entiende: ${detail}.`,
    `The condition cannot be read: ${detail}.`,
  ],
  expression_type: (expected: string, found: string) => [
    `La condición da «${found}» y debe dar «${expected}».`,
    `The condition yields “${found}” and must yield “${expected}”.`,
  ],
  sourced_value_unclear: () => [
    "Un valor lleva «value» y «source»; si no se conoce, «value»: null y «pending».",
    "A value has “value” and “source”; when unknown, “value”: null and “pending”.",
  ],
  source_undocumented: (id: string) => [
    `La fuente «${id}» no se explica en SOURCES.md.`,
    `The source “${id}” is not explained in SOURCES.md.`,
  ],
  source_unused: (id: string) => [`Nada usa la fuente «${id}».`, `Nothing uses the source “${id}”.`],
  stage_unreachable: (id: string) => [
    `Ninguna familia puede llegar a la etapa «${id}».`,
    `No family can reach the stage “${id}”.`,
  ],
  stage_without_exit: (id: string) => [
    `De la etapa «${id}» no se sale y no es de cierre.`,
    `Nothing leaves the stage “${id}”, which is not a closed one.`,
  ],
  closed_stage_missing: () => ["Ninguna etapa es de cierre.", "No stage is a closed one."],
  transition_without_role: () => [
    "Nadie puede dar este paso: no tiene papeles.",
    "Nobody may take this transition: it has no roles.",
  ],
  deadline_never_started: (id: string) => [`Nada inicia el plazo «${id}».`, `Nothing starts the deadline “${id}”.`],
  deadline_never_ended: (id: string) => [
    `Nada cumple ni detiene el plazo «${id}».`,
    `Nothing meets or stops the deadline “${id}”.`,
  ],
  text_missing: (key: string, language: string) => [
    `Falta el texto «${key}» en «${language}».`,
    `The text “${key}” is missing in “${language}”.`,
  ],
  text_unused: (key: string) => [`Nada usa el texto «${key}».`, `Nothing uses the text “${key}”.`],
  instrument_invalid: (detail: string) => [
    `El instrumento no se puede publicar: ${detail}.`,
    `The instrument cannot be published: ${detail}.`,
  ],
  overlay_adds_nothing: () => ["Esta hoja de territorio no cambia nada.", "This territory sheet changes nothing."],
} as const satisfies Record<string, (...parameters: never[]) => Reason>;

export type ProblemCode = keyof typeof reasons;
type Parameters_<Code extends ProblemCode> = Parameters<(typeof reasons)[Code]>;

/** Where a value stands while a pack is read, and where its problems are collected. */
export interface Place {
  readonly file: string;
  readonly path: string;
  readonly problems: PackProblem[];
}

/** Notes one problem at a place, with its words in both languages. */
export function note<Code extends ProblemCode>(place: Place, code: Code, ...parameters: Parameters_<Code>): void {
  const say = reasons[code] as (...words: readonly (string | number)[]) => Reason;
  const [es, en] = say(...parameters);
  place.problems.push({ file: place.file, path: place.path, code, reason: { es, en } });
}

/** The place of a member or element; `~` and `/` escaped as in RFC 6901. */
export function within(place: Place, key: string | number): Place {
  const step = String(key).replaceAll("~", "~0").replaceAll("/", "~1");
  return { ...place, path: `${place.path}/${step}` };
}

const typeNames: Readonly<Record<string, string>> = {
  text: "un texto",
  "whole number": "un número entero",
  number: "un número",
  "true or false": "verdadero o falso",
  list: "una lista",
  object: "un objeto",
};
function spanishType(expected: string): string {
  return typeNames[expected] ?? expected;
}

const unsafeNames: Readonly<Record<string, string>> = { html: "HTML", url: "direcciones de internet", code: "código" };
function spanishUnsafe(kind: string): string {
  return unsafeNames[kind] ?? kind;
}

const kindNames: Readonly<Record<string, string>> = {
  source: "ninguna fuente",
  role: "ningún papel",
  stage: "ninguna etapa",
  instrument: "ningún instrumento",
  dimension: "ninguna dimensión",
  item: "ningún indicador",
  deadline: "ningún plazo",
  agreement: "ningún tipo de acuerdo",
  "session kind": "ningún tipo de sesión",
  decision: "ninguna decisión",
  document: "ningún documento",
  body: "ningún órgano",
  outcome: "ningún resultado",
  group: "ningún grupo",
  "age line": "ninguna edad",
  closing: "ningún motivo de cierre",
  trajectory: "ninguna trayectoria",
};
function spanishKind(kind: string): string {
  return kindNames[kind] ?? kind;
}
