import type { Actor } from "../core/access/policy.ts";

/** Who is asking, as the sign-in knows it: the access half goes into rules, the rest into texts and logs. */
export interface SignedIn {
  readonly signInId: string;
  readonly displayName: string;
  readonly email: string;
  readonly language: "es" | "en";
  readonly secondFactor: boolean;
  /** Set while the screen is handed to a family: only that household's open assessment may be used. */
  readonly familyModeHouseholdId: string | null;
  /** IANA name; decides which day it is for this tenant. */
  readonly timeZone: string;
  readonly actor: Actor;
}
