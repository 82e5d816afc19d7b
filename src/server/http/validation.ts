import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import localize from "ajv-i18n";
import type { FastifySchemaCompiler } from "fastify";
import type { FieldFailure } from "../failure.ts";

const shared = { allErrors: false, strict: false, removeAdditional: false } as const;

function make(coerceTypes: boolean | "array"): Ajv2020 {
  const ajv = new Ajv2020({ ...shared, coerceTypes, useDefaults: coerceTypes !== false });
  addFormats.default(ajv);
  ajv.addFormat("date", { validate: isCalendarDay });
  return ajv;
}

/** True for a day that exists: 30 February is refused here, not by the database. */
export function isCalendarDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || value < "1000-01-01") return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === value;
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

/**
 * Path of the first text that no database or document can hold (control characters, half a surrogate pair) or of a
 * member name that could reach an object's prototype; undefined when everything is clean.
 */
export function unstorableText(value: unknown, path = ""): string | undefined {
  if (typeof value === "string") return isUnstorable(value) ? path || "/" : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    if (isUnstorable(name) || name === "__proto__") return `${path}/${encodeURIComponent(name.slice(0, 40))}`;
    const found = unstorableText(member, `${path}/${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
