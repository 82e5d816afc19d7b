import { Type } from "typebox";
import { ACTIONS, type Action } from "../core/access/actions.ts";
import { ROLES } from "../core/access/policy.ts";
import { endpointContract } from "./contract.ts";
import { Id, Instant, nullable, oneOf, record } from "./scalars.ts";

export const Email = Type.String({ minLength: 3, maxLength: 254 });
/** Longer than any accepted password, so that a long one gets our sentence and not a validator's. */
export const Password = Type.String({ minLength: 1, maxLength: 1000 });
const Code = Type.String({ pattern: "^[0-9]{6}$" });
const Pin = Type.String({ minLength: 1, maxLength: 20 });

/** What a browser has to do next: nothing, type the code of its second factor, set one up, or choose a password of one's own. */
export const Stage = oneOf("open", "second_factor", "enrolment", "new_password");

const actions = Object.keys(ACTIONS) as Action[];

export const tooManyTriesFailure = {
  status: 429,
  es: "Demasiados intentos seguidos. Espere {minutes} minutos y pruebe otra vez.",
  en: "Too many tries in a row. Wait {minutes} minutes and try again.",
} as const;
export const busyFailure = {
  status: 429,
  es: "Hay muchas personas entrando a la vez. Pruebe otra vez dentro de unos segundos.",
  en: "Many people are signing in at once. Try again in a few seconds.",
} as const;
export const wrongPasswordFailure = {
  status: 422,
  es: "La contraseña actual no es esa.",
  en: "That is not the current password.",
} as const;
const wrongCode = {
  status: 422,
  es: "Ese código no es válido. Use el que muestra ahora su aplicación; cada código sirve una sola vez.",
  en: "That code is not valid. Use the one your application shows now; each code works once.",
} as const;

export const signIn = endpointContract({
  name: "signIn",
  method: "POST",
  url: "/api/sign-in",
  summary: "Entra con correo y contraseña.",
  access: "public",
  input: record({ email: Email, password: Password }),
  output: record({ stage: Stage }),
  failures: {
    wrong_sign_in: {
      status: 401,
      es: "El correo o la contraseña no son correctos.",
      en: "The e-mail or the password is not right.",
    },
    too_many_tries: tooManyTriesFailure,
    busy: busyFailure,
  },
});

export const giveSecondFactor = endpointContract({
  name: "giveSecondFactor",
  method: "POST",
  url: "/api/sign-in/second-factor",
  summary: "Termina de entrar con el código de la aplicación de autenticación.",
  access: "signed_in",
  beforeSecondFactor: true,
  input: record({ code: Code }),
  output: record({ stage: Stage }),
  failures: { wrong_code: wrongCode, too_many_tries: tooManyTriesFailure },
});

export const signOut = endpointContract({
  name: "signOut",
  method: "POST",
  url: "/api/sign-out",
  summary: "Sale de Trenza en este navegador.",
  access: "public",
  input: record({}),
  output: record({ done: Type.Literal(true) }),
  failures: {},
});

export const signOutEverywhere = endpointContract({
  name: "signOutEverywhere",
  method: "POST",
  url: "/api/sign-out/everywhere",
  summary: "Cierra todas mis sesiones, también la de este navegador.",
  access: "signed_in",
  beforeSecondFactor: true,
  input: record({}),
  output: record({ ended: Type.Integer({ minimum: 0 }) }),
  failures: {},
});

export const whoAmI = endpointContract({
  name: "whoAmI",
  method: "GET",
  url: "/api/who-am-i",
  summary: "Quién ha entrado, con qué funciones y qué puede hacer.",
  access: "signed_in",
  beforeSecondFactor: true,
  familyMode: true,
  input: record({}),
  output: record({
    userId: Id,
    displayName: Type.String(),
    email: Type.String(),
    language: oneOf("es", "en"),
    stage: Stage,
    roles: Type.Array(oneOf(...ROLES)),
    /** Actions some active grant allows somewhere: what is absent is not offered on screen. */
    actions: Type.Array(oneOf(...actions)),
    tenantId: Id,
    tenantName: Type.String(),
    timeZone: Type.String(),
    demo: Type.Boolean(),
    secondFactorConfirmed: Type.Boolean(),
    familyModePinSet: Type.Boolean(),
    familyMode: nullable(record({ householdId: Id, assessmentId: Id })),
    /** Key (base 64) that encrypts what this person types on this device; another one while the family holds it. Null until fully signed in. */
    deviceKey: nullable(Type.String()),
    idleMinutes: Type.Integer(),
    expiresAt: Instant,
  }),
  failures: {},
});

