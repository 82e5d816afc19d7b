import { Type } from "typebox";
import { operationContract } from "./contract.ts";
import { futureDayFailure, pastDayFailure, staleFailure } from "./failures.ts";
import {
  NewContact,
  NewDocument,
  NewMember,
  NewRelationship,
  PersonFacts,
  RelationshipKind,
  RelationshipStrength,
} from "./people.ts";
import { Day, Id, line, oneOf, record, text, Version } from "./scalars.ts";

const personFailures = {
  bad_document: {
    status: 422,
    es: "El documento «{number}» no cuadra: su letra o dígito de control debería ser otro. Mírelo con la familia; puede dejarlo en blanco y añadirlo después.",
    en: "The document “{number}” does not fit: its check character should be another. Look at it with the family; you may leave it blank and add it later.",
  },
  bad_birth: {
    status: 422,
    es: "Esa fecha de nacimiento no existe o todavía no ha llegado. Si no la saben entera, basta el año.",
    en: "That birth date does not exist or has not come yet. If it is not known in full, the year is enough.",
  },
  name_missing: {
    status: 422,
    es: "Cada persona necesita su nombre.",
    en: "Every person needs a name.",
  },
} as const;

const memberFailures = {
  ...personFailures,
  day_in_future: futureDayFailure,
  two_references: {
    status: 422,
    es: "La familia ya tiene una persona de referencia. Elija otra función para esta persona.",
    en: "The family already has a person of reference. Choose another role for this person.",
  },
} as const;

export const registerHousehold = operationContract({
  name: "registerHousehold",
  url: "/api/households/register-household",
  summary: "Abre la ficha de una familia con sus miembros a partir de una derivación aceptada.",
  action: "household.register",
  input: record({
    id: Id,
    referralId: Id,
    name: line(200),
    members: Type.Array(NewMember, { minItems: 1, maxItems: 30 }),
    relationships: Type.Array(NewRelationship, { maxItems: 200 }),
  }),
  output: record({ id: Id, code: Type.String(), version: Version }),
  failures: {
    ...memberFailures,
    not_accepted: {
      status: 422,
      es: "Esta derivación todavía no está aceptada. Complete antes la entrada y su decisión.",
      en: "This referral is not accepted yet. Complete the intake and its decision first.",
    },
    already_linked: {
      status: 409,
      es: "Esta derivación ya tiene ficha de familia.",
      en: "This referral already has a family file.",
    },
    reference_missing: {
      status: 422,
      es: "Diga quién es la persona de referencia de la familia.",
      en: "Say who the family's person of reference is.",
    },
    repeated_person: {
      status: 422,
      es: "La misma persona está dos veces en la lista.",
      en: "The same person is in the list twice.",
    },
    bad_relationship: {
      status: 422,
      es: "Un parentesco une a alguien que no está en la lista, o a una persona consigo misma.",
      en: "A relationship joins somebody who is not in the list, or a person with themselves.",
    },
  },
});

export const addMember = operationContract({
  name: "addMember",
  url: "/api/households/add-member",
  summary: "Añade a una persona al hogar desde un día.",
  action: "household.write",
  input: record({ householdId: Id, member: NewMember }),
  output: record({ membershipId: Id, personId: Id, version: Version }),
  failures: memberFailures,
});

export const endMembership = operationContract({
  name: "endMembership",
  url: "/api/households/end-membership",
  summary: "Anota que una persona deja de vivir en el hogar; su paso por él se conserva.",
  action: "household.write",
  input: record({ membershipId: Id, baseVersion: Version, endedOn: Day }),
  output: record({ membershipId: Id, version: Version }),
  failures: {
    stale: staleFailure,
    day_in_future: futureDayFailure,
    already_ended: {
      status: 409,
      es: "Ya constaba que esta persona dejó el hogar.",
      en: "It was already recorded that this person left the household.",
    },
    before_it_started: {
      status: 422,
      es: "Saldría del hogar antes de haber entrado. Revise la fecha.",
      en: "They would leave the household before having entered it. Check the date.",
    },
  },
});

export const correctPerson = operationContract({
  name: "correctPerson",
  url: "/api/households/correct-person",
  summary: "Corrige los datos de una persona; lo anterior queda en el historial.",
  action: "household.write",
  input: record({ householdId: Id, personId: Id, baseVersion: Version, person: PersonFacts }),
  output: record({ personId: Id, version: Version }),
  failures: { ...personFailures, stale: staleFailure },
});

