/** What is limited: how many failed tries in how long. Successes do not count. */
export interface AttemptLimit {
  readonly failures: number;
  readonly minutes: number;
}

/**
 * An account stops answering after ten wrong passwords in a quarter of an hour, an address after a hundred (a whole office
 * shares one), a second factor after five wrong codes, the code of the family screen after five.
 */
export const ATTEMPT_LIMITS = {
  account: { failures: 10, minutes: 15 },
  address: { failures: 100, minutes: 15 },
  second_factor: { failures: 5, minutes: 15 },
  family_mode: { failures: 5, minutes: 15 },
} as const satisfies Record<string, AttemptLimit>;

export type AttemptKind = keyof typeof ATTEMPT_LIMITS;

/** True while another try may be made. `failuresBefore` are those inside the window, the present try not included. */
export function mayTry(kind: AttemptKind, failuresBefore: number): boolean {
  return failuresBefore < ATTEMPT_LIMITS[kind].failures;
}
