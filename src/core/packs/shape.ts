import { isIsoDate } from "../calendar/dates.ts";
import { note, type Place, within } from "./problems.ts";

/**
 * Reads a value of unknown origin into a known form and notes everything wrong with it. What cannot be read becomes
 * `blank`, so that one defect does not hide the others; a pack with any problem is refused, so no blank is ever used.
 */
export interface Shape<Value> {
  readonly read: (value: unknown, place: Place) => Value;
  readonly blank: Value;
  /** The key may be left out; then the value is `blank`. */
  readonly optional?: true;
}

export type Read<S> = S extends Shape<infer Value> ? Value : never;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Text a person wrote; never empty. */
export const text: Shape<string> = {
  blank: "",
  read: (value, place) => {
    if (typeof value !== "string") return wrong(place, "text", "");
    if (value.trim() === "") note(place, "empty_text");
    return value;
  },
};

/** A name other parts of the pack refer to. */
export const identifier: Shape<string> = {
  blank: "",
  read: (value, place) => {
    if (typeof value !== "string") return wrong(place, "text", "");
    if (!/^[a-z][a-z0-9_-]{0,63}$/.test(value)) note(place, "invalid_identifier", value);
    return value;
  },
};

const someDay = "1970-01-01";
export const day: Shape<string> = {
  blank: someDay,
  read: (value, place) => {
    if (typeof value !== "string") return wrong(place, "text", someDay);
    if (isIsoDate(value)) return value;
    note(place, "invalid_date", value);
    return someDay;
  },
};

export const flag: Shape<boolean> = {
  blank: false,
  read: (value, place) => (typeof value === "boolean" ? value : wrong(place, "true or false", false)),
};

/** A whole number within limits. */
export function whole(least: number, most: number): Shape<number> {
  return {
    blank: least,
    read: (value, place) => {
      if (typeof value !== "number" || !Number.isInteger(value)) return wrong(place, "whole number", least);
      if (value >= least && value <= most) return value;
      note(place, "out_of_range", least, most);
      return least;
    },
  };
}

/** One of a closed list of words. */
export function oneOf<const Word extends string>(words: readonly [Word, ...Word[]]): Shape<Word> {
  return {
    blank: words[0],
    read: (value, place) => {
      const found = words.find((word) => word === value);
      if (found === undefined) note(place, "not_allowed", String(value), words.join(", "));
      return found ?? words[0];
    },
  };
}

/** A list of at least `least` elements. */
export function list<Value>(shape: Shape<Value>, least = 0): Shape<readonly Value[]> {
  return {
    blank: [],
    read: (value, place) => {
      if (!Array.isArray(value)) return wrong(place, "list", []);
      if (value.length < least) note(place, "too_few", least);
      return value.map((element: unknown, index) => shape.read(element, within(place, index)));
    },
  };
}

/** A list whose elements have an `id` that may not repeat. */
export function listById<Value extends { readonly id: string }>(
  shape: Shape<Value>,
  least = 0,
): Shape<readonly Value[]> {
  const elements = list(shape, least);
  return {
    blank: [],
    read: (value, place) => {
      const read = elements.read(value, place);
      const ids = read.map((element) => element.id);
      for (const [index, id] of ids.entries()) {
        if (id !== "" && ids.indexOf(id) < index) note(within(within(place, index), "id"), "duplicate_id", id);
      }
      return read;
    },
  };
}

type Fields = Readonly<Record<string, Shape<unknown>>>;
type RecordOf<F extends Fields> = { readonly [Key in keyof F]: Read<F[Key]> };

/** An object with exactly these keys. */
export function record<const F extends Fields>(fields: F): Shape<RecordOf<F>> {
  const known = Object.keys(fields);
  const blank = Object.fromEntries(Object.entries(fields).map(([key, shape]) => [key, shape.blank])) as RecordOf<F>;
  return {
    blank,
    read: (value, place) => {
      if (!isObject(value)) return wrong(place, "object", blank);
      for (const key of Object.keys(value)) {
        if (!known.includes(key)) note(within(place, key), "unknown_key", key, known.join(", "));
      }
      const members = Object.entries(fields).map(([key, shape]) => [key, readMember(value, key, shape, place)]);
      return Object.fromEntries(members) as RecordOf<F>;
    },
  };
}

