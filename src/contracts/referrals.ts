import { type Static, Type } from "typebox";
import { operationContract, queryContract } from "./contract.ts";
import { futureDayFailure, staleFailure } from "./failures.ts";
import { Day, dictionary, Id, Instant, line, nullable, oneOf, record, text, Version } from "./scalars.ts";

export const ReferralState = oneOf("received", "screened", "accepted", "declined", "redirected");
export type ReferralState = Static<typeof ReferralState>;

/** Who points the family out. `community` covers neighbours and relatives; their identity travels sealed. */
export const ReferralSource = oneOf(
  "own_request",
  "social_services",
  "school",
  "health",
  "justice",
  "protection_authority",
  "organisation",
  "community",
  "registry",
  "other",
);
export type ReferralSource = Static<typeof ReferralSource>;

/** An answer to a fact the programme asks at intake; `null` is "not known yet". */
export const FactValue = Type.Union([Type.Boolean(), Type.Number(), Type.String({ maxLength: 200 }), Type.Null()]);

const decidedFailure = {
  status: 409,
  es: "Esta derivación ya tiene decisión. Si algo cambió, registre una nueva derivación de la misma familia.",
  en: "This referral already has a decision. If something changed, register a new referral of the same family.",
} as const;

export const registerReferral = operationContract({
  name: "registerReferral",
  url: "/api/referrals/register-referral",
  summary: "Registra que alguien deriva a una familia al programa. La identidad de quien comunica queda sellada.",
  action: "referral.register",
  input: record({
    id: Id,
    territoryId: Id,
    packVersionId: Id,
    receivedOn: Day,
    source: ReferralSource,
    familyName: line(200),
    contact: text(200),
    reason: line(4000),
    reporter: Type.Optional(record({ id: Id, name: line(200), contact: text(200) })),
  }),
  output: record({ id: Id, code: Type.String(), version: Version }),
  failures: {
    day_in_future: futureDayFailure,
  },
  sealed: ["reporter"],
});

export const screenReferral = operationContract({
  name: "screenReferral",
  url: "/api/referrals/screen-referral",
  summary:
    "Guarda las respuestas de la entrada y lo que dicen las reglas del programa, explicado condición a condición.",
  action: "referral.write",
  input: record({ referralId: Id, baseVersion: Version, facts: dictionary(FactValue) }),
  output: record({ id: Id, version: Version, state: ReferralState }),
  failures: {
    stale: staleFailure,
    already_decided: decidedFailure,
    unknown_fact: {
      status: 422,
      es: "El programa no pregunta «{fact}» en la entrada.",
      en: "The programme does not ask “{fact}” at intake.",
    },
    bad_fact: {
      status: 422,
      es: "La respuesta a «{fact}» no se entiende. Revísela.",
      en: "The answer to “{fact}” cannot be understood. Check it.",
    },
  },
});

export const decideReferral = operationContract({
  name: "decideReferral",
  url: "/api/referrals/decide-referral",
  summary: "Decide si la familia entra en el programa, con motivos.",
  action: "referral.decide",
  input: record({
    referralId: Id,
    baseVersion: Version,
    outcome: line(64),
    reasons: Type.Array(line(64), { maxItems: 20 }),
    explanation: text(2000),
    redirectedTo: Type.Optional(line(200)),
  }),
  output: record({ id: Id, version: Version, state: ReferralState }),
  failures: {
    stale: staleFailure,
    already_decided: decidedFailure,
    not_screened: {
      status: 409,
      es: "Antes de decidir, complete la entrada: las preguntas del programa aún no tienen respuesta.",
      en: "Before deciding, complete the intake: the programme's questions have no answers yet.",
    },
    unknown_outcome: {
      status: 422,
      es: "El programa no conoce esa decisión. Elija una de la lista.",
      en: "The programme does not know that decision. Choose one of the list.",
    },
    unknown_reason: {
      status: 422,
      es: "Ese motivo no corresponde a esta decisión. Elija uno de la lista.",
      en: "That reason does not belong to this decision. Choose one of the list.",
    },
    reasons_missing: {
      status: 422,
      es: "Toda decisión lleva sus motivos. Elija al menos uno o escríbalo con sus palabras.",
      en: "Every decision carries its reasons. Choose at least one or write it in your words.",
    },
    explanation_missing: {
      status: 422,
      es: "Las reglas del programa proponen otra cosa. Puede decidir así, pero explique por qué.",
      en: "The programme's rules propose something else. You may decide so, but explain why.",
    },
    destination_missing: {
      status: 422,
      es: "Diga a qué servicio se orienta a la familia, para que nadie se quede sin respuesta.",
      en: "Say which service the family is directed to, so that nobody is left without an answer.",
    },
  },
  onlineOnly: true,
});

