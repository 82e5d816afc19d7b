import { type Actor, POLICY, ROLES, type Role } from "../access/policy.ts";
import { addDays, type IsoDate } from "../calendar/dates.ts";
import { accepted, type Result, refused } from "../result.ts";
import type { AccountState } from "./account.ts";
import { type HeldRole, isOver, purposesOf } from "./reach.ts";

/** The roles that open something in this version; the others are not offered. */
export const OFFERED_ROLES: readonly Role[] = ROLES.filter((role) => Object.keys(POLICY[role]).length > 0);

export type GrantFailure = { readonly code: "own_account" | "account_closed" | "already_granted" };

/** A role about to be given. */
export interface NewRole {
  readonly purposes: readonly string[];
  readonly validFrom: IsoDate;
}

/** Decides on one more role for somebody else, from today on; the policy has decided on the place. */
export function grantRole(
  account: AccountState,
  { role, territoryId }: { readonly role: Role; readonly territoryId: string },
  actor: Actor,
): Result<NewRole, GrantFailure> {
  if (account.userId === actor.userId) return refused({ code: "own_account" });
  if (account.closed) return refused({ code: "account_closed" });
  const held = account.roles.some(
    (one) => one.role === role && one.territoryId === territoryId && !isOver(one, actor.today),
  );
  if (held) return refused({ code: "already_granted" });
  return accepted({ purposes: purposesOf(role), validFrom: actor.today });
}

export type EndFailure = { readonly code: "own_account" | "already_ended" | "day_is_over" | "before_it_started" };

/**
 * Decides on the last day of somebody's role and gives the day from which it no longer holds. Yesterday is the earliest: the
 * role ends at once, and no day on which it was used is denied afterwards.
 */
export function endGrant(
  grant: HeldRole & { readonly userId: string },
  lastDay: IsoDate,
  actor: Actor,
): Result<IsoDate, EndFailure> {
  if (grant.userId === actor.userId) return refused({ code: "own_account" });
  if (isOver(grant, actor.today)) return refused({ code: "already_ended" });
  if (lastDay < addDays(actor.today, -1)) return refused({ code: "day_is_over" });
  if (lastDay < grant.validFrom) return refused({ code: "before_it_started" });
  return accepted(addDays(lastDay, 1));
}
