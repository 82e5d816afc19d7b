import { type Static, Type } from "typebox";
import { ROLES } from "../core/access/policy.ts";
import { busyFailure, Email, Password } from "./auth.ts";
import { operationContract, queryContract } from "./contract.ts";
import { passwordFailures } from "./passwords.ts";
import { Day, Id, line, nullable, oneOf, record, text, Version } from "./scalars.ts";

const Language = oneOf("es", "en");
const Role = oneOf(...ROLES);

/** A role of a person in a place, with its first and last day. */
export const RoleHeld = record({
  grantId: Id,
  role: Role,
  territoryId: Id,
  place: Type.String(),
  from: Day,
  lastDay: nullable(Day),
  when: oneOf("now", "coming", "past"),
  /** Whether the reader may end it. */
  mine: Type.Boolean(),
});
export type RoleHeld = Static<typeof RoleHeld>;

/** Somebody of the institution who signs in, or did. */
export const Account = record({
  userId: Id,
  name: Type.String(),
  email: Type.String(),
  language: Language,
  addedOn: Day,
  closedOn: nullable(Day),
  lastSignInOn: nullable(Day),
  secondFactor: Type.Boolean(),
  /** Whether it is the reader's own account. */
  own: Type.Boolean(),
  /** Whether the reader may reset, close and reopen it. */
  manageable: Type.Boolean(),
  roles: Type.Array(RoleHeld),
});
export type Account = Static<typeof Account>;

export const accounts = queryContract({
  name: "accounts",
  url: "/api/accounts/accounts",
  summary: "Las personas de la institución que entran en Trenza, con sus funciones.",
  action: "user.manage",
  parameters: record({ search: Type.Optional(text(80)) }),
  output: record({
    items: Type.Array(Account),
    /** How many more there are than the list shows. */
    more: Type.Integer(),
  }),
});

export const account = queryContract({
  name: "account",
  url: "/api/accounts/account",
  summary: "La cuenta de una persona, con las funciones que tiene y las que tuvo.",
  action: "user.manage",
  parameters: record({ userId: Id }),
  output: record({ today: Day, account: Account }),
});

export const grantChoices = queryContract({
  name: "grantChoices",
  url: "/api/accounts/grant-choices",
  summary: "Las funciones que se pueden dar, y los lugares en los que puede darlas quien pregunta.",
  action: "grant.manage",
  parameters: record({}),
  output: record({
    roles: Type.Array(Role),
    places: Type.Array(record({ id: Id, name: Type.String(), inside: nullable(Type.String()) })),
  }),
});

const ownAccount = {
  status: 403,
  es: "Es su propia cuenta. Pida a otra persona que administre que lo haga.",
  en: "It is your own account. Ask another administrator to do it.",
} as const;
const outsideReach = {
  status: 403,
  es: "Esta persona tiene una función en un lugar que usted no administra. Pídalo a quien administra toda la institución.",
  en: "This person has a role in a place you do not administer. Ask whoever administers the whole institution.",
} as const;
const closed = {
  status: 409,
  es: "Esta cuenta está cerrada. Ábrala de nuevo primero.",
  en: "This account is closed. Open it again first.",
} as const;

export const addAccount = operationContract({
  name: "addAccount",
  url: "/api/accounts/add-account",
  summary: "Añade a una persona, con su primera función y su primera contraseña.",
  action: "user.manage",
  input: record({
    userId: Id,
    grantId: Id,
    name: line(120),
    email: Email,
    language: Language,
    role: Role,
    territoryId: Id,
    password: Password,
  }),
  output: record({ userId: Id, version: Version }),
  failures: {
    ...passwordFailures,
    busy: busyFailure,
    email_not_valid: {
      status: 422,
      es: "Escriba un correo electrónico completo, como ana@municipio.es.",
      en: "Give a whole e-mail address, such as ana@town.org.",
    },
    email_taken: {
      status: 409,
      es: "Ese correo ya tiene cuenta en Trenza. Búsquela en la lista, o use otro correo.",
      en: "That e-mail already has an account in Trenza. Look for it in the list, or use another e-mail.",
    },
    outside_reach: {
      status: 403,
      es: "Usted no administra ese lugar. Elija uno de los suyos.",
      en: "You do not administer that place. Choose one of yours.",
    },
  },
  sealed: ["password"],
  onlineOnly: true,
});

export const grantRole = operationContract({
  name: "grantRole",
  url: "/api/accounts/grant-role",
  summary: "Da a una persona una función en un lugar, desde hoy.",
  action: "grant.manage",
  input: record({ grantId: Id, userId: Id, role: Role, territoryId: Id }),
  output: record({ grantId: Id }),
  failures: {
    own_account: ownAccount,
    account_closed: closed,
    already_granted: {
      status: 409,
      es: "Ya tiene esa función en ese lugar.",
      en: "This person already has that role in that place.",
    },
  },
  onlineOnly: true,
});

export const endGrant = operationContract({
  name: "endGrant",
  url: "/api/accounts/end-grant",
  summary: "Pone el último día de una función de otra persona.",
  action: "grant.manage",
  input: record({ grantId: Id, lastDay: Day }),
  output: record({ grantId: Id, lastDay: Day }),
  failures: {
    own_account: ownAccount,
    already_ended: { status: 409, es: "Esta función ya terminó.", en: "This role has already ended." },
    day_is_over: {
      status: 422,
      es: "Ese día ya pasó. Lo más pronto es ayer: entonces la función deja de valer ahora mismo.",
      en: "That day is over. The earliest is yesterday: then the role ends right now.",
    },
    before_it_started: {
      status: 422,
      es: "La función vale al menos su primer día. Si se dio por error, cierre la cuenta hasta mañana.",
      en: "A role holds at least on its first day. If it was given by mistake, close the account until tomorrow.",
    },
  },
  onlineOnly: true,
});

export const resetAccount = operationContract({
  name: "resetAccount",
  url: "/api/accounts/reset-account",
  summary: "Da una contraseña nueva, retira el segundo factor y cierra las sesiones de otra persona.",
  action: "user.manage",
  input: record({ userId: Id, password: Password }),
  output: record({ userId: Id, version: Version }),
  failures: {
    ...passwordFailures,
    busy: busyFailure,
    own_account: ownAccount,
    outside_reach: outsideReach,
    account_closed: closed,
  },
  sealed: ["password"],
  onlineOnly: true,
});

export const closeAccount = operationContract({
  name: "closeAccount",
  url: "/api/accounts/close-account",
  summary: "Cierra la cuenta de otra persona: ya no puede entrar. Lo que hizo se conserva.",
  action: "user.manage",
  input: record({ userId: Id }),
  output: record({ userId: Id, version: Version }),
  failures: {
    own_account: ownAccount,
    outside_reach: outsideReach,
    already_closed: { status: 409, es: "Esta cuenta ya está cerrada.", en: "This account is already closed." },
  },
  onlineOnly: true,
});

export const reopenAccount = operationContract({
  name: "reopenAccount",
  url: "/api/accounts/reopen-account",
  summary: "Abre de nuevo una cuenta cerrada, con las funciones que le quedan.",
  action: "user.manage",
  input: record({ userId: Id }),
  output: record({ userId: Id, version: Version }),
  failures: {
    own_account: ownAccount,
    outside_reach: outsideReach,
    not_closed: { status: 409, es: "Esta cuenta no está cerrada.", en: "This account is not closed." },
  },
  onlineOnly: true,
});
