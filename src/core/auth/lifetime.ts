/** Minutes without a request after which a browser must sign in again (OWASP ASVS 5.0, 7.3.1). */
export const IDLE_MINUTES = 15;
/** Hours after which a browser must sign in again, however busy (OWASP ASVS 5.0, 7.3.2). */
export const ABSOLUTE_HOURS = 12;
/** Seconds between two notes of "last seen": one write per half minute is enough to measure a quarter of an hour. */
export const TOUCH_SECONDS = 30;

/** The times of an open browser, all by the server's clock, in milliseconds since 1970. */
export interface SignInTimes {
  readonly lastSeenAt: number;
  readonly expiresAt: number;
  readonly endedAt: number | null;
}

export type SignInState = "open" | "idle" | "expired" | "ended";

/** What an open browser is worth at `now`. A clock that steps back never revives one that was ended. */
export function signInState(times: SignInTimes, now: number): SignInState {
  if (times.endedAt !== null) return "ended";
  if (now >= times.expiresAt) return "expired";
  if (now - times.lastSeenAt >= IDLE_MINUTES * 60_000) return "idle";
  return "open";
}

/** True when "last seen" is old enough to be written again. */
export function needsTouch(times: SignInTimes, now: number): boolean {
  return now - times.lastSeenAt >= TOUCH_SECONDS * 1000;
}

/** End of a browser that signs in at `now`. */
export function expiryOf(now: number): number {
  return now + ABSOLUTE_HOURS * 3_600_000;
}
