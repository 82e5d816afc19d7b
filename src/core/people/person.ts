import { type PartialDate, possibleDays } from "../calendar/age.ts";
import type { IsoDate } from "../calendar/dates.ts";
import { accepted, type Result, refused } from "../result.ts";
import { type BadDocument, type DocumentKind, readDocument } from "./documents.ts";
import type { PersonName } from "./names.ts";

export type Sex = "female" | "male" | "other" | "unknown";

/** What is kept of who somebody is. */
export interface Person extends PersonName {
  readonly birth: PartialDate | null;
  readonly sex: Sex;
  readonly languages: readonly string[];
}

export interface IdentityDocument {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly number: string;
}

export type PersonFailure = { readonly code: "bad_birth" } | { readonly code: "name_missing" } | BadDocument;

/** First year a living person may have been born in; the database refuses earlier ones too. */
const earliestYear = 1890;

/** Names without spare blanks, languages once each, and a birth that is possible today. */
export function readPerson(person: Person, today: IsoDate): Result<Person, PersonFailure> {
  const tidy = (text: string) => text.normalize("NFC").trim().replace(/\s+/g, " ");
  const givenNames = tidy(person.givenNames);
  if (givenNames === "") return refused({ code: "name_missing" });
  if (person.birth !== null) {
    const days = possibleDays(person.birth);
    if (!days || days.first > today || Number(person.birth.slice(0, 4)) < earliestYear) {
      return refused({ code: "bad_birth" });
    }
  }
  return accepted({
    givenNames,
    firstSurname: tidy(person.firstSurname),
    secondSurname: tidy(person.secondSurname),
    birth: person.birth,
    sex: person.sex,
    languages: [...new Set(person.languages)],
  });
}

/** Documents as they are kept; the first whose check character does not fit is refused. */
export function readDocuments(
  documents: readonly IdentityDocument[],
): Result<readonly IdentityDocument[], BadDocument> {
  const kept: IdentityDocument[] = [];
  for (const document of documents) {
    const number = readDocument(document.kind, document.number);
    if (!number.ok) return number;
    kept.push({ ...document, number: number.value });
  }
  return accepted(kept);
}

/** A birth as three columns keep it. */
export function birthParts(birth: PartialDate | null): {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
} {
  const [year, month, day] = (birth ?? "").split("-").map((part) => (part === "" ? null : Number(part)));
  return { year: year ?? null, month: month ?? null, day: day ?? null };
}

const correctable = ["givenNames", "firstSurname", "secondSurname", "birth", "sex", "languages"] as const;

/** The fields in which two versions of a person differ, each with both values. */
export function personConflicts(
  yours: Person,
  theirs: Person,
): readonly { readonly field: string; readonly yours: unknown; readonly theirs: unknown }[] {
  const text = (value: unknown) => JSON.stringify(value);
  return correctable
    .filter((field) => text(yours[field]) !== text(theirs[field]))
    .map((field) => ({ field, yours: yours[field], theirs: theirs[field] }));
}
