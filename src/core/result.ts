/** Outcome of a rule: either the new value or the reason it was refused. Core functions never throw for refusals. */
export type Result<Value, Failure extends { readonly code: string }> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

/** Wraps an accepted value. */
export function accepted<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** Wraps a refusal; `failure.code` is the machine word, the other fields are the parameters its message needs. */
export function refused<Failure extends { readonly code: string }>(
  failure: Failure,
): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure };
}
