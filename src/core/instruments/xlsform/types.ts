/** What a type cell means. `list` is the list or file named after it. */
export type FormType =
  | { readonly kind: "begin"; readonly what: "group" | "repeat" }
  | { readonly kind: "end" }
  | {
      readonly kind: "select";
      readonly type: "choice" | "multi" | "rank";
      readonly list: string;
      readonly orOther: boolean;
    }
  | { readonly kind: "simple"; readonly type: SimpleType }
  | { readonly kind: "unavailable"; readonly code: string; readonly shown: boolean };

export type SimpleType =
  | "text"
  | "phone"
  | "barcode"
  | "int"
  | "dec"
  | "range"
  | "date"
  | "time"
  | "datetime"
  | "note"
  | "calc"
  | "today"
  | "acknowledge"
  | "geopoint"
  | "image"
  | "audio"
  | "video"
  | "file";

const simple: { readonly [type: string]: SimpleType } = {
  text: "text",
  string: "text",
  "phone number": "phone",
  barcode: "barcode",
  integer: "int",
  int: "int",
  decimal: "dec",
  range: "range",
  date: "date",
  time: "time",
  datetime: "datetime",
  "date time": "datetime",
  note: "note",
  calculate: "calc",
  calculation: "calc",
  today: "today",
  acknowledge: "acknowledge",
  trigger: "acknowledge",
  geopoint: "geopoint",
  gps: "geopoint",
  location: "geopoint",
  image: "image",
  photo: "image",
  audio: "audio",
  video: "video",
  file: "file",
};

const metadata = new Set([
  "start",
  "end",
  "deviceid",
  "device id",
  "subscriberid",
  "simserial",
  "sim id",
  "phonenumber",
  "username",
  "email",
  "audit",
  "start-geopoint",
  "background-audio",
  "background-geopoint",
]);

const known = new Set(["geotrace", "geoshape", "cascading select", "hidden", "xml-external", "csv-external", "osm"]);

const selects: readonly (readonly [RegExp, "choice" | "multi" | "rank"])[] = [
  [/^select[ _]?(?:one|1)(?:[ _]from)?\s+(.+)$/i, "choice"],
  [/^select[ _](?:multiple|all[ _]that[ _]apply)(?:[ _]from)?\s+(.+)$/i, "multi"],
  [/^rank(?:[ _]from)?\s+(.+)$/i, "rank"],
];

const fromFile = /^(?:select[ _](?:one|multiple)|rank)[ _](?:from[ _]file|external)\b/i;

function readSelect(text: string): FormType | undefined {
  if (fromFile.test(text)) return { kind: "unavailable", code: "external_choices", shown: true };
  for (const [pattern, type] of selects) {
    const rest = pattern.exec(text)?.[1];
    if (rest === undefined) continue;
    const orOther = /\s+or[ _](?:other|specify[ _]other)$/i.test(rest);
    const list = orOther ? rest.replace(/\s+or[ _](?:other|specify[ _]other)$/i, "") : rest;
    return { kind: "select", type, list: list.trim(), orOther };
  }
  return undefined;
}

/** Reads a type cell with its older spellings; spaces and underscores are alike, capitals do not matter. */
export function readType(cell: string): FormType {
  const spaced = cell
    .toLowerCase()
    .replace(/[_\s]+/g, " ")
    .trim();
  if (/^begin (group|loop)$/.test(spaced)) return { kind: "begin", what: "group" };
  if (spaced === "begin repeat") return { kind: "begin", what: "repeat" };
  if (/^end (group|repeat|loop)$/.test(spaced)) return { kind: "end" };
  const select = readSelect(cell.trim());
  if (select) return select;
  const type = Object.hasOwn(simple, spaced) ? simple[spaced] : undefined;
  if (type) return { kind: "simple", type };
  if (metadata.has(spaced) || spaced.startsWith("uri:")) {
    return { kind: "unavailable", code: "metadata_not_collected", shown: false };
  }
  const isKnown = known.has(spaced) || spaced.startsWith("cascading select");
  return { kind: "unavailable", code: isKnown ? "type_not_supported" : "unknown_type", shown: true };
}
