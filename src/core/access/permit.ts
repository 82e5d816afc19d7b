import {
  ACTIONS,
  type Action,
  HIGHEST_UNSEALED_LEVEL,
  type Level,
  type ObjectKind,
  PROTECTION_PURPOSE,
} from "./actions.ts";
import { POLICY, type Policy, type Rule } from "./policy.ts";

/** A role given to a person in a territory, from `validFrom` to before `validTo` (days where the tenant lives). */
export interface Grant {
  /** Any text: a role this version does not know opens nothing. */
  readonly role: string;
  readonly territoryId: string;
  readonly maxLevel: number;
  readonly purposes: readonly string[];
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** Who asks, with the purpose declared for this request. */
export interface Actor {
  readonly tenantId: string;
  readonly userId: string;
  readonly purpose: string;
  readonly grants: readonly Grant[];
}

/** A dated tie between a person and a family: team membership or exclusion. */
export interface DatedTie {
  readonly userId: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** An emergency somebody opened on a family. */
export interface OpenedGlass {
  readonly userId: string;
  readonly openedAt: string;
  readonly expiresAt: string;
}

/** What is asked for, with every fact the policy needs. */
export interface AccessObject {
  readonly kind: ObjectKind;
  readonly tenantId: string;
  /** Its territory and all ancestors of it; empty for things that have no place. */
  readonly territoryPath: readonly string[];
  readonly level: Level;
  readonly team: readonly DatedTie[];
  readonly exclusions: readonly DatedTie[];
  readonly breakGlass: readonly OpenedGlass[];
  readonly registeredBy?: string | null;
}

/** The moment of the decision: the instant in UTC, and the calendar day where the tenant lives. */
export interface DecisionTime {
  readonly instant: string;
  readonly today: string;
}

/** How a request got in: by a grant, or only because an emergency is open; `undefined` = not at all. */
export type WayIn = "grant" | "break_glass" | undefined;

/** Half-open: the first day counts, the last does not. */
function holds(period: { readonly validFrom: string; readonly validTo: string | null }, today: string): boolean {
  return period.validFrom <= today && (period.validTo === null || today < period.validTo);
}

function hasTie(ties: readonly DatedTie[], userId: string, today: string): boolean {
  return ties.some((tie) => tie.userId === userId && holds(tie, today));
}

/** The rule a role has for an action; an unknown role has none. */
export function ruleOf(policy: Policy, role: string, action: Action): Rule | undefined {
  if (!Object.hasOwn(policy, role)) return undefined;
  return policy[role as keyof Policy][action];
}

/** The highest level a grant opens under a rule; sealed records only under the protection purpose. */
export function ceilingOf(rule: Rule, grant: Grant, purpose: string): number {
  const sealed = purpose === PROTECTION_PURPOSE ? 4 : HIGHEST_UNSEALED_LEVEL;
  return Math.min(rule.ceiling, grant.maxLevel, sealed);
}

/** Whether a grant counts on that day for that purpose. */
export function isActive(grant: Grant, purpose: string, today: string): boolean {
  return holds(grant, today) && grant.purposes.includes(purpose);
}

function reaches(rule: Rule, grant: Grant, actor: Actor, object: AccessObject, today: string): boolean {
  if (rule.scope === "tenant") return true;
  if (!object.territoryPath.includes(grant.territoryId)) return false;
  if (rule.scope === "team") return hasTie(object.team, actor.userId, today);
  if (rule.scope === "own") return object.registeredBy === actor.userId;
  return true;
}

/** Decides with a given policy; the product always uses `permit`, tests use this to show that a broken table is caught. */
export function decide(
  policy: Policy,
  actor: Actor,
  request: { readonly action: Action; readonly object: AccessObject },
  now: DecisionTime,
): WayIn {
  const { action, object } = request;
  const definition = ACTIONS[action];
  if (definition.kind !== object.kind) return undefined;
  if (actor.tenantId !== object.tenantId) return undefined;
  if (hasTie(object.exclusions, actor.userId, now.today)) return undefined;
  const granted = actor.grants.some((grant) => {
    const rule = ruleOf(policy, grant.role, action);
    return (
      rule !== undefined &&
      isActive(grant, actor.purpose, now.today) &&
      object.level <= ceilingOf(rule, grant, actor.purpose) &&
      reaches(rule, grant, actor, object, now.today)
    );
  });
  if (granted) return "grant";
  const opened =
    definition.breakGlass &&
    object.level <= HIGHEST_UNSEALED_LEVEL &&
    object.breakGlass.some(
      (glass) => glass.userId === actor.userId && glass.openedAt <= now.instant && now.instant < glass.expiresAt,
    );
  return opened ? "break_glass" : undefined;
}

/** How the actor may do this now, so that the reading can be logged with its reason; `undefined` = refused. */
export function wayIn(actor: Actor, action: Action, object: AccessObject, now: DecisionTime): WayIn {
  return decide(POLICY, actor, { action, object }, now);
}

/** Same tenant, not excluded, and either an active grant that reaches the object or, for reading, an open emergency. */
export function permit(actor: Actor, action: Action, object: AccessObject, now: DecisionTime): boolean {
  return wayIn(actor, action, object, now) !== undefined;
}
