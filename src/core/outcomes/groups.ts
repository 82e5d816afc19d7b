import { ethnicityNamed, tellEthnicity } from "../care/ethnicities.ts";
import type { Told } from "./definition.ts";
import { type Dimension, dimensions, type ExitGroup } from "./words.ts";

const dimensionNames: Readonly<Record<Dimension, Told>> = {
  sex: { es: "Sexo", en: "Sex" },
  age: { es: "Edad", en: "Age" },
  ethnicity: { es: "Origen étnico", en: "Ethnicity" },
  disability: { es: "Discapacidad", en: "Disability" },
  territory: { es: "Zona de origen", en: "Area of origin" },
};

const unknown: Told = { es: "No consta", en: "Not on record" };
const groupNames: Readonly<Partial<Record<Dimension, Readonly<Record<string, Told>>>>> = {
  sex: {
    female: { es: "Niñas", en: "Girls" },
    male: { es: "Niños", en: "Boys" },
    other: { es: "Otro", en: "Other" },
  },
  age: {
    "0": { es: "Menos de 1 año", en: "Under 1" },
    "1-4": { es: "De 1 a 4", en: "1 to 4" },
    "5-9": { es: "De 5 a 9", en: "5 to 9" },
    "10-15": { es: "De 10 a 15", en: "10 to 15" },
    "16+": { es: "16 o más", en: "16 or over" },
  },
  disability: {
    yes: { es: "Con discapacidad", en: "Disabled" },
    no: { es: "Sin discapacidad", en: "Not disabled" },
  },
};

const exitNames: Readonly<Record<ExitGroup | "still_in_care", Told>> = {
  reunification: { es: "Vuelve con su familia", en: "Reunified" },
  relative: { es: "Con familiares", en: "With relatives" },
  adoption: { es: "Adopción", en: "Adopted" },
  guardianship: { es: "Guarda o tutela", en: "Guardianship" },
  other: { es: "Otra salida", en: "Left otherwise" },
  still_in_care: { es: "Sigue bajo cuidado", en: "Still in care" },
};

/** Order of the age bands; other groups have none of their own. */
const AGES = ["0", "1-4", "5-9", "10-15", "16+"];

export function tellDimension(dimension: Dimension, language: "es" | "en"): string {
  return dimensionNames[dimension][language];
}

const plain = (text: string) => text.trim().toLowerCase();
const isSaid = (text: string, code: string, { es, en }: Told) => [code, plain(es), plain(en)].includes(plain(text));

/** What a list calls everybody, beside the dimensions that are compared. */
const EVERYBODY: Told = { es: "Total", en: "All" };

/** The dimension a list means, by its code or by its words; `all` for everybody. */
export function dimensionNamed(text: string): Dimension | "all" | undefined {
  if (isSaid(text, "all", EVERYBODY)) return "all";
  return dimensions.find((dimension) => isSaid(text, dimension, dimensionNames[dimension]));
}

/** The group a list means, by its code or by its words. Areas, and ethnicities of no published list, mean what they say. */
export function groupNamed(dimension: Dimension | "all", text: string): string | undefined {
  if (dimension === "all") return "all";
  if (isSaid(text, "unknown", unknown)) return "unknown";
  const names = groupNames[dimension];
  if (names) return Object.entries(names).find(([code, told]) => isSaid(text, code, told))?.[0];
  const said = text.trim();
  if (said === "" || said.length > 120) return undefined;
  return dimension === "ethnicity" ? ethnicityNamed(said) : said;
}

/** A group in words; areas, and codes of a list of the agency's own, say themselves. */
export function tellGroup(dimension: Dimension, group: string, language: "es" | "en"): string {
  if (group === "unknown") return unknown[language];
  if (dimension === "ethnicity") return tellEthnicity(group, language);
  const names = groupNames[dimension];
  return names !== undefined && Object.hasOwn(names, group) ? (names[group]?.[language] ?? group) : group;
}

export function tellExit(exit: ExitGroup | "still_in_care", language: "es" | "en"): string {
  return exitNames[exit][language];
}

/** Ages by age, other groups from the largest to the smallest, those not on record last. */
export function inOrder<Group extends { readonly group: string; readonly denominator: number | null }>(
  dimension: Dimension,
  groups: readonly Group[],
): readonly Group[] {
  const place = ({ group }: Group) => (group === "unknown" ? 1 : 0);
  return [...groups].sort(
    (left, right) =>
      place(left) - place(right) ||
      (dimension === "age" ? AGES.indexOf(left.group) - AGES.indexOf(right.group) : 0) ||
      (right.denominator ?? 0) - (left.denominator ?? 0) ||
      (left.group < right.group ? -1 : 1),
  );
}
