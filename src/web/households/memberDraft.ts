import type { NewMember, NewRelationship, PersonFacts } from "../../contracts/people.ts";
import type { MemberRole } from "../../core/households/household.ts";
import { type DocumentKind, readDocument } from "../../core/people/documents.ts";
import { readPerson } from "../../core/people/person.ts";
import type { FieldError } from "../ui/ErrorSummary.tsx";

/** What somebody is to the person of reference: one question that answers role and kinship. */
export const TIES = [
  "child",
  "partner",
  "parent",
  "sibling",
  "grandparent",
  "grandchild",
  "uncle_aunt",
  "nephew_niece",
  "other_kin",
  "none",
] as const;
export type Tie = (typeof TIES)[number];

/** A person as the form holds them. */
export interface MemberDraft {
  readonly membershipId: string;
  readonly personId: string;
  readonly tie: Tie | "reference" | "";
  readonly givenNames: string;
  readonly firstSurname: string;
  readonly secondSurname: string;
  readonly birth: string;
  readonly birthProblem: boolean;
  readonly sex: PersonFacts["sex"] | "";
  readonly documentId: string;
  readonly documentKind: DocumentKind | "";
  readonly documentNumber: string;
  readonly contactId: string;
  readonly contact: string;
  readonly safe: boolean;
}

type Ids = Pick<MemberDraft, "membershipId" | "personId" | "documentId" | "contactId">;

/** A blank person; ids are made once, on this device. */
export function blankMember(newId: () => string, tie: MemberDraft["tie"]): MemberDraft {
  const ids: Ids = { membershipId: newId(), personId: newId(), documentId: newId(), contactId: newId() };
  return {
    ...ids,
    tie,
    givenNames: "",
    firstSurname: "",
    secondSurname: "",
    birth: "",
    birthProblem: false,
    sex: "",
    documentKind: "",
    documentNumber: "",
    contact: "",
    safe: false,
  };
}

const ROLES: Readonly<Record<Tie | "reference", MemberRole>> = {
  reference: "reference",
  child: "child",
  partner: "partner",
  parent: "other_relative",
  sibling: "other_relative",
  grandparent: "other_relative",
  grandchild: "other_relative",
  uncle_aunt: "other_relative",
  nephew_niece: "other_relative",
  other_kin: "other_relative",
  none: "other",
};

/** The person as the operation takes them. */
export function memberInput(draft: MemberDraft, since: string): NewMember {
  const { membershipId, personId, givenNames, firstSurname, secondSurname, contact } = draft;
  return {
    membershipId,
    personId,
    role: ROLES[draft.tie === "" ? "none" : draft.tie],
    since,
    person: {
      givenNames,
      firstSurname,
      secondSurname,
      birth: draft.birth || null,
      sex: draft.sex || "unknown",
      languages: [],
    },
    documents:
      draft.documentKind === "" || draft.documentNumber.trim() === ""
        ? []
        : [{ id: draft.documentId, kind: draft.documentKind, number: draft.documentNumber }],
    contacts:
      contact.trim() === ""
        ? []
        : [
            {
              id: draft.contactId,
              kind: contact.includes("@") ? "email" : "phone",
              value: contact.trim(),
              safe: draft.safe,
            },
          ],
  };
}

/** The tie with the person of reference, in the direction it is kept. */
export function tieInput(draft: MemberDraft, referenceId: string, id: string): NewRelationship | undefined {
  const outward = (kind: NewRelationship["kind"]) => ({ fromPersonId: referenceId, toPersonId: draft.personId, kind });
  const inward = (kind: NewRelationship["kind"]) => ({ fromPersonId: draft.personId, toPersonId: referenceId, kind });
  const ties: Readonly<Record<Tie, Omit<NewRelationship, "id" | "strength"> | undefined>> = {
    child: outward("parent"),
    partner: outward("partner"),
    parent: inward("parent"),
    sibling: outward("sibling"),
    grandparent: inward("grandparent"),
    grandchild: outward("grandparent"),
    uncle_aunt: inward("uncle_aunt"),
    nephew_niece: outward("uncle_aunt"),
    other_kin: outward("other_kin"),
    none: undefined,
  };
  const tie = draft.tie === "" || draft.tie === "reference" ? undefined : ties[draft.tie];
  return tie && { ...tie, id, strength: "unknown" };
}

/** The words of each thing that can be wrong with a person. */
export interface MemberWords {
  readonly name: (values: { who: string }) => string;
  readonly birth: (values: { who: string }) => string;
  readonly birthIncomplete: (values: { who: string }) => string;
  readonly tie: (values: { who: string }) => string;
  readonly sex: (values: { who: string }) => string;
  readonly document: (values: { number: string }) => string;
  readonly documentKind: (values: { who: string }) => string;
}

interface Checked {
  readonly draft: MemberDraft;
  /** Prefix of the field names: `m0.` */
  readonly prefix: string;
  /** How the person is called in a message. */
  readonly who: string;
  readonly today: string;
}

/** What cannot be saved yet, by the same rules as on the server. */
export function memberProblems({ draft, prefix, who, today }: Checked, words: MemberWords): readonly FieldError[] {
  const found: FieldError[] = [];
  const add = (field: string, message: string) => found.push({ field: `${prefix}${field}`, message });
  if (draft.tie === "") add("tie", words.tie({ who }));
  const { person } = memberInput(draft, today);
  const read = readPerson({ ...person, birth: null }, today);
  if (!read.ok) add("givenNames", words.name({ who }));
  if (draft.birthProblem) add("birth", words.birthIncomplete({ who }));
  else if (!readPerson({ ...person, givenNames: "x" }, today).ok) add("birth", words.birth({ who }));
  if (draft.sex === "") add("sex", words.sex({ who }));
  const number = draft.documentNumber.trim();
  if (number !== "" && draft.documentKind === "") add("documentKind", words.documentKind({ who }));
  if (number !== "" && draft.documentKind !== "" && !readDocument(draft.documentKind, number).ok) {
    add("documentNumber", words.document({ number }));
  }
  return found;
}
