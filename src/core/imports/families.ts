import type { MemberRole } from "../households/household.ts";
import { suggestedName } from "../households/household.ts";
import { fold, fullName } from "../people/names.ts";
import type { KinTie } from "./fields.ts";
import type { Finding, FindingCode } from "./findings.ts";
import type { RegistryPerson } from "./row.ts";

export interface FamilyMember extends Omit<RegistryPerson, "role" | "household" | "familyName"> {
  readonly role: MemberRole;
  readonly tie: KinTie | null;
}

/** A family of the list, whole: one person of reference, one place. */
export interface RegistryFamily {
  /** Key of the family in the list; null where the list has none. */
  readonly externalId: string | null;
  readonly name: string;
  readonly placeId: string;
  readonly members: readonly FamilyMember[];
}

/** The rows of one family as they were read. */
export interface FamilyRows {
  /** Key of the family in the list; null where the list has none. */
  readonly externalId: string | null;
  readonly people: readonly RegistryPerson[];
  /** Rows that belong to it but could not be read. */
  readonly refusedRows: readonly number[];
}

/** As many as the screens take. */
const mostMembers = 30;

export type FamilyFormed =
  | { readonly family: RegistryFamily; readonly findings: readonly Finding[] }
  | { readonly family?: undefined; readonly findings: readonly Finding[] };

function about(person: RegistryPerson, code: FindingCode, more: Partial<Finding> = {}): Finding {
  return { code, row: person.row, field: null, value: "", ...more };
}

function wrongComposition({ people, refusedRows }: FamilyRows): readonly Finding[] {
  const [first] = people;
  if (!first) return [];
  const [held] = refusedRows;
  if (held !== undefined) return people.map((person) => about(person, "family_held_back", { other: held }));
  if (people.length > mostMembers) return people.map((person) => about(person, "too_many_members"));
  const away = people.find(({ placeId }) => placeId !== first.placeId);
  if (away) {
    return people.map((person) =>
      about(person, "two_places", { field: "place_code", other: person === away ? first.row : away.row }),
    );
  }
  const references = people.filter(({ role }) => role?.role === "reference");
  const [reference, second] = references;
  if (second && reference) {
    return people.map((person) =>
      about(person, "two_references", { field: "role", other: person === second ? reference.row : second.row }),
    );
  }
  const alone = people.length === 1 && first.role === null;
  return reference || alone ? [] : people.map((person) => about(person, "reference_missing", { field: "role" }));
}

function memberOf(person: RegistryPerson): FamilyMember {
  const { household: _, familyName: __, role, ...rest } = person;
  return { ...rest, role: role?.role ?? "reference", tie: role?.tie ?? null };
}

/** A «hijo» born before the person of reference is loaded and pointed out: it may be a step-child, or two rows swapped. */
function olderChildren(members: readonly FamilyMember[]): readonly Finding[] {
  const reference = members.find(({ role }) => role === "reference");
  const birth = reference?.person.birth ?? null;
  if (!reference || birth === null) return [];
  return members
    .filter(
      ({ role, person }) => role === "child" && person.birth !== null && person.birth.slice(0, 4) <= birth.slice(0, 4),
    )
    .map(({ row }) => ({ code: "older_than_reference", row, field: "birth", value: "", other: reference.row }));
}

/** A family goes in whole or stays out whole: a family that lost a child on the way would be a false one. */
export function formFamily(rows: FamilyRows): FamilyFormed {
  const wrong = wrongComposition(rows);
  const [first] = rows.people;
  if (wrong.length > 0 || !first) return { findings: wrong };
  const members = rows.people.map(memberOf);
  const named = rows.people.find(({ familyName }) => familyName !== "")?.familyName;
  const name = named ?? suggestedName(members);
  return {
    family: { externalId: rows.externalId, name, placeId: first.placeId, members },
    findings: olderChildren(members),
  };
}

function sameDocument(person: RegistryPerson, seen: ReadonlyMap<string, RegistryPerson>): RegistryPerson | undefined {
  for (const { kind, number } of person.documents) {
    const other = seen.get(`${kind} ${number}`);
    if (other) return other;
  }
  return undefined;
}

function nameAndBirth({ person }: RegistryPerson): string | undefined {
  return person.birth?.length === 10 ? `${fold(fullName(person))} ${person.birth}` : undefined;
}

export interface Repetitions {
  readonly kept: readonly RegistryPerson[];
  readonly findings: readonly Finding[];
  /** People refused because their document is somebody else's in the list. */
  readonly refused: readonly RegistryPerson[];
}

/** The same person twice in a family counts once; a document of two families, or of two people, is refused the second time. */
export function withoutRepetitions(people: readonly RegistryPerson[]): Repetitions {
  const byDocument = new Map<string, RegistryPerson>();
  const byName = new Map<string, RegistryPerson>();
  const kept: RegistryPerson[] = [];
  const refused: RegistryPerson[] = [];
  const findings: Finding[] = [];
  for (const person of people) {
    const name = nameAndBirth(person);
    const shares = sameDocument(person, byDocument);
    const alike = name === undefined ? undefined : byName.get(name);
    const [document] = person.documents;
    if (shares && (shares.household !== person.household || nameAndBirth(shares) !== name)) {
      refused.push(person);
      findings.push(
        about(person, "document_repeated", {
          field: "document_number",
          value: document?.number ?? "",
          other: shares.row,
        }),
      );
      continue;
    }
    const repeated = shares ?? (alike?.household === person.household ? alike : undefined);
    if (repeated) {
      findings.push(about(person, "repeated_row", { other: repeated.row }));
      continue;
    }
    if (alike) findings.push(about(person, "similar_row", { other: alike.row }));
    kept.push(person);
    for (const { kind, number } of person.documents) byDocument.set(`${kind} ${number}`, person);
    if (name !== undefined && !alike) byName.set(name, person);
  }
  return { kept, findings, refused };
}
