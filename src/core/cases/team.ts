import type { IsoDate } from "../calendar/dates.ts";
import { accepted, type Result, refused } from "../result.ts";

export interface TeamState {
  /** Whether the colleague holds a grant that reaches the family's place today. */
  readonly worksThere: boolean;
  readonly excluded: boolean;
  readonly current: readonly { readonly userId: string; readonly role: string }[];
}

export type TeamFailure =
  | { readonly code: "unknown_colleague" }
  | { readonly code: "excluded" }
  | { readonly code: "already_in_team" };

/** Entrusts a family to a colleague of its territory who has no conflict of interest with it. */
export function assignTeam<New extends { readonly userId: string; readonly role: string }>(
  state: TeamState,
  input: New,
): Result<New, TeamFailure> {
  if (!state.worksThere) return refused({ code: "unknown_colleague" });
  if (state.excluded) return refused({ code: "excluded" });
  const known = state.current.some(({ userId, role }) => userId === input.userId && role === input.role);
  return known ? refused({ code: "already_in_team" }) : accepted(input);
}

export type LeaveFailure = { readonly code: "already_ended" } | { readonly code: "before_it_started" };

/** Ends an entrustment. The day may lie ahead: a handover is planned. */
export function leaveTeam(
  member: { readonly from: IsoDate; readonly to: IsoDate | null },
  endedOn: IsoDate,
): Result<IsoDate, LeaveFailure> {
  if (member.to !== null) return refused({ code: "already_ended" });
  return endedOn <= member.from ? refused({ code: "before_it_started" }) : accepted(endedOn);
}
