import { accepted, type Result, refused } from "../result.ts";

export const documentKinds = ["dni", "nie", "passport", "run", "curp", "other"] as const;
export type DocumentKind = (typeof documentKinds)[number];

export interface BadDocument {
  readonly code: "bad_document";
  readonly kind: DocumentKind;
  readonly number: string;
}

/** Without spaces, points or dashes, in capitals; a DNI of seven figures gets its leading zero. */
export function normaliseDocument(kind: DocumentKind, number: string): string {
  const bare = number
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s.\-_/·]/g, "");
  return kind === "dni" && /^\d{7}[A-Z]$/.test(bare) ? `0${bare}` : bare;
}

const dniLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

/** The letter stands for the remainder of the number by 23; a NIE counts X, Y, Z as 0, 1, 2. */
function fitsDni(digits: string, letter: string): boolean {
  return dniLetters[Number(digits) % 23] === letter;
}

function isDni(number: string): boolean {
  return /^\d{8}[A-Z]$/.test(number) && fitsDni(number.slice(0, 8), number.slice(8));
}

function isNie(number: string): boolean {
  if (!/^[XYZ]\d{7}[A-Z]$/.test(number)) return false;
  return fitsDni("XYZ".indexOf(number.slice(0, 1)) + number.slice(1, 8), number.slice(8));
}

/** Chile: modulo 11 with weights 2 to 7 from the right; 10 is written K and 11 is 0. */
function isRun(number: string): boolean {
  if (!/^\d{6,8}[\dK]$/.test(number)) return false;
  const digits = [...number.slice(0, -1)].reverse();
  const sum = digits.reduce((total, digit, place) => total + Number(digit) * (2 + (place % 6)), 0);
  const check = 11 - (sum % 11);
  return number.slice(-1) === (check === 11 ? "0" : check === 10 ? "K" : String(check));
}

const curpAlphabet = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";

/** Mexico: weights 18 to 2 over the 37 signs; the last sign brings the sum to a multiple of ten. */
function isCurp(number: string): boolean {
  if (!/^[A-ZÑ]{4}\d{6}[HMX][A-ZÑ]{5}[A-Z\d]\d$/.test(number)) return false;
  const sum = [...number.slice(0, 17)].reduce(
    (total, sign, place) => total + curpAlphabet.indexOf(sign) * (18 - place),
    0,
  );
  return (10 - (sum % 10)) % 10 === Number(number.slice(17));
}

const fits: Readonly<Record<DocumentKind, (number: string) => boolean>> = {
  dni: isDni,
  nie: isNie,
  run: isRun,
  curp: isCurp,
  passport: (number) => /^[A-Z0-9]{5,20}$/.test(number),
  other: (number) => /^[A-Z0-9Ñ]{2,30}$/.test(number),
};

/** The number as it is kept, when its check character fits; passports and other papers have none to test. */
export function readDocument(kind: DocumentKind, number: string): Result<string, BadDocument> {
  const bare = normaliseDocument(kind, number);
  return fits[kind](bare) ? accepted(bare) : refused({ code: "bad_document", kind, number: number.trim() });
}

/** True for kinds whose check character can be tested: two valid ones that differ are two people. */
export function provesIdentity(kind: DocumentKind): boolean {
  return kind !== "passport" && kind !== "other";
}