function readMember(
  value: Readonly<Record<string, unknown>>,
  key: string,
  shape: Shape<unknown>,
  place: Place,
): unknown {
  if (Object.hasOwn(value, key)) return shape.read(value[key], within(place, key));
  if (!shape.optional) note(place, "missing_key", key);
  return shape.blank;
}

/** An object whose keys are free and whose values are texts. */
export const dictionary: Shape<Readonly<Record<string, string>>> = {
  blank: {},
  read: (value, place) => {
    if (!isObject(value)) return wrong(place, "object", {});
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, text.read(member, within(place, key))]),
    );
  },
};

/** The key may be left out; then this is its value. */
export function otherwise<Value>(shape: Shape<Value>, value: Value): Shape<Value> {
  return { read: shape.read, blank: value, optional: true };
}

/** `null` or an absent key is an answer here: there is none. */
export function orNothing<Value>(shape: Shape<Value>): Shape<Value | null> {
  return { read: (value, place) => (value === null ? null : shape.read(value, place)), blank: null, optional: true };
}

/** A value and where it comes from; or nobody knows it, and the pack says why. */
export type Sourced<Value> =
  | { readonly value: Value; readonly source: string; readonly pending: null }
  | { readonly value: null; readonly source: null; readonly pending: string };

/** A value that must say its source, or `null` with the name of the text that explains what is pending. */
export function sourced<Value>(shape: Shape<Value>): Shape<Sourced<Value>> {
  const blank: Sourced<Value> = { value: null, source: null, pending: "" };
  return {
    blank,
    read: (value, place) => {
      if (!isObject(value)) return wrong(place, "object", blank);
      const keys = Object.keys(value).sort().join();
      if (keys === "source,value" && value.value !== null) {
        const read = shape.read(value.value, within(place, "value"));
        return { value: read, source: identifier.read(value.source, within(place, "source")), pending: null };
      }
      if (keys === "pending,value" && value.value === null) {
        return { value: null, source: null, pending: identifier.read(value.pending, within(place, "pending")) };
      }
      note(place, "sourced_value_unclear");
      return blank;
    },
  };
}

function wrong<Value>(place: Place, expected: string, blank: Value): Value {
  note(place, "wrong_type", expected);
  return blank;
}

/** The choice between several forms, made by the word under one key. */
export function byWord<Value>(key: string, forms: Readonly<Record<string, Shape<Value>>>, blank: Value): Shape<Value> {
  return {
    blank,
    read: (value, place) => {
      if (!isObject(value)) return wrong(place, "object", blank);
      const word = value[key];
      const form = typeof word === "string" && Object.hasOwn(forms, word) ? forms[word] : undefined;
      if (form) return form.read(value, place);
      note(within(place, key), "not_allowed", String(word), Object.keys(forms).join(", "));
      return blank;
    },
  };
}

/** An object whose keys are free and whose values have one form. */
export function table<Value>(shape: Shape<Value>): Shape<Readonly<Record<string, Value>>> {
  return {
    blank: {},
    read: (value, place) => {
      if (!isObject(value)) return wrong(place, "object", {});
      return Object.fromEntries(
        Object.entries(value).map(([key, member]) => [key, shape.read(member, within(place, key))]),
      );
    },
  };
}

/** Any number. */
export const quantity: Shape<number> = {
  blank: 0,
  read: (value, place) => (typeof value === "number" && Number.isFinite(value) ? value : wrong(place, "number", 0)),
};

/** A form that contains itself. */
export function lazily<Value>(shape: () => Shape<Value>, blank: Value): Shape<Value> {
  return { blank, read: (value, place) => shape().read(value, place) };
}

/** Either form; a value of the first kind of type is read as the first. */
export function textOrFlag(): Shape<string | boolean> {
  return { blank: false, read: (value, place) => (typeof value === "boolean" ? value : text.read(value, place)) };
}
