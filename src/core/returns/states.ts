import { accepted, type Result, refused } from "../result.ts";

/** Where a return stands. Only an applied one counts; a discarded one keeps no rows. */
export const RETURN_STATES = ["checked", "applied", "undone", "discarded"] as const;
export type ReturnState = (typeof RETURN_STATES)[number];

/** To which states a return may move. What was taken back may be applied again: its rows are still there. */
const NEXT = {
  checked: ["applied", "discarded"],
  applied: ["undone"],
  undone: ["applied", "discarded"],
  discarded: [],
} as const satisfies Record<ReturnState, readonly ReturnState[]>;

export type StateFailure =
  | { readonly code: "already_applied" | "not_applied" | "was_discarded" | "still_applied" }
  | { readonly code: "stale"; readonly conflict: readonly [] };

function refusalOf(from: ReturnState, to: ReturnState): StateFailure {
  if (from === "discarded") return { code: "was_discarded" };
  if (to === "undone") return { code: "not_applied" };
  return { code: to === "applied" ? "already_applied" : "still_applied" };
}

/** Decides whether a return moves to a state, for somebody who saw it in the version named. */
export function moveReturn(
  batch: { readonly state: ReturnState; readonly version: number },
  to: ReturnState,
  baseVersion: number,
): Result<ReturnState, StateFailure> {
  const next: readonly ReturnState[] = NEXT[batch.state];
  if (!next.includes(to)) return refused(refusalOf(batch.state, to));
  if (batch.version !== baseVersion) return refused({ code: "stale", conflict: [] });
  return accepted(to);
}
