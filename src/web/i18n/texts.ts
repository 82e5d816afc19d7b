import { type MessageValues, parseMessage, writeMessage } from "./message.ts";

export type Language = "es" | "en";
/** How a programme speaks to people; a pack says which. English has one form. */
export type AddressForm = "usted" | "tu" | "vos";
/** A wording per form of address. What a form lacks is read from the nearest one: vos → tu → usted. */
export type WordingByAddress = { readonly usted: string; readonly tu?: string; readonly vos?: string };
type Wording = string | WordingByAddress;

/** A text with values; `message<{ n: number }>("{n, plural, one {# visita} other {# visitas}}")`. */
export interface Message<Values extends MessageValues> {
  readonly kind: "message";
  readonly wording: Wording;
  /** Only for the compiler: carries the type of the values, never present. */
  readonly values?: Values;
}
/** A text without values that changes with the form of address. */
export interface AddressText {
  readonly kind: "address";
  readonly wording: WordingByAddress;
}
type Entry = string | AddressText | Message<never> | { readonly [key: string]: Entry };

/** What English must contain, given the Spanish catalogue: same keys, same values per message. */
export type Catalogue<Es> = {
  readonly [Key in keyof Es]: Es[Key] extends Message<infer Values>
    ? Message<Values>
    : Es[Key] extends AddressText
      ? AddressText | string
      : Es[Key] extends string
        ? string
        : Catalogue<Es[Key]>;
};

/** What a screen uses: plain texts as strings, messages as functions of their values. */
export type Texts<Es> = {
  readonly [Key in keyof Es]: Es[Key] extends Message<infer Values>
    ? (values: Values) => string
    : Es[Key] extends AddressText | string
      ? string
      : Texts<Es[Key]>;
};

export interface TextsOf<Es> {
  readonly es: Es;
  readonly en: Catalogue<Es>;
}
export interface Voice {
  readonly language: Language;
  readonly address: AddressForm;
  /** BCP 47 tag for digits and plural rules. */
  readonly tag: string;
}

/** A message with values, in the ICU subset of `message.ts`. */
export function message<Values extends MessageValues>(wording: Wording): Message<Values> {
  return { kind: "message", wording };
}

/** A text said differently to usted, tú and vos. */
export function address(wording: WordingByAddress): AddressText {
  return { kind: "address", wording };
}

/** Joins the two languages of one concept; Spanish decides the type. */
export function defineTexts<Es>(es: Es, en: Catalogue<Es>): TextsOf<Es> {
  return { es, en };
}

const spoken = new WeakMap<object, Map<string, unknown>>();

/** The texts of one concept in one voice. Worked out once per voice. */
export function speak<Es>(texts: TextsOf<Es>, voice: Voice): Texts<Es> {
  const known = spoken.get(texts) ?? new Map<string, unknown>();
  spoken.set(texts, known);
  const key = `${voice.tag} ${voice.language} ${voice.address}`;
  const found = known.get(key) ?? resolve(texts[voice.language] as Entry, voice);
  known.set(key, found);
  return found as Texts<Es>;
}

/** Writes one text that arrives at run time (from a programme pack); a malformed text is shown as it is. */
export function writeText(text: string, values: MessageValues, tag: string): string {
  const parsed = parseMessage(text);
  return parsed.ok ? writeMessage(parsed.value, values, tag) : text;
}

/** The wording for a form of address. */
function wordingFor(wording: Wording, form: AddressForm): string {
  if (typeof wording === "string") return wording;
  if (form === "usted") return wording.usted;
  return (form === "vos" ? wording.vos : undefined) ?? wording.tu ?? wording.usted;
}

function resolve(entry: Entry, voice: Voice): unknown {
  if (typeof entry === "string") return entry;
  if (isAddressText(entry)) return wordingFor(entry.wording, voice.address);
  if (isMessage(entry)) {
    const text = wordingFor(entry.wording, voice.address);
    return (values: MessageValues) => writeText(text, values, voice.tag);
  }
  return Object.fromEntries(Object.entries(entry).map(([key, child]) => [key, resolve(child, voice)]));
}

/** True for an entry made with `message`. */
export function isMessage(entry: unknown): entry is Message<never> {
  return typeof entry === "object" && entry !== null && "kind" in entry && entry.kind === "message";
}

/** True for an entry made with `address`. */
export function isAddressText(entry: unknown): entry is AddressText {
  return typeof entry === "object" && entry !== null && "kind" in entry && entry.kind === "address";
}
