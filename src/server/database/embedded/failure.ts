/** Why the embedded database could not be opened. The message is Spanish and meant for the person who started Trenza. */
export type EmbeddedFailureCode =
  | "binaries_missing"
  | "no_permission"
  | "no_space"
  | "other_version"
  | "busy"
  | "wrong_password"
  | "start_failed";

export class EmbeddedDatabaseError extends Error {
  readonly code: EmbeddedFailureCode;

  constructor(code: EmbeddedFailureCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "EmbeddedDatabaseError";
    this.code = code;
  }
}

/** Reads the kind of failure out of what PostgreSQL wrote to its log. */
export function failureFromLog(text: string, context: { cluster: string; program: string }): EmbeddedDatabaseError {
  const shown = text.trim().split("\n").slice(-12).join("\n");
  if (/No space left on device|Disk quota exceeded/.test(text)) {
    return new EmbeddedDatabaseError(
      "no_space",
      `No queda sitio en el disco donde están los datos (${context.cluster}). Libere espacio y vuelva a iniciar: no se ha perdido nada.`,
    );
  }
  if (/incompatible with server|was initialized by PostgreSQL version/.test(text)) {
    return new EmbeddedDatabaseError(
      "other_version",
      `Los datos de ${context.cluster} son de otra versión de PostgreSQL que la de ${context.program}. Use la versión de Trenza que los creó, o indique sus programas en TRENZA_PG_BIN.\n${shown}`,
    );
  }
  if (/Permission denied|has wrong ownership|invalid permissions/.test(text)) {
    return new EmbeddedDatabaseError(
      "no_permission",
      `La base de datos no tiene permiso sobre sus archivos (${context.cluster}). Inicie Trenza con el mismo usuario que los creó.\n${shown}`,
    );
  }
  if (/Address already in use|Is another postmaster already running/.test(text)) {
    return new EmbeddedDatabaseError("busy", `Otro servidor usa el mismo lugar de conexión.\n${shown}`);
  }
  return new EmbeddedDatabaseError("start_failed", `La base de datos no arrancó. Esto dijo:\n${shown}`);
}