export const mySignIns = endpointContract({
  name: "mySignIns",
  method: "GET",
  url: "/api/sign-ins",
  summary: "Los navegadores en los que sigo dentro.",
  access: "signed_in",
  input: record({}),
  output: record({
    signIns: Type.Array(
      record({ id: Id, openedAt: Instant, lastSeenAt: Instant, device: Type.String(), current: Type.Boolean() }),
    ),
  }),
  failures: {},
});

export const startSecondFactor = endpointContract({
  name: "startSecondFactor",
  method: "POST",
  url: "/api/second-factor/start",
  summary: "Prepara un segundo factor: un secreto para la aplicación de autenticación.",
  access: "signed_in",
  beforeSecondFactor: true,
  input: record({ password: Password }),
  output: record({ secret: Type.String(), address: Type.String() }),
  failures: {
    wrong_password: wrongPasswordFailure,
    second_factor_exists: {
      status: 409,
      es: "Esta cuenta ya tiene un segundo factor. Para cambiarlo, pida a quien administra que lo retire.",
      en: "This account already has a second factor. To change it, ask the administrator to remove it.",
    },
    too_many_tries: tooManyTriesFailure,
    busy: busyFailure,
  },
});

export const confirmSecondFactor = endpointContract({
  name: "confirmSecondFactor",
  method: "POST",
  url: "/api/second-factor/confirm",
  summary: "Activa el segundo factor con el primer código que muestra la aplicación.",
  access: "signed_in",
  beforeSecondFactor: true,
  input: record({ code: Code }),
  output: record({ stage: Stage }),
  failures: {
    wrong_code: wrongCode,
    not_started: {
      status: 409,
      es: "Primero hay que preparar el segundo factor.",
      en: "Prepare the second factor first.",
    },
    too_many_tries: tooManyTriesFailure,
  },
});

export const setLanguage = endpointContract({
  name: "setLanguage",
  method: "POST",
  url: "/api/language",
  summary: "Elige el idioma en que Trenza me habla.",
  access: "signed_in",
  input: record({ language: oneOf("es", "en") }),
  output: record({ language: oneOf("es", "en") }),
  failures: {},
});

export const demoSignIns = endpointContract({
  name: "demoSignIns",
  method: "GET",
  url: "/api/demo-sign-ins",
  summary: "Las cuentas ficticias de la demostración; vacío fuera de ella.",
  access: "public",
  input: record({}),
  output: record({
    signIns: Type.Array(
      record({ email: Type.String(), name: Type.String(), role: oneOf(...ROLES), password: Type.String() }),
    ),
  }),
  failures: {},
});

export const setFamilyModePin = endpointContract({
  name: "setFamilyModePin",
  method: "POST",
  url: "/api/family-mode/pin",
  summary: "Elige el código con el que recupero la pantalla que presto a una familia.",
  access: "signed_in",
  input: record({ pin: Pin }),
  output: record({ done: Type.Literal(true) }),
  failures: {
    pin_not_digits: { status: 422, es: "Use de 4 a 8 cifras.", en: "Use 4 to 8 digits." },
    pin_too_easy: {
      status: 422,
      es: "Es demasiado fácil de adivinar. Evite cifras iguales o seguidas.",
      en: "It is too easy to guess. Avoid equal or consecutive digits.",
    },
    busy: busyFailure,
  },
});

export const enterFamilyMode = endpointContract({
  name: "enterFamilyMode",
  method: "POST",
  url: "/api/family-mode/enter",
  summary: "Presta la pantalla a la familia: solo puede responder a su valoración abierta.",
  access: "signed_in",
  input: record({ householdId: Id, assessmentId: Id }),
  output: record({ householdId: Id, assessmentId: Id }),
  failures: {
    not_found: {
      status: 404,
      es: "No existe, o no está entre lo que usted puede ver.",
      en: "It does not exist, or it is not among what you may see.",
    },
    pin_missing: {
      status: 409,
      es: "Elija primero el código con el que recuperará la pantalla.",
      en: "First choose the code you will take the screen back with.",
    },
    not_answering: {
      status: 409,
      es: "En esta valoración la familia ya no responde.",
      en: "In this assessment the family no longer answers.",
    },
  },
});

export const leaveFamilyMode = endpointContract({
  name: "leaveFamilyMode",
  method: "POST",
  url: "/api/family-mode/leave",
  summary: "Recupera la pantalla con el código de quien la prestó.",
  access: "signed_in",
  familyMode: true,
  input: record({ pin: Pin }),
  output: record({ done: Type.Literal(true) }),
  failures: {
    wrong_pin: { status: 422, es: "Ese no es el código.", en: "That is not the code." },
    not_in_family_mode: {
      status: 409,
      es: "Esta pantalla no está prestada.",
      en: "This screen is not lent.",
    },
    too_many_tries: tooManyTriesFailure,
    busy: busyFailure,
  },
});
