import type { IsoDate } from "../calendar/dates.ts";
import { accepted, type Result, refused } from "../result.ts";

export type RegistrationFailure = { readonly code: "day_in_future" };

interface Registration {
  readonly receivedOn: IsoDate;
  readonly familyName: string;
  readonly contact: string;
  readonly reason: string;
}

/** Takes a referral in: it came on a day that has been. */
export function registerReferral<New extends Registration>(
  input: New,
  today: IsoDate,
): Result<New, RegistrationFailure> {
  if (input.receivedOn > today) return refused({ code: "day_in_future" });
  return accepted({
    ...input,
    familyName: input.familyName.trim(),
    contact: input.contact.trim(),
    reason: input.reason.trim(),
  });
}

export type LinkFailure =
  | { readonly code: "stale"; readonly conflict: readonly [] }
  | { readonly code: "already_linked" };

/** Joins a referral with a family that has a file already. A referral belongs to one family for good. */
export function linkReferral(
  referral: { readonly version: number; readonly householdId: string | null },
  input: { readonly householdId: string; readonly baseVersion: number },
): Result<string, LinkFailure> {
  if (referral.householdId !== null) return refused({ code: "already_linked" });
  if (referral.version !== input.baseVersion) return refused({ code: "stale", conflict: [] });
  return accepted(input.householdId);
}
