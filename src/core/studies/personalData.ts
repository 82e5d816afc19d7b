/** A column of a file before it is accepted: its heading and different values it holds. */
export interface UnknownColumn {
  readonly heading: string;
  readonly values: readonly string[];
  /** How many rows have a value. */
  readonly present: number;
}

const PERSONAL_WORDS = new Set(
  `apellido apellidos surname surnames lastname firstname forename dni nie nif rut curp rfc pasaporte passport domicilio direccion
  address calle street telefono telefonos movil celular phone phones mobile whatsapp email emails mail correo correos`.split(
    /\s+/,
  ),
);
const NAME_WORDS = new Set(["nombre", "nombres", "name", "names"]);
/** A name of something that is no person. */
const PLACE_WORDS = new Set(
  `municipio municipality centro center centre programa programme program place lugar territorio territory escuela school barrio
  comuna commune pais country region provincia province entidad organisation organization servicio service`.split(
    /\s+/,
  ),
);

function wordsOf(heading: string): readonly string[] {
  return heading
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

function headingSays(heading: string): boolean {
  const words = wordsOf(heading);
  if (words.some((word) => PERSONAL_WORDS.has(word))) return true;
  if (
    words.some((word) => word.startsWith("nac") || word.startsWith("birth")) &&
    words.some((word) => /^(fecha|date|dia|day)$/.test(word))
  ) {
    return true;
  }
  return words.some((word) => NAME_WORDS.has(word)) && !words.some((word) => PLACE_WORDS.has(word));
}

const MAIL = /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i;
/** Identity documents: Spanish DNI and NIE, Chilean RUT, Mexican CURP. */
const DOCUMENT =
  /^(\d{8}[- ]?[a-z]|[xyz][- ]?\d{7}[- ]?[a-z]|\d{1,2}\.?\d{3}\.?\d{3}-[\dk]|[a-z]{4}\d{6}[hmx][a-z]{5}[a-z0-9]\d)$/i;
const ADDRESS = /(^|\s)(calle|c\/|avda\.?|avenida|av\.|plaza|pza\.?|paseo|camino|carretera|pasaje|street|road)\s.*\d/i;
const PHONE = /^(\+|00)\d[\d ().-]{7,16}$|^[6789]\d{2}[ .-]?\d{3}[ .-]?\d{3}$/;
const FULL_NAME = /^\p{Lu}\p{Ll}+([ -](de|del|la|las|los|y|\p{Lu}\p{Ll}+))*[ -]\p{Lu}\p{Ll}+$/u;

function shareOf(values: readonly string[], like: RegExp): number {
  if (values.length === 0) return 0;
  return values.filter((value) => like.test(value.trim())).length / values.length;
}

function valuesSay({ values, present }: UnknownColumn): boolean {
  if (values.some((value) => MAIL.test(value.trim()))) return true;
  if (shareOf(values, DOCUMENT) > 0.1 || shareOf(values, ADDRESS) > 0.1) return true;
  // A telephone number and a full name are as good as different in every row; a sum of money or the name of a town is not.
  const different = values.length >= 5 && values.length >= 0.6 * Math.min(present, 2000);
  return different && (shareOf(values, PHONE) > 0.8 || shareOf(values, FULL_NAME) > 0.6);
}

/** Whether a column seems to hold names, documents, addresses or ways to reach a person. */
export function looksPersonal(column: UnknownColumn): boolean {
  return headingSays(column.heading) || valuesSay(column);
}
