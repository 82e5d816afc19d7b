import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import localize from "ajv-i18n";
import type { FastifySchemaCompiler } from "fastify";
import type { FieldFailure } from "../failure.ts";

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const shared = { allErrors: false, strict: false, removeAdditional: false } as const;

function make(coerceTypes: boolean | "array"): Ajv2020 {
  const ajv = new Ajv2020({ ...shared, coerceTypes, useDefaults: coerceTypes !== false });
  addFormats.default(ajv);
  ajv.addFormat("date", { validate: isCalendarDay });
  ajv.addFormat("date-time", { validate: isInstantText });
  // The common definition also takes capitals and "urn:uuid:", which would be other texts for the same id.
  ajv.addFormat("uuid", ID);
  // Where a list by day goes on: the last day shown and the id of its last row.
  ajv.addFormat(
    "day-and-id",
    (value) => isCalendarDay(value.slice(0, 10)) && value[10] === ":" && ID.test(value.slice(11)),
  );
  return ajv;
}

const FIRST_DAY = "1850-01-01";
const LAST_DAY = "2199-12-31";

/** True for a day that exists, between 1850 and 2199: 30 February is refused here, not by the database. */
export function isCalendarDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || value < FIRST_DAY || value > LAST_DAY) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === value;
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** True for a moment with its zone on a day that exists; a leap second, which nothing behind could hold, is refused. */
export function isInstantText(value: string): boolean {
  const day = INSTANT.exec(value)?.[1];
  return day !== undefined && isCalendarDay(day) && !Number.isNaN(Date.parse(value));
}

const body = make(false);
const query = make("array");

/** Bodies are taken as they are; only addresses (query, path) turn text into numbers. */
export const compileValidator: FastifySchemaCompiler<object> = ({ schema, httpPart }) => {
  return (httpPart === "body" ? body : query).compile(schema) as ValidateFunction;
};

/** Ajv's findings as sentences with the path of the field, in the reader's language. */
export function fieldFailures(errors: readonly ErrorObject[], language: "es" | "en"): FieldFailure[] {
  const copies = errors.map((error) => ({ ...error }));
  if (language === "es") localize.es(copies as never);
  return copies.map((error) => ({
    path: error.instancePath.replace(/^\/input(?=\/|$)/, "") || "/",
    code: error.keyword,
    message: error.message ?? error.keyword,
  }));
}

const HALF_PAIR = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const TAB = 9;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const DELETE = 127;

function isUnstorable(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === DELETE) return true;
    if (code < 32 && code !== TAB && code !== LINE_FEED && code !== CARRIAGE_RETURN) return true;
  }
  return HALF_PAIR.test(text);
}

const DEEPEST = 50;

/**
 * Path of the first text that no database or document can hold (control characters, half a surrogate pair) or of a
 * member name that could reach an object's prototype; undefined when everything is clean. Nesting beyond fifty levels is
 * no form of ours and would exhaust the stack further on.
 */
export function unstorableText(value: unknown, path = "", depth = 0): string | undefined {
  if (typeof value === "string") return isUnstorable(value) ? path || "/" : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  if (depth > DEEPEST) return "/";
  for (const [name, member] of Object.entries(value)) {
    if (isUnstorable(name) || name === "__proto__") return `${path}/${encodeURIComponent(name.slice(0, 40))}`;
    const found = unstorableText(member, `${path}/${name}`, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
