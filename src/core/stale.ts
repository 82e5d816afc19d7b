/** One field with what the person wanted and what somebody else saved meanwhile. */
export interface FieldConflict {
  readonly field: string;
  readonly yours: unknown;
  readonly theirs: unknown;
}

export interface StaleFailure {
  readonly code: "stale";
  readonly conflict: readonly FieldConflict[];
}

/**
 * The refusal of an edit made on an older version than the one stored; undefined when it was made on the newest.
 * `fields` are compared as values; those that say the same are left out of the conflict.
 */
export function staleEdit(
  versions: { readonly base: number; readonly current: number },
  fields: readonly FieldConflict[],
): StaleFailure | undefined {
  if (versions.base === versions.current) return undefined;
  return { code: "stale", conflict: fields.filter(({ yours, theirs }) => yours !== theirs) };
}
