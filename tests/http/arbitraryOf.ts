import fc, { type Arbitrary } from "fast-check";
import type { JsonSchema } from "./openApi.ts";

/** Ids that exist, by the name a field for them has (`householdId`), to get past the first "not found". */
export type KnownIds = ReadonlyMap<string, readonly string[]>;

const words = fc.constantFrom("Rosa", "una visita", "ñandú y cigüeña", "2", "x", "Calle Mayor 3, 2º B", "a@b.example");
const days = fc.constantFrom("2026-01-15", "2026-11-21", "2025-02-28", "1990-07-03", "2027-01-01");
const instants = fc.constantFrom("2026-11-21T09:30:00.000Z", "2026-11-20T23:59:59+02:00");

function idOf(name: string, known: KnownIds): Arbitrary<string> {
  const ids = known.get(name) ?? [];
  const fresh = fc.uuid({ version: 4 });
  return ids.length === 0 ? fresh : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, fresh);
}

function textOf(schema: JsonSchema, name: string, known: KnownIds): Arbitrary<string> {
  const { format, pattern, minLength = 0, maxLength = 200 } = schema as Record<string, never>;
  if (format === "uuid") return idOf(name, known);
  if (format === "date") return days;
  if (format === "date-time") return instants;
  if (format === "day-and-id") return fc.tuple(days, fc.uuid({ version: 4 })).map((parts) => parts.join(":"));
  if (format !== undefined) throw new Error(`the generator does not know the format ${format}`);
  const long = Math.min(maxLength, minLength + 60);
  const free = fc.string({ minLength, maxLength: long, unit: "grapheme" });
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength;
  if (pattern === undefined) return fc.oneof(words.filter(fits), free.filter(fits));
  const expression = new RegExp(pattern, "u");
  const ids = known.get(name) ?? [];
  if (ids.length > 0) return fc.constantFrom(...ids);
  const matching = fc.oneof(words, fc.stringMatching(expression, { maxLength: Math.min(maxLength, 200) }), free);
  return matching.filter((text) => fits(text) && expression.test(text));
}

function numberOf({ type, minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): Arbitrary<number> {
  const [min, max] = [Number(minimum ?? exclusiveMinimum ?? -1000), Number(maximum ?? exclusiveMaximum ?? 100_000)];
  const [minExcluded, maxExcluded] = [exclusiveMinimum !== undefined, exclusiveMaximum !== undefined];
  if (type === "number") return fc.double({ min, max, minExcluded, maxExcluded, noNaN: true });
  return fc.oneof(fc.integer({ min, max: Math.min(max, min + 4) }), fc.integer({ min, max }));
}

function objectOf(schema: JsonSchema, known: KnownIds): Arbitrary<unknown> {
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
  const required = (schema.required ?? []) as string[];
  const parts = Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, valid(part, name, known)]));
  const fixed = fc.record(parts, { requiredKeys: required });
  const [others] = [...Object.values((schema.patternProperties ?? {}) as object), schema.additionalProperties];
  if (typeof others !== "object" || others === null) return fixed;
  const dictionary = fc.dictionary(
    fc.constantFrom("a", "b1", "ciudad", "x_y"),
    valid(others as JsonSchema, "", known),
    {
      maxKeys: 3,
    },
  );
  return fc.tuple(fixed, dictionary).map(([named, free]) => ({ ...free, ...named }));
}

/** Values that the schema accepts. `name` is the field's, which tells what an id is of. */
export function valid(schema: JsonSchema, name: string, known: KnownIds): Arbitrary<unknown> {
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  if ("const" in schema) return fc.constant(schema.const);
  const choices = (schema.anyOf ?? schema.oneOf) as JsonSchema[] | undefined;
  if (choices) return fc.oneof(...choices.map((choice) => valid(choice, name, known)));
  switch (schema.type) {
    case "string":
      return textOf(schema, name, known);
    case "integer":
    case "number":
      return numberOf(schema);
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array": {
      const { items, minItems = 0, maxItems = 3 } = schema as Record<string, never>;
      return fc.array(valid(items ?? {}, name.replace(/s$/, ""), known), {
        minLength: minItems,
        maxLength: Math.max(minItems, Math.min(maxItems, 3)),
      });
    }
    case "object":
      return objectOf(schema, known);
    default:
      return fc.oneof(words, fc.integer({ min: 0, max: 9 }), fc.boolean(), fc.constant(null));
  }
}

