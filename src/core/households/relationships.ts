import type { IsoDate } from "../calendar/dates.ts";
import { accepted, type Result, refused } from "../result.ts";

export interface Tie {
  readonly fromPersonId: string;
  readonly toPersonId: string;
  readonly kind: string;
}

/** Ties that say the same in both directions. */
const mutual = new Set(["partner", "sibling", "other_kin", "neighbour", "friend"]);

export type TieFailure =
  | { readonly code: "same_person" }
  | { readonly code: "not_a_member" }
  | { readonly code: "already_related" }
  | { readonly code: "day_in_future" };

export interface TieState {
  /** Everybody who is or was in the file. */
  readonly people: readonly string[];
  /** Ties that still hold. */
  readonly ties: readonly Tie[];
  readonly today: IsoDate;
}

/** Adds a tie between two people of the file; the same tie is not told twice, whichever way round. */
export function addRelationship<New extends Tie & { readonly from: IsoDate }>(
  state: TieState,
  tie: New,
): Result<New, TieFailure> {
  if (tie.fromPersonId === tie.toPersonId) return refused({ code: "same_person" });
  if (tie.from > state.today) return refused({ code: "day_in_future" });
  if (!state.people.includes(tie.fromPersonId) || !state.people.includes(tie.toPersonId)) {
    return refused({ code: "not_a_member" });
  }
  const same = (one: Tie, from: string, to: string) =>
    one.kind === tie.kind && one.fromPersonId === from && one.toPersonId === to;
  const known = state.ties.some(
    (one) =>
      same(one, tie.fromPersonId, tie.toPersonId) ||
      (mutual.has(tie.kind) && same(one, tie.toPersonId, tie.fromPersonId)),
  );
  return known ? refused({ code: "already_related" }) : accepted(tie);
}