export const addDocument = operationContract({
  name: "addDocument",
  url: "/api/households/add-document",
  summary: "Añade un documento de identidad de una persona.",
  action: "household.write",
  input: record({ householdId: Id, personId: Id, document: NewDocument }),
  output: record({ id: Id }),
  failures: { bad_document: personFailures.bad_document },
});

export const addContact = operationContract({
  name: "addContact",
  url: "/api/households/add-contact",
  summary: "Añade una forma de contactar con una persona, o anota si una que ya constaba es segura.",
  action: "household.write",
  input: record({ householdId: Id, personId: Id, contact: NewContact }),
  output: record({ id: Id }),
  failures: {},
});

export const addRelationship = operationContract({
  name: "addRelationship",
  url: "/api/households/add-relationship",
  summary: "Anota un parentesco o un vínculo tal como lo cuenta la familia.",
  action: "household.write",
  input: record({
    id: Id,
    householdId: Id,
    fromPersonId: Id,
    toPersonId: Id,
    kind: RelationshipKind,
    strength: RelationshipStrength,
    from: Day,
  }),
  output: record({ id: Id }),
  failures: {
    day_in_future: futureDayFailure,
    not_a_member: {
      status: 422,
      es: "Una de las dos personas no está en la ficha de esta familia.",
      en: "One of the two people is not in this family's file.",
    },
    same_person: {
      status: 422,
      es: "Elija dos personas distintas.",
      en: "Choose two different people.",
    },
    already_related: {
      status: 409,
      es: "Ese vínculo entre las dos personas ya estaba anotado.",
      en: "That tie between the two people was already recorded.",
    },
  },
});

export const endRelationship = operationContract({
  name: "endRelationship",
  url: "/api/households/end-relationship",
  summary: "Anota que un vínculo terminó; el anterior se conserva.",
  action: "household.write",
  input: record({ relationshipId: Id, endedOn: Day }),
  output: record({ id: Id }),
  failures: {
    day_in_future: futureDayFailure,
    already_ended: { status: 409, es: "Ese vínculo ya había terminado.", en: "That tie had already ended." },
    before_it_started: {
      status: 422,
      es: "El vínculo terminaría antes de empezar. Revise la fecha.",
      en: "The tie would end before it starts. Check the date.",
    },
  },
});

export const recordAddress = operationContract({
  name: "recordAddress",
  url: "/api/households/record-address",
  summary: "Anota dónde vive la familia y quién puede verlo. No aparece en listas ni en búsquedas.",
  action: "address.write",
  input: record({
    id: Id,
    householdId: Id,
    line: line(300),
    locality: text(120),
    postalCode: text(12),
    confidentiality: oneOf("sensitive", "restricted", "sealed"),
    since: Day,
  }),
  output: record({ id: Id }),
  failures: { day_in_future: futureDayFailure },
  sealed: ["line", "locality", "postalCode"],
});

export const raiseAlert = operationContract({
  name: "raiseAlert",
  url: "/api/households/raise-alert",
  summary: "Pone un aviso encima de toda la ficha, con el día en que hay que revisarlo.",
  action: "alert.write",
  input: record({ id: Id, householdId: Id, text: line(300), reviewOn: Day }),
  output: record({ id: Id, version: Version }),
  failures: { day_in_past: pastDayFailure },
});

const alertEndedFailure = {
  status: 409,
  es: "Este aviso ya se había retirado.",
  en: "This alert had already been withdrawn.",
} as const;

export const endAlert = operationContract({
  name: "endAlert",
  url: "/api/households/end-alert",
  summary: "Retira un aviso que ya no hace falta; queda en el historial.",
  action: "alert.write",
  input: record({ alertId: Id, baseVersion: Version }),
  output: record({ id: Id, version: Version }),
  failures: { stale: staleFailure, already_ended: alertEndedFailure },
});

export const reviewAlert = operationContract({
  name: "reviewAlert",
  url: "/api/households/review-alert",
  summary: "Confirma que un aviso sigue haciendo falta y pone nueva fecha de revisión.",
  action: "alert.write",
  input: record({ alertId: Id, baseVersion: Version, reviewOn: Day }),
  output: record({ id: Id, version: Version }),
  failures: { stale: staleFailure, already_ended: alertEndedFailure, day_in_past: pastDayFailure },
});