/** Strings that broke other programs: control characters, half characters, injections, impossible dates and numbers. */
export const HOSTILE_TEXT: readonly string[] = [
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "x\udfff",
  "\u202e\ufeff",
  "\u2028",
  "👩‍👧‍👦".repeat(30),
  "ﷺ".repeat(100),
  "' or 1=1; --",
  "'); drop table ledger; --",
  "\\' || (select 1) || '",
  "$1",
  "%",
  "_%_",
  "\\",
  "((((((((((((((((((((a+)+)+)+)+$",
  "[",
  "*",
  "../../../../etc/passwd",
  "..%2f..%2fetc%2fpasswd",
  "file:///etc/passwd",
  "http://169.254.169.254/",
  "{{7*7}}",
  "$" + "{7*7}",
  "#{7*7}",
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "=cmd|' /C calc'!A0",
  "@SUM(1+1)",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "2026-02-30",
  "0000-00-00",
  "9999-12-31",
  "+010000-01-01",
  "2026-11-21T23:59:60Z",
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59-23:59",
  "infinity",
  "now",
  "9007199254740993",
  "1e309",
  "-0",
  "NaN",
  "null",
  "urn:uuid:00000000-0000-0000-0000-000000000000",
  "00000000-0000-0000-0000-000000000000",
  "FFFFFFFF-FFFF-4FFF-8FFF-FFFFFFFFFFFF",
  "{00000000-0000-0000-0000-000000000000}",
  "true",
  "A".repeat(5000),
  "ñ".repeat(70_000),
];

const HOSTILE_OTHER: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 63),
  1e308,
  5e-324,
  [],
  {},
  [[]],
  [null],
  { length: 1e9 },
  { toString: "x" },
  JSON.parse('{"__proto__":{"admin":true}}'),
  { constructor: { prototype: { admin: true } } },
  Array.from({ length: 2000 }, (_, index) => index),
  JSON.parse(`${"[".repeat(3000)}${"]".repeat(3000)}`),
];

const hostile: Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_TEXT) },
  { weight: 2, arbitrary: fc.constantFrom(...HOSTILE_OTHER) },
);

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, member]) => pathsOf(member, [...path, key]))];
}

function changed(value: unknown, path: Path, change: (member: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((member, index) => (String(index) === key ? changed(member, rest, change) : member));
  const members = Object.entries(value as object).map(([name, member]) => {
    return [name, name === key ? changed(member, rest, change) : member] as const;
  });
  return Object.fromEntries(members.filter(([, member]) => member !== REMOVED));
}

const REMOVED = Symbol("removed");

/** Accepted values with one thing wrong somewhere: replaced by something hostile, taken out, or something put in beside it. */
export function invalid(schema: JsonSchema, known: KnownIds): Arbitrary<unknown> {
  const sound = valid(schema, "", known);
  return fc
    .tuple(sound, fc.nat(), fc.constantFrom("replace", "replace", "replace", "remove", "add"), hostile)
    .map(([value, place, way, bad]) => {
      const paths = pathsOf(value);
      const path = paths[place % paths.length] ?? [];
      if (way === "replace") return changed(value, path, () => bad);
      if (way === "remove" && path.length > 0) return changed(value, path, () => REMOVED);
      return changed(value, path, (member) => {
        return typeof member === "object" && member !== null ? { ...member, undeclared: bad } : bad;
      });
    });
}
