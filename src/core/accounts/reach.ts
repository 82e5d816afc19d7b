import { type AccessObject, type Actor, permit, type Role } from "../access/policy.ts";
import type { IsoDate } from "../calendar/dates.ts";

/** A role of a person in a place, from `validFrom` to before `validTo`; the path is the place and all above it. */
export interface HeldRole {
  readonly role: string;
  readonly territoryId: string;
  readonly territoryPath: readonly string[];
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
}

/** Whether a role has ended; one that is still to come has not. */
export function isOver({ validTo }: Pick<HeldRole, "validTo">, today: IsoDate): boolean {
  return validTo !== null && validTo <= today;
}

/** Where a role is given or ended, as the policy sees it. */
export function grantIn(tenantId: string, territoryPath: readonly string[]): AccessObject {
  return { kind: "grant", level: 1, tenantId, territoryPath, team: [], exclusions: [], breakGlass: [] };
}

/** Whether the actor gives and ends roles in a place. */
export function mayGrantIn(actor: Actor, territoryPath: readonly string[], now: string): boolean {
  return permit(actor, "grant.manage", grantIn(actor.tenantId, territoryPath), now);
}

/**
 * Whether the actor gives roles wherever this person has one, now or later. Who hands out a password could sign in with it:
 * nobody may take over an account that reaches further than they do.
 */
export function reachesAll(actor: Actor, roles: readonly HeldRole[], now: string): boolean {
  return roles.every((held) => isOver(held, actor.today) || mayGrantIn(actor, held.territoryPath, now));
}

/** Protection is a purpose of its own, and only whoever protects by law works under it. */
export function purposesOf(role: Role): readonly string[] {
  return role === "protection_authority" ? ["care", "protection"] : ["care"];
}
