import { type Static, Type } from "typebox";
import { Day, Id, line, nullable, oneOf, record, text, Version } from "./scalars.ts";

/** A birth known to the day, the month or only the year: `2019-03-07`, `2019-03`, `2019`. */
export const PartialDay = Type.String({ pattern: "^\\d{4}(-\\d{2}(-\\d{2})?)?$", maxLength: 10 });
export const Sex = oneOf("female", "male", "other", "unknown");
export const DocumentKind = oneOf("dni", "nie", "passport", "run", "curp", "other");
export const ContactKind = oneOf("phone", "email", "other");
export const MemberRole = oneOf("reference", "partner", "child", "other_relative", "other");
export const RelationshipKind = oneOf(
  "parent",
  "partner",
  "sibling",
  "grandparent",
  "uncle_aunt",
  "guardian",
  "other_kin",
  "neighbour",
  "friend",
);
export const RelationshipStrength = oneOf("strong", "weak", "tense", "broken", "unknown");

/** What identifies a person; the second surname may be missing. */
export const PersonFacts = record({
  givenNames: line(120),
  firstSurname: text(120),
  secondSurname: text(120),
  birth: nullable(PartialDay),
  sex: Sex,
  languages: Type.Array(Type.String({ pattern: "^[a-z]{2,3}$" }), { maxItems: 10 }),
});
export type PersonFacts = Static<typeof PersonFacts>;

export const NewDocument = record({ id: Id, kind: DocumentKind, number: line(40) });
export type NewDocument = Static<typeof NewDocument>;

export const NewContact = record({ id: Id, kind: ContactKind, value: line(120), safe: Type.Boolean() });
export type NewContact = Static<typeof NewContact>;

/** A person who enters a household; `person` is new, an existing person is named by id alone. */
export const NewMember = record({
  membershipId: Id,
  personId: Id,
  role: MemberRole,
  since: Day,
  person: PersonFacts,
  documents: Type.Array(NewDocument, { maxItems: 6 }),
  contacts: Type.Array(NewContact, { maxItems: 6 }),
});
export type NewMember = Static<typeof NewMember>;

export const NewRelationship = record({
  id: Id,
  fromPersonId: Id,
  toPersonId: Id,
  kind: RelationshipKind,
  strength: RelationshipStrength,
});
export type NewRelationship = Static<typeof NewRelationship>;

/** A member as the family file shows it. Ended memberships stay, with their last day. */
export const MemberShown = record({
  membershipId: Id,
  membershipVersion: Version,
  personId: Id,
  personVersion: Version,
  ...PersonFacts.properties,
  role: MemberRole,
  from: Day,
  to: nullable(Day),
  documents: Type.Array(record({ id: Id, kind: DocumentKind, number: Type.String() })),
  contacts: Type.Array(record({ id: Id, kind: ContactKind, value: Type.String(), safe: Type.Boolean() })),
});
export type MemberShown = Static<typeof MemberShown>;

export const RelationshipShown = record({
  id: Id,
  fromPersonId: Id,
  toPersonId: Id,
  kind: RelationshipKind,
  strength: RelationshipStrength,
  from: Day,
  to: nullable(Day),
});
