import type { IsoDate } from "../calendar/dates.ts";
import { accepted, type Result, refused } from "../result.ts";
import type { StaleFailure } from "../stale.ts";

export interface Alert {
  readonly version: number;
  readonly reviewOn: IsoDate;
  readonly endedOn: IsoDate | null;
}

/** An alert always says when it will be looked at again: none stays on a file because nobody remembers why. */
export function raiseAlert<New extends { readonly text: string; readonly reviewOn: IsoDate }>(
  input: New,
  today: IsoDate,
): Result<New, { readonly code: "day_in_past" }> {
  if (input.reviewOn < today) return refused({ code: "day_in_past" });
  return accepted({ ...input, text: input.text.trim() });
}

export type AlertFailure = StaleFailure | { readonly code: "already_ended" };

/** Withdraws an alert; it stays in the history. */
export function endAlert(alert: Alert, baseVersion: number, today: IsoDate): Result<IsoDate, AlertFailure> {
  if (alert.endedOn !== null) return refused({ code: "already_ended" });
  if (alert.version !== baseVersion) {
    return refused({ code: "stale", conflict: [{ field: "reviewOn", yours: null, theirs: alert.reviewOn }] });
  }
  return accepted(today);
}

/** Keeps an alert that is still needed, with a new day to look at it. */
export function reviewAlert(
  alert: Alert,
  input: { readonly baseVersion: number; readonly reviewOn: IsoDate },
  today: IsoDate,
): Result<IsoDate, AlertFailure | { readonly code: "day_in_past" }> {
  if (alert.endedOn !== null) return refused({ code: "already_ended" });
  if (alert.version !== input.baseVersion) {
    return refused({ code: "stale", conflict: [{ field: "reviewOn", yours: input.reviewOn, theirs: alert.reviewOn }] });
  }
  if (input.reviewOn < today) return refused({ code: "day_in_past" });
  return accepted(input.reviewOn);
}
