import type { IsoDate } from "../calendar/dates.ts";
import type { DocumentKind } from "../people/documents.ts";
import { type IdentityDocument, type Person, type PersonFailure, readDocuments, readPerson } from "../people/person.ts";
import type { ReferralState } from "../referrals/referral.ts";
import { accepted, type Result, refused } from "../result.ts";

export type MemberRole = "reference" | "partner" | "child" | "other_relative" | "other";

export interface NewContact {
  readonly id: string;
  readonly kind: "phone" | "email" | "other";
  readonly value: string;
  readonly safe: boolean;
}

/** A person about to enter a household on a day. */
export interface NewMember {
  readonly membershipId: string;
  readonly personId: string;
  readonly role: MemberRole;
  readonly since: IsoDate;
  readonly person: Person;
  readonly documents: readonly { readonly id: string; readonly kind: DocumentKind; readonly number: string }[];
  readonly contacts: readonly NewContact[];
}

export interface NewRelationship {
  readonly id: string;
  readonly fromPersonId: string;
  readonly toPersonId: string;
  readonly kind: string;
  readonly strength: string;
}

/** A member ready to be stored: tidy names, documents whose check character fits. */
export interface ReadMember extends NewMember {
  readonly documents: readonly IdentityDocument[];
}

export type MemberFailure = PersonFailure | { readonly code: "day_in_future" } | { readonly code: "two_references" };

/** A member as it will be stored, or the first thing that cannot be. */
export function readMember(member: NewMember, today: IsoDate): Result<ReadMember, MemberFailure> {
  if (member.since > today) return refused({ code: "day_in_future" });
  const person = readPerson(member.person, today);
  if (!person.ok) return person;
  const documents = readDocuments(member.documents);
  if (!documents.ok) return documents;
  const contacts = member.contacts.map((contact) => ({ ...contact, value: contact.value.trim() }));
  return accepted({ ...member, person: person.value, documents: documents.value, contacts });
}

/** What is known when a family file is opened: the referral it comes from. */
export interface RegistrationState {
  readonly referral: { readonly state: ReferralState; readonly householdId: string | null };
  readonly today: IsoDate;
}

export interface Registration {
  readonly name: string;
  readonly members: readonly NewMember[];
  readonly relationships: readonly NewRelationship[];
}

export interface ReadRegistration extends Registration {
  readonly members: readonly ReadMember[];
}

export type RegistrationFailure =
  | MemberFailure
  | { readonly code: "not_accepted" }
  | { readonly code: "already_linked" }
  | { readonly code: "reference_missing" }
  | { readonly code: "repeated_person" }
  | { readonly code: "bad_relationship" };

/** Opens a family file from an accepted referral: one person of reference, everybody once, ties between members only. */
export function registerHousehold(
  state: RegistrationState,
  input: Registration,
): Result<ReadRegistration, RegistrationFailure> {
  if (state.referral.householdId !== null) return refused({ code: "already_linked" });
  if (state.referral.state !== "accepted") return refused({ code: "not_accepted" });
  const wrong = wrongComposition(input);
  if (wrong) return refused(wrong);
  const members: ReadMember[] = [];
  for (const member of input.members) {
    const read = readMember(member, state.today);
    if (!read.ok) return read;
    members.push(read.value);
  }
  return accepted({ name: input.name.trim().replace(/\s+/g, " "), members, relationships: input.relationships });
}

function wrongComposition({ members, relationships }: Registration): RegistrationFailure | undefined {
  const people = new Set(members.map((member) => member.personId));
  if (people.size < members.length) return { code: "repeated_person" };
  const references = members.filter((member) => member.role === "reference").length;
  if (references === 0) return { code: "reference_missing" };
  if (references > 1) return { code: "two_references" };
  const bad = relationships.some(
    ({ fromPersonId, toPersonId }) =>
      fromPersonId === toPersonId || !people.has(fromPersonId) || !people.has(toPersonId),
  );
  return bad ? { code: "bad_relationship" } : undefined;
}

/** Adds somebody to a household that may already have its person of reference. */
export function addMember(
  state: { readonly hasReference: boolean; readonly today: IsoDate },
  member: NewMember,
): Result<ReadMember, MemberFailure> {
  if (member.role === "reference" && state.hasReference) return refused({ code: "two_references" });
  return readMember(member, state.today);
}

/** The name a family is offered: the first surnames of those who head it, as «Familia Huenchumil Rojas». */
export function suggestedName(members: readonly Pick<NewMember, "role" | "person">[]): string {
  const reference = members.find((member) => member.role === "reference");
  const children = members.filter((member) => member.role === "child");
  const named = children.find((child) => child.person.secondSurname.trim() !== "") ?? reference;
  if (!named) return "";
  const surnames = [named.person.firstSurname.trim(), named.person.secondSurname.trim()].filter(Boolean);
  return surnames.length === 0 ? "" : `Familia ${surnames.join(" ")}`;
}
