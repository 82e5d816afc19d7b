import { Type } from "typebox";
import { operationContract } from "./contract.ts";
import { futureDayFailure, staleFailure } from "./failures.ts";
import { Day, Id, line, oneOf, record, Version } from "./scalars.ts";

export const ConsentManner = oneOf("signed", "verbal", "digital");

const consentFailures = {
  day_in_future: futureDayFailure,
  unknown_purpose: {
    status: 422,
    es: "El programa de esta familia no conoce esa finalidad. Elija una de la lista.",
    en: "This family's programme does not know that purpose. Choose one of the list.",
  },
  not_a_member: {
    status: 422,
    es: "Esa persona no vive en este hogar en esa fecha. Elija a alguien de la familia.",
    en: "That person does not live in this household on that day. Choose somebody of the family.",
  },
  ends_before_it_starts: {
    status: 422,
    es: "El consentimiento terminaría antes de empezar. Revise las fechas.",
    en: "The consent would end before it starts. Check the dates.",
  },
  already_given: {
    status: 409,
    es: "Esta persona ya dio su consentimiento para eso y sigue en vigor.",
    en: "This person already agreed to that and it is still in force.",
  },
} as const;

export const recordConsent = operationContract({
  name: "recordConsent",
  url: "/api/consents/record-consent",
  summary: "Anota que una persona consiente, para qué, cómo y desde cuándo.",
  action: "consent.write",
  input: record({
    id: Id,
    householdId: Id,
    personId: Id,
    purpose: line(64),
    manner: ConsentManner,
    givenOn: Day,
    validTo: Type.Optional(Day),
  }),
  output: record({ id: Id, version: Version }),
  failures: consentFailures,
});

export const withdrawConsent = operationContract({
  name: "withdrawConsent",
  url: "/api/consents/withdraw-consent",
  summary: "Anota que una persona retira su consentimiento; el anterior se conserva con sus fechas.",
  action: "consent.write",
  input: record({ consentId: Id, baseVersion: Version, withdrawnOn: Day, reason: line(500) }),
  output: record({ id: Id, version: Version }),
  failures: {
    stale: staleFailure,
    day_in_future: futureDayFailure,
    already_withdrawn: {
      status: 409,
      es: "Este consentimiento ya se retiró el {withdrawnOn}.",
      en: "This consent was already withdrawn on {withdrawnOn}.",
    },
    before_it_was_given: {
      status: 422,
      es: "No se puede retirar antes del día en que se dio. Revise la fecha.",
      en: "It cannot be withdrawn before the day it was given. Check the date.",
    },
  },
});
