import type { RegistryField } from "../core/imports/fields.ts";
import type { FindingCode } from "../core/imports/findings.ts";
import { type FindingText, findingTexts } from "./importFindings.ts";

/** Names of the columns as people know them. */
export const fieldNames = {
  household: { es: "Hogar", en: "Household" },
  family_name: { es: "Familia", en: "Family" },
  role: { es: "Parentesco", en: "Tie" },
  given_names: { es: "Nombre", en: "Given names" },
  first_surname: { es: "Primer apellido", en: "First surname" },
  second_surname: { es: "Segundo apellido", en: "Second surname" },
  birth: { es: "Fecha de nacimiento", en: "Birth date" },
  sex: { es: "Sexo", en: "Sex" },
  document_kind: { es: "Tipo de documento", en: "Kind of document" },
  document_number: { es: "Número de documento", en: "Document number" },
  check_digit: { es: "Dígito verificador", en: "Check digit" },
  dni: { es: "DNI", en: "DNI" },
  nie: { es: "NIE", en: "NIE" },
  run: { es: "RUN", en: "RUN" },
  curp: { es: "CURP", en: "CURP" },
  passport: { es: "Pasaporte", en: "Passport" },
  place_code: { es: "Código del municipio", en: "Municipality code" },
  place_name: { es: "Municipio", en: "Municipality" },
  phone: { es: "Teléfono", en: "Telephone" },
  email: { es: "Correo", en: "E-mail" },
  since: { es: "Fecha de alta", en: "Since" },
} as const satisfies Record<RegistryField, { readonly es: string; readonly en: string }>;

interface Told {
  readonly code: FindingCode;
  readonly value: string;
  readonly other?: number;
  readonly family?: string;
}

function fill(sentence: string, told: Told): string {
  return sentence.replace(/\{(value|other|family)\}/g, (whole, name: "value" | "other" | "family") =>
    told[name] === undefined ? whole : String(told[name]),
  );
}

/** The two sentences about one finding. */
export function tellFinding(told: Told, language: "es" | "en"): { readonly reason: string; readonly advice: string } {
  const text: FindingText = findingTexts[told.code];
  return { reason: fill(text.reason[language], told), advice: fill(text.advice[language], told) };
}
