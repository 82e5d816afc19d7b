import { type PartialDate, possibleDays } from "../calendar/age.ts";
import { addMonths, type IsoDate } from "../calendar/dates.ts";
import { type DocumentKind, normaliseDocument, readDocument } from "../people/documents.ts";
import { type Person, readPerson, type Sex } from "../people/person.ts";
import { accepted, type Result, refused } from "../result.ts";
import { cellText, looksLikeName, textProblem } from "./cells.ts";
import { readRegistryDate } from "./dates.ts";
import {
  documentColumns,
  documentKindOf,
  plainHeading,
  type RegistryField,
  type RoleMeaning,
  roleNamed,
  roleOf,
  sexOf,
} from "./fields.ts";
import { type Finding, type FindingCode, findingKinds, shortValue } from "./findings.ts";
import type { Columns, Mapping } from "./mapping.ts";
import { findPlace, type PlaceIndex } from "./places.ts";
import type { TableRow } from "./table.ts";

/** What a row is read against. */
export interface RowContext {
  readonly columns: Columns;
  readonly mapping: Mapping;
  readonly places: PlaceIndex;
  /** ISO country of the institution: a number without its kind is read as that country writes it. */
  readonly country: string;
  readonly today: IsoDate;
  /** What «M» means in this file. */
  readonly m: Sex | undefined;
}

/** One person of the list, ready to enter a family. */
export interface RegistryPerson {
  readonly row: number;
  /** Key of the family in the list. */
  readonly household: string;
  readonly familyName: string;
  /** Null where the list has no such column: somebody alone is the reference of their own family. */
  readonly role: RoleMeaning | null;
  readonly person: Person;
  readonly documents: readonly { readonly kind: DocumentKind; readonly number: string }[];
  readonly contacts: readonly { readonly kind: "phone" | "email"; readonly value: string }[];
  readonly placeId: string;
  readonly since: IsoDate;
}

export interface RowProblems {
  readonly code: "row_refused";
  readonly findings: readonly Finding[];
}
export type RowRead = Result<{ readonly person: RegistryPerson; readonly warnings: readonly Finding[] }, RowProblems>;

/** The longest life recorded with a birth certificate lasted 122 years. */
const longestLife = 122;

/** Reads cells of one row and collects what is wrong with them. */
interface Reader {
  readonly text: (field: RegistryField) => string;
  readonly raw: (field: RegistryField) => string | number;
  readonly note: (code: FindingCode, field: RegistryField | null, value?: string) => void;
  readonly context: RowContext;
}

function readerOf(row: TableRow, context: RowContext, findings: Finding[]): Reader {
  const cellOf = (field: RegistryField) => {
    const at = context.columns[field];
    return at === undefined ? null : (row.cells[at] ?? null);
  };
  const note: Reader["note"] = (code, field, value = "") => {
    findings.push({ code, row: row.row, field, value: shortValue(value) });
  };
  const text = (field: RegistryField) => {
    const read = cellText(cellOf(field));
    const problem = textProblem(read);
    if (problem) note(problem, field, read);
    return problem ? "" : read;
  };
  const raw = (field: RegistryField) => {
    const cell = cellOf(field);
    return typeof cell === "number" ? cell : text(field);
  };
  return { text, raw, note, context };
}

function explained<Meaning>(values: Readonly<Record<string, Meaning>> | undefined, text: string): Meaning | undefined {
  if (values === undefined) return undefined;
  return Object.entries(values).find(([word]) => plainHeading(word) === plainHeading(text))?.[1];
}

function readName(reader: Reader, field: "given_names" | "first_surname" | "second_surname"): string {
  const text = reader.text(field);
  if (text === "" || looksLikeName(text)) return text;
  reader.note("not_a_name", field, text);
  return "";
}

function readDay(reader: Reader, field: "birth" | "since"): PartialDate | null {
  const cell = reader.raw(field);
  if (cell === "") return null;
  const read = readRegistryDate(cell, reader.context.mapping.dates);
  if (read.ok) return read.value;
  reader.note(read.failure.code, field, String(cell));
  return null;
}

function readBirth(reader: Reader): PartialDate | null {
  const birth = readDay(reader, "birth");
  const days = birth === null ? undefined : possibleDays(birth);
  if (birth === null || !days) return null;
  const { today } = reader.context;
  if (days.first > today) reader.note("birth_in_future", "birth", birth);
  else if (addMonths(days.last, longestLife * 12) < today) reader.note("impossible_age", "birth", birth);
  else return birth;
  return null;
}

function readSince(reader: Reader): IsoDate {
  const { today } = reader.context;
  const since = readDay(reader, "since");
  const first = since === null ? undefined : possibleDays(since)?.first;
  if (since === null || first === undefined) return today;
  if (first > today) reader.note("since_in_future", "since", since);
  return first;
}

function readSex(reader: Reader): Sex {
  const text = reader.text("sex");
  const sex = explained(reader.context.mapping.values?.sex, text) ?? sexOf(text, reader.context.m);
  if (sex === undefined) reader.note("sex_unclear", "sex", text);
  return sex ?? "unknown";
}

function readRole(reader: Reader): RoleMeaning | null {
  const { columns, mapping } = reader.context;
  if (columns.role === undefined) return null;
  const text = reader.text("role");
  const named = explained(mapping.values?.role, text);
  const role = named === undefined ? roleOf(text) : roleNamed(named);
  if (role === undefined) reader.note(text === "" ? "role_missing" : "role_unknown", "role", text);
  return role ?? null;
}

