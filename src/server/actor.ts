import type { Actor } from "../core/access/policy.ts";

/** Who is asking, as the sign-in knows it: the access half goes into rules, the rest into texts and logs. */
export interface SignedIn {
  readonly signInId: string;
  readonly displayName: string;
  readonly email: string;
  readonly language: "es" | "en";
  /** What the browser has to do before anything else; only `open` may work. */
  readonly stage: "open" | "second_factor" | "enrolment" | "new_password";
  /** Set while the screen is lent to a family: only this assessment may be used. */
  readonly familyMode: { readonly householdId: string; readonly assessmentId: string } | null;
  /** IANA name; decides which day it is for this tenant. */
  readonly timeZone: string;
  /** Instant at which this browser must sign in again, however busy. */
  readonly expiresAt: string;
  readonly actor: Actor;
}
