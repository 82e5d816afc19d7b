import type { IsoDate } from "../calendar/dates.ts";
import { accepted, type Result, refused } from "../result.ts";

export interface RegistrationState {
  readonly programmePublished: boolean;
  readonly territoryKnown: boolean;
  readonly today: IsoDate;
}

export type RegistrationFailure =
  | { readonly code: "day_in_future" }
  | { readonly code: "unknown_programme" }
  | { readonly code: "unknown_territory" };

interface Registration {
  readonly receivedOn: IsoDate;
  readonly familyName: string;
  readonly contact: string;
  readonly reason: string;
}

/** Takes a referral in: it came on a day that has been, to a programme and a place that exist. */
export function registerReferral<New extends Registration>(
  state: RegistrationState,
  input: New,
): Result<New, RegistrationFailure> {
  if (!state.territoryKnown) return refused({ code: "unknown_territory" });
  if (!state.programmePublished) return refused({ code: "unknown_programme" });
  if (input.receivedOn > state.today) return refused({ code: "day_in_future" });
  return accepted({
    ...input,
    familyName: input.familyName.trim(),
    contact: input.contact.trim(),
    reason: input.reason.trim(),
  });
}

export type LinkFailure =
  | { readonly code: "stale"; readonly conflict: readonly [] }
  | { readonly code: "unknown_household" }
  | { readonly code: "already_linked" };

/** Joins a referral with a family that has a file already. A referral belongs to one family for good. */
export function linkReferral(
  referral: { readonly version: number; readonly householdId: string | null },
  household: { readonly id: string } | undefined,
  baseVersion: number,
): Result<string, LinkFailure> {
  if (referral.householdId !== null) return refused({ code: "already_linked" });
  if (!household) return refused({ code: "unknown_household" });
  if (referral.version !== baseVersion) return refused({ code: "stale", conflict: [] });
  return accepted(household.id);
}