/** The kind of a number whose kind nobody says, by the shapes of the institution's country. */
function kindByShape(number: string, country: string): DocumentKind | undefined {
  const bare = normaliseDocument("other", number);
  if (/^[A-ZÑ]{4}\d{6}[HMX]/.test(bare)) return "curp";
  if (/^[XYZ]\d{7}[A-Z]$/.test(bare)) return "nie";
  if (country === "CL" && /^\d{6,8}[\dK]$/.test(bare)) return "run";
  return /^\d{7,8}[A-Z]$/.test(bare) ? "dni" : undefined;
}

function kindSaid(reader: Reader): DocumentKind | "none" | undefined {
  const text = reader.text("document_kind");
  if (text === "") return undefined;
  const kind = explained(reader.context.mapping.values?.document_kind, text) ?? documentKindOf(text);
  if (kind === undefined) reader.note("document_kind_unknown", "document_kind", text);
  return kind ?? "none";
}

type Document = RegistryPerson["documents"][number];

function checked(reader: Reader, field: RegistryField, kind: DocumentKind, number: string): readonly Document[] {
  const read = readDocument(kind, number);
  if (read.ok) return [{ kind, number: read.value }];
  reader.note("bad_document", field, number);
  return [];
}

function readDocuments(reader: Reader): readonly Document[] {
  const { columns, country } = reader.context;
  const digit = reader.text("check_digit");
  const documents = Object.entries(documentColumns).flatMap(([column, kind]) => {
    const field = column as keyof typeof documentColumns;
    const number = reader.text(field);
    if (number === "") return [];
    if (kind === "run" && digit !== "") return checked(reader, field, kind, `${number}-${digit}`);
    const written = kind === "dni" && kindByShape(number, country) === "nie" ? "nie" : kind;
    return checked(reader, field, written, number);
  });
  const said = kindSaid(reader);
  const number = reader.text("document_number");
  if (number === "" || said === "none") return documents;
  const whole = digit !== "" && columns.run === undefined ? `${number}-${digit}` : number;
  const kind = said ?? kindByShape(whole, country);
  if (kind === undefined) {
    reader.note("document_kind_needed", "document_number", whole);
    return documents;
  }
  return [...documents, ...checked(reader, "document_number", kind, whole)];
}

function readContacts(reader: Reader): RegistryPerson["contacts"] {
  const { text, note } = reader;
  const [phone, email] = [text("phone"), text("email")];
  const digits = phone.replace(/[\s().\-/]/g, "");
  const phones = /^\+?\d{6,15}$/.test(digits) ? [{ kind: "phone" as const, value: digits }] : [];
  const emails = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? [{ kind: "email" as const, value: email }] : [];
  if (phone !== "" && phones.length === 0) note("bad_phone", "phone", phone);
  if (email !== "" && emails.length === 0) note("bad_email", "email", email);
  return [...phones, ...emails];
}

function readPlace(reader: Reader): string {
  const { columns, mapping, places } = reader.context;
  const code = reader.text("place_code");
  const text = code || reader.text("place_name") || (mapping.place ?? "");
  const field = code === "" && columns.place_code === undefined ? "place_name" : "place_code";
  if (text === "") {
    reader.note("place_missing", field);
    return "";
  }
  const found = findPlace(places, explained(mapping.values?.place, text) ?? text);
  if ("problem" in found) reader.note(found.problem, field, text);
  else if (found.zeroRestored) reader.note("zero_restored", field, text);
  return "place" in found ? found.place.id : "";
}

/** In a list without families each row is its own. */
function keyOfRow({ row }: TableRow): string {
  return `row ${row}`;
}

function readHousehold(row: TableRow, reader: Reader): string {
  const { columns } = reader.context;
  if (columns.household === undefined) return keyOfRow(row);
  const key = reader.text("household");
  if (key === "") reader.note("household_missing", "household");
  return key;
}

function personOf(reader: Reader): Person {
  const givenNames = readName(reader, "given_names");
  const firstSurname = readName(reader, "first_surname");
  const secondSurname = readName(reader, "second_surname");
  return { givenNames, firstSurname, secondSurname, birth: readBirth(reader), sex: readSex(reader), languages: [] };
}

function missingNames(person: Person, findings: readonly Finding[], note: Reader["note"]): void {
  const named = new Set(findings.map(({ field }) => field));
  if (person.givenNames === "" && !named.has("given_names")) note("name_missing", "given_names");
  if (person.firstSurname === "" && !named.has("first_surname")) note("surname_missing", "first_surname");
}

/** One row as a person, or everything that is wrong with it. */
export function readRow(row: TableRow, context: RowContext): RowRead {
  if (row.broken !== undefined) {
    const value = shortValue(row.cells.map(cellText).join(" "));
    return refused({ code: "row_refused", findings: [{ code: row.broken, row: row.row, field: null, value }] });
  }
  const findings: Finding[] = [];
  const reader = readerOf(row, context, findings);
  const household = readHousehold(row, reader);
  const role = readRole(reader);
  const person = personOf(reader);
  missingNames(person, findings, reader.note);
  const documents = readDocuments(reader);
  const contacts = readContacts(reader);
  const placeId = readPlace(reader);
  const since = readSince(reader);
  const familyName = reader.text("family_name");
  const wrong = findings.some(({ code }) => findingKinds[code] === "refused");
  const read = readPerson(person, context.today);
  if (wrong || !read.ok) return refused({ code: "row_refused", findings });
  const accept = { row: row.row, household, familyName, role, person: read.value, documents, contacts, placeId, since };
  return accepted({ person: accept, warnings: findings });
}

/** The family a row says it belongs to, also when the row itself is refused; empty when it says none. */
export function householdOf(row: TableRow, columns: Columns): string {
  if (columns.household === undefined) return keyOfRow(row);
  return cellText(row.cells[columns.household] ?? null);
}
