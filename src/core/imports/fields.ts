import type { MemberRole } from "../households/household.ts";
import type { DocumentKind } from "../people/documents.ts";
import { fold } from "../people/names.ts";
import type { Sex } from "../people/person.ts";

/** What a column of a registry list may hold. */
export const registryFields = [
  "household",
  "family_name",
  "role",
  "given_names",
  "first_surname",
  "second_surname",
  "birth",
  "sex",
  "document_kind",
  "document_number",
  "check_digit",
  "dni",
  "nie",
  "run",
  "curp",
  "passport",
  "place_code",
  "place_name",
  "phone",
  "email",
  "since",
] as const;
export type RegistryField = (typeof registryFields)[number];

/** Columns that hold a document of one kind. A DNI column also takes the NIE that people write in it. */
export const documentColumns = {
  dni: "dni",
  nie: "nie",
  run: "run",
  curp: "curp",
  passport: "passport",
} as const satisfies Partial<Record<RegistryField, DocumentKind>>;

/** Headings as Spanish and Chilean lists write them, folded and without signs (`plainHeading`). */
const headings: Readonly<Record<RegistryField, readonly string[]>> = {
  household: [
    ...["hogar", "id hogar", "codigo hogar", "codigo de hogar", "cod hogar", "numero de hogar", "numero hogar"],
    ...[
      "folio",
      "folio hogar",
      "folio rsh",
      "expediente",
      "numero expediente",
      "numero de expediente",
      "unidad familiar",
    ],
    ...["unidad de convivencia", "id familia", "familia id", "codigo familia", "household", "household id"],
  ],
  family_name: ["familia", "nombre de la familia", "nombre familia", "apellidos de la familia"],
  role: [
    ...["parentesco", "relacion", "rol", "relacion con la persona de referencia", "parentesco con jefe de hogar"],
    ...["parentesco con el jefe de hogar", "parentesco con la persona de referencia", "relacion de parentesco", "role"],
  ],
  given_names: ["nombre", "nombres", "nombre propio", "nombre de pila", "given names"],
  first_surname: [
    "primer apellido",
    "apellido 1",
    "apellido1",
    "1er apellido",
    "1 apellido",
    "apellido paterno",
    "ap paterno",
  ],
  second_surname: [
    "segundo apellido",
    "apellido 2",
    "apellido2",
    "2o apellido",
    "2 apellido",
    "apellido materno",
    "ap materno",
  ],
  birth: [
    "fecha de nacimiento",
    "fecha nacimiento",
    "f nacimiento",
    "f de nacimiento",
    "fec nac",
    "fec nacimiento",
    "nacimiento",
  ],
  sex: ["sexo", "sexo registral", "genero", "sex"],
  document_kind: ["tipo de documento", "tipo documento", "tipo doc", "clase de documento", "tipo de identificacion"],
  document_number: [
    ...["documento", "numero de documento", "numero documento"],
    ...[
      "num documento",
      "documento de identidad",
      "doc identidad",
      "identificacion",
      "numero de identificacion",
      "dni nie",
    ],
  ],
  check_digit: ["dv", "digito verificador", "digito de control"],
  dni: ["dni", "nif"],
  nie: ["nie"],
  run: ["run", "rut"],
  curp: ["curp"],
  passport: ["pasaporte", "numero de pasaporte", "numero pasaporte"],
  place_code: [
    ...["codigo municipio", "codigo de municipio", "cod municipio", "codigo ine", "cod ine", "ine", "codigo comuna"],
    ...["codigo de comuna", "cod comuna", "cut", "codigo cut", "codigo territorial", "municipio ine"],
  ],
  place_name: [
    "municipio",
    "comuna",
    "localidad de empadronamiento",
    "nombre municipio",
    "nombre comuna",
    "territorio",
  ],
  phone: ["telefono", "telefono movil", "movil", "celular", "fono", "telefono de contacto", "telefono 1"],
  email: ["correo", "correo electronico", "e mail", "email", "mail"],
  since: [
    ...["fecha de alta", "fecha alta", "desde", "en el hogar desde", "fecha de ingreso", "fecha ingreso"],
    ...["alta en el hogar", "fecha de incorporacion"],
  ],
};

const byHeading = new Map(registryFields.flatMap((field) => headings[field].map((text) => [text, field] as const)));

/** Where families live is never loaded from a list: who may see it is decided family by family. */
const addressHeading = /^(?:domicilio|direccion|calle|via|codigo postal|cp|portal|piso|puerta|bloque)(?: |$)/;

