import type { ErrorBody } from "../contracts/contract.ts";

/** One thing to change, at a path of the input. */
export interface FieldFailure {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** One field that somebody else changed meanwhile, with both values. */
export interface FieldConflict {
  readonly field: string;
  readonly yours: unknown;
  readonly theirs: unknown;
}

/** What every refusal may carry beside its code and the parameters of its sentence. */
export interface Failure {
  readonly code: string;
  readonly fields?: readonly FieldFailure[];
  readonly conflict?: readonly FieldConflict[];
  readonly details?: unknown;
}

/** An answer ready for the wire. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly repeated?: boolean;
}

interface Sentence {
  readonly status: number;
  readonly es: string;
  readonly en: string;
}

/** Refusals that any route may give. */
export const GENERAL_FAILURES = {
  bad_input: {
    status: 400,
    es: "Hay datos que no se entienden. Revise los campos señalados; nada se ha guardado todavía.",
    en: "Some data cannot be understood. Check the fields shown; nothing has been saved yet.",
  },
  not_signed_in: {
    status: 401,
    es: "Su sesión ha terminado. Entre de nuevo; lo que escribió sigue en este dispositivo.",
    en: "Your session has ended. Sign in again; what you typed is still on this device.",
  },
  wrong_origin: {
    status: 403,
    es: "Esta petición no viene de Trenza y no se ha atendido.",
    en: "This request does not come from Trenza and was not served.",
  },
  forbidden: {
    status: 403,
    es: "Su función no permite hacer esto. Si lo necesita, hable con su supervisora.",
    en: "Your role does not allow this. If you need it, talk to your supervisor.",
  },
  own_password_needed: {
    status: 403,
    es: "Su contraseña se la dio otra persona. Elija antes una que solo usted sepa.",
    en: "Your password was given to you by somebody else. First choose one that only you know.",
  },
  second_factor_needed: {
    status: 403,
    es: "Falta el segundo factor. Escriba el código de su aplicación, o prepárela si es la primera vez.",
    en: "The second factor is missing. Type the code of your application, or set it up if this is the first time.",
  },
  screen_lent: {
    status: 403,
    es: "Esta pantalla está prestada a la familia. Para seguir, recupérela con su código.",
    en: "This screen is lent to the family. To go on, take it back with your code.",
  },
  not_found: {
    status: 404,
    es: "No existe, o no está entre lo que usted puede ver.",
    en: "It does not exist, or it is not among what you may see.",
  },
  operation_reused: {
    status: 409,
    es: "Este envío ya se usó con otro contenido. Vuelva a abrir el formulario y guarde de nuevo.",
    en: "This submission was already used with other content. Open the form again and save.",
  },
  already_exists: {
    status: 409,
    es: "Esto ya estaba registrado.",
    en: "This was already recorded.",
  },
  too_large: {
    status: 413,
    es: "El envío es demasiado grande.",
    en: "The submission is too large.",
  },
  unsupported: {
    status: 415,
    es: "Este formato no se acepta.",
    en: "This format is not accepted.",
  },
  too_many: {
    status: 429,
    es: "Demasiados intentos seguidos. Espere unos minutos.",
    en: "Too many tries in a row. Wait a few minutes.",
  },
  defect: {
    status: 500,
    es: "Algo falló por nuestra parte. Nada de lo guardado se ha perdido. Vuelva a intentarlo.",
    en: "Something failed on our side. Nothing saved was lost. Please try again.",
  },
  unavailable: {
    status: 503,
    es: "La base de datos no responde en este momento. Lo que escribió no se ha perdido; se puede reintentar.",
    en: "The database does not answer right now. What you typed is not lost; you can try again.",
  },
  disk_full: {
    status: 507,
    es: "No queda espacio en el disco del servidor y no se pudo guardar. Lo anterior está a salvo. Avise a quien administra el sistema.",
    en: "The server's disk is full and this could not be saved. What was saved before is safe. Tell the administrator.",
  },
} as const satisfies Record<string, Sentence>;

export type GeneralCode = keyof typeof GENERAL_FAILURES;

function fill(sentence: string, failure: object): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = (failure as Record<string, unknown>)[name];
    return value === undefined ? whole : String(value);
  });
}

/** Turns a refusal into its answer in the reader's language. */
export function answerFailure(
  failure: Failure,
  texts: Readonly<Record<string, Sentence>>,
  language: "es" | "en",
): Answer {
  const sentence = texts[failure.code];
  if (!sentence) throw new Error(`the contract has no text for the failure "${failure.code}"`);
  const body: ErrorBody = {
    error: {
      code: failure.code,
      message: fill(sentence[language], failure),
      ...(failure.fields && { fields: [...failure.fields] }),
      ...(failure.conflict && { conflict: [...failure.conflict] }),
      ...(failure.details !== undefined && { details: failure.details }),
    },
  };
  return { status: sentence.status, body };
}

/** The answer for a refusal that any route may give. */
export function generalAnswer(
  code: GeneralCode,
  language: "es" | "en" = "es",
  fields?: readonly FieldFailure[],
): Answer {
  return answerFailure({ code, ...(fields && { fields }) }, GENERAL_FAILURES, language);
}

const UNIQUE_VIOLATION = "23505";
const NO_SPACE = new Set(["53100", "ENOSPC"]);
const NO_DATABASE = /^(08|57P|53300|ECONN|ENOENT|EPIPE|ETIMEDOUT|3D000)/;

/** What an unexpected error means for the person who asked; details stay in the server's own log. */
export function answerError(error: unknown, language: "es" | "en" = "es"): Answer {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  // An id or a number that is taken, perhaps by a record this person may not see: the answer says no more than that.
  if (code === UNIQUE_VIOLATION) return generalAnswer("already_exists", language);
  if (NO_SPACE.has(code) || /No space left on device/i.test(message)) return generalAnswer("disk_full", language);
  if (
    NO_DATABASE.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered/i.test(message)
  ) {
    return generalAnswer("unavailable", language);
  }
  return generalAnswer("defect", language);
}
