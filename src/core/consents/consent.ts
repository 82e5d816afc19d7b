import type { IsoDate } from "../calendar/dates.ts";
import { accepted, type Result, refused } from "../result.ts";
import type { StaleFailure } from "../stale.ts";

export interface Consent {
  readonly personId: string;
  readonly purpose: string;
  readonly givenOn: IsoDate;
  /** First day on which it no longer holds by its own terms. */
  readonly validTo: IsoDate | null;
  readonly withdrawnOn: IsoDate | null;
}

/** Whether a consent holds on a day: given, not past its term, not withdrawn. */
export function isInForce(consent: Consent, on: IsoDate): boolean {
  return (
    consent.givenOn <= on &&
    (consent.validTo === null || on < consent.validTo) &&
    (consent.withdrawnOn === null || on < consent.withdrawnOn)
  );
}

export interface ConsentState {
  /** Purposes of the programme; empty before the family has one, and then any is taken. */
  readonly purposes: readonly string[];
  readonly membersThatDay: readonly string[];
  readonly consents: readonly Consent[];
  readonly today: IsoDate;
}

export type ConsentFailure =
  | { readonly code: "day_in_future" }
  | { readonly code: "unknown_purpose" }
  | { readonly code: "not_a_member" }
  | { readonly code: "ends_before_it_starts" }
  | { readonly code: "already_given" };

export interface NewConsent {
  readonly personId: string;
  readonly purpose: string;
  readonly givenOn: IsoDate;
  readonly validTo?: IsoDate;
}

/** Records that a member of the household agrees to a purpose of the programme. */
export function recordConsent<New extends NewConsent>(state: ConsentState, input: New): Result<New, ConsentFailure> {
  if (input.givenOn > state.today) return refused({ code: "day_in_future" });
  if (!state.purposes.includes(input.purpose)) return refused({ code: "unknown_purpose" });
  if (!state.membersThatDay.includes(input.personId)) return refused({ code: "not_a_member" });
  if (input.validTo !== undefined && input.validTo <= input.givenOn) return refused({ code: "ends_before_it_starts" });
  const known = state.consents.some(
    (consent) =>
      consent.personId === input.personId && consent.purpose === input.purpose && isInForce(consent, state.today),
  );
  return known ? refused({ code: "already_given" }) : accepted(input);
}

export type WithdrawalFailure =
  | StaleFailure
  | { readonly code: "day_in_future" }
  | { readonly code: "already_withdrawn"; readonly withdrawnOn: IsoDate }
  | { readonly code: "before_it_was_given" };

/** Takes a consent back from a day on; what was done under it before stays lawful and stays recorded. */
export function withdrawConsent(
  consent: Consent & { readonly version: number },
  input: { readonly baseVersion: number; readonly withdrawnOn: IsoDate },
  today: IsoDate,
): Result<IsoDate, WithdrawalFailure> {
  const { withdrawnOn } = consent;
  if (withdrawnOn !== null) return refused({ code: "already_withdrawn", withdrawnOn });
  if (input.baseVersion !== consent.version) return refused({ code: "stale", conflict: [] });
  if (input.withdrawnOn > today) return refused({ code: "day_in_future" });
  if (input.withdrawnOn < consent.givenOn) return refused({ code: "before_it_was_given" });
  return accepted(input.withdrawnOn);
}
