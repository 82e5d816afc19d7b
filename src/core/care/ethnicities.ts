import type { Words } from "../words.ts";

/**
 * Ethnicities of the English return by code. English: main categories of the Department for Education's approved code set (Common Basic
 * Data Set, Open Government Licence). Spanish: our own rendering, without claim to be official.
 */
const ETHNICITIES: Readonly<Record<string, Words>> = {
  WBRI: { es: "Blanca británica", en: "White British" },
  WIRI: { es: "Blanca irlandesa", en: "White Irish" },
  WIRT: { es: "Nómada de origen irlandés", en: "Traveller of Irish heritage" },
  WROM: { es: "Gitana o romaní", en: "Gypsy/Roma" },
  WOTH: { es: "Otra blanca", en: "Any other White background" },
  MWBC: { es: "Blanca y negra caribeña", en: "White and Black Caribbean" },
  MWBA: { es: "Blanca y negra africana", en: "White and Black African" },
  MWAS: { es: "Blanca y asiática", en: "White and Asian" },
  MOTH: { es: "Otra mixta", en: "Any other mixed background" },
  AIND: { es: "India", en: "Indian" },
  APKN: { es: "Pakistaní", en: "Pakistani" },
  ABAN: { es: "Bangladesí", en: "Bangladeshi" },
  AOTH: { es: "Otra asiática", en: "Any other Asian background" },
  BCRB: { es: "Negra caribeña", en: "Black Caribbean" },
  BAFR: { es: "Negra africana", en: "Black African" },
  BOTH: { es: "Otra negra", en: "Any other Black background" },
  CHNE: { es: "China", en: "Chinese" },
  OOTH: { es: "Otro origen étnico", en: "Any other ethnic group" },
  REFU: { es: "No quiso decirlo", en: "Refused" },
  NOBT: { es: "Todavía no se ha preguntado", en: "Information not yet obtained" },
};

/** An ethnicity in words where its code is of the English return; codes of other lists say themselves. */
export function tellEthnicity(code: string, language: "es" | "en"): string {
  return Object.hasOwn(ETHNICITIES, code) ? (ETHNICITIES[code]?.[language] ?? code) : code;
}

/** The code of an ethnicity of the English return said in words; anything else says itself. */
export function ethnicityNamed(text: string): string {
  const said = text.toLowerCase();
  const known = Object.entries(ETHNICITIES).find(([, words]) =>
    [words.es, words.en].some((word) => word.toLowerCase() === said),
  );
  return known?.[0] ?? text;
}
