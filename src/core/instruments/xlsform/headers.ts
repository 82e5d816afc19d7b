/** A column header read: which canonical column, in which language. */
export interface Header {
  readonly column: string;
  /** Language tag; absent for texts without one. */
  readonly language?: string;
  readonly original: string;
}

/* Meaning of the headers and their older spellings, after pyxform's alias tables (BSD-2-Clause). */
const surveyAliases: { readonly [header: string]: string } = {
  command: "type",
  tag: "name",
  value: "name",
  caption: "label",
  "guidance hint": "guidance_hint",
  relevance: "relevant",
  "bind::relevant": "relevant",
  "bind::constraint": "constraint",
  constraining_message: "constraint_message",
  "bind::jr:constraintmsg": "constraint_message",
  "jr:constraintmsg": "constraint_message",
  "bind::required": "required",
  requiredmsg: "required_message",
  "bind::jr:requiredmsg": "required_message",
  "jr:requiredmsg": "required_message",
  readonly: "read_only",
  "bind::readonly": "read_only",
  calculate: "calculation",
  "bind::calculate": "calculation",
  "control::appearance": "appearance",
  "body::appearance": "appearance",
  count: "repeat_count",
  "jr:count": "repeat_count",
  repeat: "repeat_count",
};

const choiceAliases: { readonly [header: string]: string } = {
  list: "list_name",
  listname: "list_name",
  value: "name",
  caption: "label",
};

const settingAliases: { readonly [header: string]: string } = {
  title: "form_title",
  set_form_title: "form_title",
  id_string: "form_id",
  set_form_id: "form_id",
};

const aliases = { survey: surveyAliases, choices: choiceAliases, settings: settingAliases };

/** Columns whose header may end in a language. */
const textColumns = new Set([
  "label",
  "hint",
  "guidance_hint",
  "constraint_message",
  "required_message",
  "image",
  "audio",
  "video",
  "big-image",
]);

const languageTags: { readonly [name: string]: string } = {
  spanish: "es",
  español: "es",
  espanol: "es",
  castellano: "es",
  english: "en",
  inglés: "en",
  french: "fr",
  français: "fr",
  portuguese: "pt",
  português: "pt",
  catalan: "ca",
  català: "ca",
  galician: "gl",
  basque: "eu",
  euskera: "eu",
  german: "de",
  italian: "it",
  arabic: "ar",
  chinese: "zh",
  amharic: "am",
  quechua: "qu",
  guarani: "gn",
  guaraní: "gn",
  aymara: "ay",
  mapudungun: "arn",
  nahuatl: "nah",
  náhuatl: "nah",
  "haitian creole": "ht",
};

/** Tag of a language as XLSForm names it: `English (en)`, `Amharic`, `es`. An unknown name becomes its own tag. */
export function languageTag(name: string): string {
  const trimmed = name.trim();
  const coded = /\(([a-z]{2,3}(?:-[a-z0-9]+)*)\)\s*$/i.exec(trimmed);
  if (coded?.[1]) return coded[1].toLowerCase();
  const plain = trimmed.toLowerCase();
  if (/^[a-z]{2,3}$/.test(plain)) return plain;
  return languageTags[plain] ?? (plain.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "und");
}

function canonical(header: string, sheet: keyof typeof aliases): string {
  const found = aliases[sheet];
  const lower = header.toLowerCase().replace(/\s+/g, " ");
  const joined = lower.replace(/ /g, "_");
  if (Object.hasOwn(found, lower)) return found[lower] ?? lower;
  return Object.hasOwn(found, joined) ? (found[joined] ?? joined) : joined;
}

/** Reads a header: aliases, `media::` prefix, `label::Language (xx)`, `label:Language`; stray spaces and tabs are dropped. */
export function readHeader(cell: string, sheet: keyof typeof aliases): Header {
  const original = cell.trim();
  const whole = canonical(original, sheet);
  const separator = original.includes("::") ? "::" : ":";
  const parts = original.split(separator).map((part) => part.trim());
  const plain = parts[0]?.toLowerCase() === "media" ? parts.slice(1) : parts;
  const column = canonical(plain[0] ?? "", sheet);
  const isText = textColumns.has(column);
  if (isText && plain.length === 1) return { column, original };
  if (isText && plain[1]) return { column, language: languageTag(plain.slice(1).join(separator)), original };
  return { column: sheet === "choices" && !["list_name", "name"].includes(whole) ? original : whole, original };
}