export const linkReferral = operationContract({
  name: "linkReferral",
  url: "/api/referrals/link-referral",
  summary: "Une la derivación con una familia que ya tiene ficha, para no abrir otra.",
  action: "referral.write",
  input: record({ referralId: Id, baseVersion: Version, householdId: Id }),
  output: record({ id: Id, version: Version }),
  failures: {
    stale: staleFailure,
    already_linked: {
      status: 409,
      es: "Esta derivación ya está unida a una familia.",
      en: "This referral already belongs to a family.",
    },
  },
});

export const ReferralCounts = record({
  received: Type.Integer(),
  screened: Type.Integer(),
  accepted: Type.Integer(),
  declined: Type.Integer(),
  redirected: Type.Integer(),
});

export const referrals = queryContract({
  name: "referrals",
  url: "/api/referrals/referrals",
  summary: "Lista las derivaciones de los territorios de quien pregunta, con cuántas hay en cada estado.",
  action: "referral.read",
  parameters: record({
    state: Type.Optional(ReferralState),
    after: Type.Optional(Type.String({ format: "day-and-id", maxLength: 47 })),
  }),
  output: record({
    counts: ReferralCounts,
    items: Type.Array(
      record({
        id: Id,
        code: Type.String(),
        familyName: Type.String(),
        territoryName: Type.String(),
        receivedOn: Day,
        source: ReferralSource,
        state: ReferralState,
        outcome: nullable(Type.String()),
        packVersionId: Id,
        householdId: nullable(Id),
      }),
    ),
    next: nullable(Type.String()),
  }),
});

/** What the rules of the programme said when the intake was saved, kept as it was shown. */
export const ScreeningShown = record({
  on: Day,
  proposed: nullable(Type.String()),
  groups: Type.Array(Type.String()),
  conditions: Type.Array(
    record({
      id: Type.String(),
      met: oneOf("yes", "no", "unknown"),
      used: Type.Array(record({ name: Type.String(), value: FactValue })),
    }),
  ),
});
export type ScreeningShown = Static<typeof ScreeningShown>;

export const referral = queryContract({
  name: "referral",
  url: "/api/referrals/referral",
  summary: "Muestra una derivación con su entrada y su decisión. De quien comunicó solo se sabe que lo hizo.",
  action: "referral.read",
  parameters: record({ referralId: Id }),
  output: record({
    id: Id,
    code: Type.String(),
    version: Version,
    familyName: Type.String(),
    contact: Type.String(),
    territory: record({ id: Id, name: Type.String() }),
    packVersionId: Id,
    receivedOn: Day,
    today: Day,
    source: ReferralSource,
    reason: Type.String(),
    state: ReferralState,
    facts: dictionary(FactValue),
    screening: nullable(ScreeningShown),
    decision: nullable(
      record({
        outcome: Type.String(),
        reasons: Type.Array(Type.String()),
        explanation: Type.String(),
        redirectedTo: nullable(Type.String()),
        decidedBy: nullable(Type.String()),
        decidedOn: Day,
      }),
    ),
    household: nullable(record({ id: Id, code: Type.String(), name: Type.String() })),
    /** Births in the family's file, when the referral belongs to one: conditions about ages read them. */
    known: nullable(
      record({
        births: Type.Array(nullable(Type.String())),
        referenceBirth: nullable(Type.String()),
        registeredOn: Day,
      }),
    ),
    registeredBy: nullable(Type.String()),
    recordedAt: Instant,
    mayDecide: Type.Boolean(),
  }),
});
