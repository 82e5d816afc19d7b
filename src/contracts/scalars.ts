import { type TProperties, type TSchema, Type } from "typebox";

/** UUID, usually version 7, minted on a device or on the server. */
export const Id = Type.String({ format: "uuid" });
/** Calendar day `YYYY-MM-DD`. */
export const Day = Type.String({ format: "date" });
/** Instant in ISO 8601 with zone. */
export const Instant = Type.String({ format: "date-time", maxLength: 40 });
/** Whole number that grows by one with every change of a record. */
export const Version = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
/** Confidentiality 0–4 (0 administrative, 1 ordinary, 2 sensitive, 3 restricted, 4 sealed). */
export const Level = Type.Integer({ minimum: 0, maximum: 4 });

/** One line of text, 1 to `max` characters, not only blanks. */
export function line(max = 200) {
  return Type.String({ minLength: 1, maxLength: max, pattern: "\\S" });
}
/** Text that may be empty, up to `max` characters. */
export function text(max = 4000) {
  return Type.String({ maxLength: max });
}
/** An object that refuses undeclared members. */
export function record<Properties extends TProperties>(properties: Properties) {
  return Type.Object(properties, { additionalProperties: false });
}
/** A value that may be absent in the database. */
export function nullable<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()]);
}
/** One of the given words. */
export function oneOf<const Words extends readonly string[]>(...words: Words) {
  return Type.Unsafe<Words[number]>({ type: "string", enum: [...words] });
}
/** A dictionary with values of one shape; keys up to 120 characters. */
export function dictionary<Schema extends TSchema>(schema: Schema) {
  return Type.Record(Type.String({ maxLength: 120 }), schema);
}