/** A heading folded, without signs and with «(a)», «n.º» and the like made plain. */
export function plainHeading(text: string): string {
  return fold(text.replace(/\bn\.?\s?[º°]\.?/gi, "numero ").replace(/[ºª°]/g, "o"))
    .replace(/\((?:a|o|s|as|os|es)\)/g, "")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

/** The field a heading stands for, by its usual spellings or by its own name. */
export function fieldOfHeading(text: string): RegistryField | undefined {
  const plain = plainHeading(text);
  return byHeading.get(plain) ?? registryFields.find((field) => field.replaceAll("_", " ") === plain);
}

export function isAddressHeading(text: string): boolean {
  return addressHeading.test(plainHeading(text));
}

/** A tie that a word of kinship says about the reference person (`from`) and the member (`to`), or the other way round. */
export interface KinTie {
  readonly kind: "parent" | "partner" | "sibling" | "grandparent" | "uncle_aunt" | "other_kin";
  readonly towards: "member" | "reference";
}
export interface RoleMeaning {
  readonly role: MemberRole;
  readonly tie: KinTie | null;
}

function meaning(role: MemberRole, kind?: KinTie["kind"], towards: KinTie["towards"] = "member"): RoleMeaning {
  return { role, tie: kind === undefined ? null : { kind, towards } };
}

const roleWords: readonly (readonly [RoleMeaning, readonly string[]])[] = [
  [
    meaning("reference"),
    [
      ...[
        "persona de referencia",
        "referencia",
        "titular",
        "solicitante",
        "cabeza de familia",
        "sustentador principal",
      ],
      ...[
        "jefe de hogar",
        "jefa de hogar",
        "jefe hogar",
        "jefa hogar",
        "jefe",
        "jefa",
        "jefe del hogar",
        "jefa del hogar",
      ],
      "reference",
    ],
  ],
  [
    meaning("partner", "partner"),
    [
      "conyuge",
      "pareja",
      "conviviente",
      "conyuge o pareja",
      "conyuge o conviviente",
      "esposo",
      "esposa",
      "marido",
      "partner",
    ],
  ],
  [meaning("child", "parent"), ["hijo", "hija", "hijo o hija", "child"]],
  [
    meaning("child"),
    ["hijastro", "hijastra", "menor acogido", "menor acogida", "acogido", "acogida", "menor en acogimiento"],
  ],
  [meaning("other_relative", "parent", "reference"), ["padre", "madre", "padre o madre", "progenitor", "progenitora"]],
  [meaning("other_relative", "sibling"), ["hermano", "hermana", "hermano o hermana"]],
  [meaning("other_relative", "grandparent"), ["nieto", "nieta", "nieto o nieta"]],
  [meaning("other_relative", "grandparent", "reference"), ["abuelo", "abuela", "abuelo o abuela"]],
  [meaning("other_relative", "uncle_aunt"), ["sobrino", "sobrina"]],
  [meaning("other_relative", "uncle_aunt", "reference"), ["tio", "tia"]],
  [
    meaning("other_relative", "other_kin"),
    [
      "suegro",
      "suegra",
      "yerno",
      "nuera",
      "cunado",
      "cunada",
      "primo",
      "prima",
      "otro familiar",
      "otro pariente",
      "otra pariente",
    ],
  ],
  [meaning("other_relative"), ["other relative"]],
  [
    meaning("other"),
    ["otro", "otra", "no pariente", "no familiar", "sin parentesco", "otro no pariente", "servicio domestico", "other"],
  ],
];
const byRole = new Map(roleWords.flatMap(([role, words]) => words.map((word) => [word, role] as const)));

function plainWord(text: string): string {
  return plainHeading(text.replace(/\s*[/-]\s*(?:a|o|as|os)(?=\s|$)/gi, ""));
}

/** What a word of kinship means, or undefined for one nobody has explained. */
export function roleOf(text: string): RoleMeaning | undefined {
  return byRole.get(plainWord(text));
}

/** A role by the name the program gives it, for values explained in a mapping file. */
export function roleNamed(role: MemberRole): RoleMeaning {
  return meaning(role, role === "partner" ? "partner" : role === "child" ? "parent" : undefined);
}

const women = new Set(["f", "fem", "femenino", "female", "mujer", "muj"]);
const men = new Set(["h", "v", "hombre", "hom", "varon", "masc", "masculino", "male"]);
const others = new Set(["x", "otro", "otra", "otre", "no binario", "no binaria", "nb", "other"]);
const unknowns = new Set(["", "desconocido", "nc", "ns nc", "sin informacion", "indeterminado", "unknown"]);

/** «M» is a woman beside «H» and a man beside «F»: what it means is read from the rest of the column. */
export function meaningOfM(column: readonly string[]): Sex | undefined {
  const plain = new Set(column.map(plainHeading));
  const manOtherwise = [...plain].some((word) => men.has(word));
  const womanOtherwise = [...plain].some((word) => women.has(word));
  if (manOtherwise === womanOtherwise) return undefined;
  return manOtherwise ? "female" : "male";
}

/** The sex a cell says; undefined for a word or mark nobody has explained. */
export function sexOf(text: string, m: Sex | undefined): Sex | undefined {
  const plain = plainHeading(text);
  if (plain === "m") return m;
  if (women.has(plain)) return "female";
  if (men.has(plain)) return "male";
  if (others.has(plain)) return "other";
  return unknowns.has(plain) ? "unknown" : undefined;
}

const documentWords: readonly (readonly [DocumentKind | "none", readonly string[]])[] = [
  ["dni", ["dni", "nif", "documento nacional de identidad"]],
  ["nie", ["nie", "tie", "numero de identidad de extranjero"]],
  ["passport", ["pasaporte", "passport"]],
  ["run", ["run", "rut"]],
  ["curp", ["curp"]],
  ["other", ["otro", "otros", "other"]],
  ["none", ["sin documento", "sin documentacion", "indocumentado", "indocumentada", "no tiene", "ninguno"]],
];
const byDocument = new Map(documentWords.flatMap(([kind, words]) => words.map((word) => [word, kind] as const)));

export function documentKindOf(text: string): DocumentKind | "none" | undefined {
  return byDocument.get(plainHeading(text));
}
