import type { IsoDate } from "../calendar/dates.ts";
import { type Person, type PersonFailure, personConflicts, readPerson } from "../people/person.ts";
import { accepted, type Result, refused } from "../result.ts";
import type { StaleFailure } from "../stale.ts";

/** A dated fact: from the first day to before the last. */
export interface DatedRow {
  readonly from: IsoDate;
  readonly to: IsoDate | null;
}

export type EndFailure =
  | { readonly code: "day_in_future" }
  | { readonly code: "already_ended" }
  | { readonly code: "before_it_started" };

/** Ends a dated fact. `endedOn` is the first day on which it no longer holds, so it lasts at least one day. */
export function endDated(row: DatedRow, endedOn: IsoDate, today: IsoDate): Result<IsoDate, EndFailure> {
  if (row.to !== null) return refused({ code: "already_ended" });
  if (endedOn > today) return refused({ code: "day_in_future" });
  if (endedOn <= row.from) return refused({ code: "before_it_started" });
  return accepted(endedOn);
}

/** Ends a membership that nobody else has changed meanwhile. */
export function endMembership(
  row: DatedRow & { readonly version: number },
  input: { readonly baseVersion: number; readonly endedOn: IsoDate },
  today: IsoDate,
): Result<IsoDate, EndFailure | StaleFailure> {
  if (input.baseVersion !== row.version) {
    return refused({ code: "stale", conflict: [{ field: "endedOn", yours: input.endedOn, theirs: row.to }] });
  }
  return endDated(row, input.endedOn, today);
}

export type CorrectionFailure = PersonFailure | StaleFailure;

/** Corrects a person; an edit made on an older version comes back with both values of each field that differs. */
export function correctPerson(
  current: { readonly person: Person; readonly version: number },
  input: { readonly baseVersion: number; readonly person: Person },
  today: IsoDate,
): Result<Person, CorrectionFailure> {
  const read = readPerson(input.person, today);
  if (!read.ok) return read;
  if (input.baseVersion !== current.version) {
    return refused({ code: "stale", conflict: personConflicts(read.value, current.person) });
  }
  return read;
}
