import {
  ACTIONS,
  type Action,
  HIGHEST_UNSEALED_LEVEL,
  type Level,
  type ObjectKind,
  PROTECTION_PURPOSE,
  type SCOPES_OF,
  type Scope,
} from "./actions.ts";

/** The roles a person can be granted, always in a territory and for a time. */
export const ROLES = [
  "family_worker",
  "peer_partner",
  "supervisor",
  "programme_director",
  "protection_authority",
  "residential_centre",
  "foster_team",
  "evaluator",
  "family_member",
  "administrator",
  "auditor",
] as const;

/** A role a person can be granted. */
export type Role = (typeof ROLES)[number];

/**
 * One cell of the policy: which objects an action reaches, and up to which level. `team` = families the person works with
 * now, `own` = what the person registered, `territory` = everything in the granted territory and below it; the first two
 * also stay inside that territory. `tenant` = things that have no place, such as users or the ledger.
 */
export interface Rule<Reach extends Scope = Scope> {
  readonly scope: Reach;
  readonly ceiling: Level;
}

/** The actions a role has; what is not listed is refused. A scope that row security lacks does not compile. */
export type RolePolicy = {
  readonly [Name in Action]?: Rule<(typeof SCOPES_OF)[(typeof ACTIONS)[Name]["kind"]][number]>;
};

/** A whole policy; the product has one, tests break copies of it. */
export type Policy = Readonly<Record<Role, RolePolicy>>;

const team = (ceiling: Level): Rule<"team"> => ({ scope: "team", ceiling });
const territory = (ceiling: Level): Rule<"territory"> => ({ scope: "territory", ceiling });
const tenant = (ceiling: Level): Rule<"tenant"> => ({ scope: "tenant", ceiling });
const own = (ceiling: Level): Rule<"own"> => ({ scope: "own", ceiling });

/** What whoever works in the programme needs to read the screens at all: settings, and the names of colleagues. */
const everyone = { "configuration.read": tenant(0), "user.read": tenant(1) } as const;

/** The one policy table. The database's coarse copy (`access_rule`) is derived from it; an absent cell is a refusal. */
export const POLICY = {
  family_worker: {
    ...everyone,
    "household.register": territory(3),
    "household.read": team(3),
    "household.write": team(3),
    "case.open": team(3),
    "case.close": team(3),
    "assessment.write": team(3),
    "plan.write": team(3),
    "session.write": team(3),
    "task.write": team(3),
    "alert.write": team(3),
    "consent.write": team(3),
    "address.read": team(3),
    "address.write": team(3),
    "referral.register": territory(2),
    "referral.read": territory(2),
    "referral.write": territory(2),
    "referral.decide": territory(2),
    "reporter.register": own(2),
    "breakglass.open": territory(3),
  },
  peer_partner: {
    ...everyone,
    "household.read": team(1),
  },
  supervisor: {
    ...everyone,
    "household.register": territory(3),
    "household.read": territory(3),
    "household.write": territory(3),
    "case.open": territory(3),
    "case.close": territory(3),
    "case.assign": territory(3),
    "task.write": territory(3),
    "alert.write": territory(3),
    "consent.write": territory(3),
    "team.read": territory(3),
    "address.read": territory(3),
    "address.write": territory(3),
    "referral.register": territory(3),
    "referral.read": territory(3),
    "referral.write": territory(3),
    "referral.decide": territory(3),
    "reporter.register": own(3),
    "readlog.read": territory(3),
    "import.registry": territory(3),
    "grant.read": tenant(1),
  },
  programme_director: {
    ...everyone,
    "household.read": territory(2),
    "team.read": territory(2),
    "referral.read": territory(2),
    "results.read": territory(2),
    "results.publish": territory(2),
    "care.read": territory(3),
    "care.import": territory(3),
    "study.read": territory(2),
    "import.registry": territory(2),
    "configuration.publish": tenant(0),
    "grant.read": tenant(1),
  },
  protection_authority: {
    ...everyone,
    "household.read": territory(4),
    "address.read": territory(4),
    "address.write": territory(4),
    "referral.read": territory(4),
    "reporter.read": territory(4),
    "breakglass.open": territory(3),
  },
  residential_centre: {},
  foster_team: {},
  evaluator: {
    ...everyone,
    "results.read": territory(2),
    "care.read": territory(2),
    "study.read": territory(2),
    "study.write": territory(2),
  },
  family_member: {},
  administrator: {
    ...everyone,
    "user.manage": tenant(1),
    "grant.read": tenant(1),
    "grant.manage": territory(1),
    "configuration.publish": tenant(0),
  },
  auditor: {
    ...everyone,
    "ledger.verify": tenant(3),
  },
} as const satisfies Record<Role, RolePolicy>;

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
  /** The calendar day of the request where the tenant lives; dated grants, teams and exclusions are judged by it. */
  readonly today: string;
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

/** Whether a grant counts today for the purpose the actor declares. */
export function isActive(grant: Grant, actor: Actor): boolean {
  return holds(grant, actor.today) && grant.purposes.includes(actor.purpose);
}

function reaches(rule: Rule, grant: Grant, actor: Actor, object: AccessObject): boolean {
  if (rule.scope === "tenant") return true;
  if (!object.territoryPath.includes(grant.territoryId)) return false;
  if (rule.scope === "team") return hasTie(object.team, actor.userId, actor.today);
  if (rule.scope === "own") return object.registeredBy === actor.userId;
  return true;
}

/** Decides with a given policy; the product always uses `permit`, tests use this to show that a broken table is caught. */
export function decide(
  policy: Policy,
  actor: Actor,
  request: { readonly action: Action; readonly object: AccessObject },
  now: string,
): WayIn {
  const { action, object } = request;
  const definition = ACTIONS[action];
  if (definition.kind !== object.kind) return undefined;
  if (actor.tenantId !== object.tenantId) return undefined;
  if (hasTie(object.exclusions, actor.userId, actor.today)) return undefined;
  const granted = actor.grants.some((grant) => {
    const rule = ruleOf(policy, grant.role, action);
    return (
      rule !== undefined &&
      isActive(grant, actor) &&
      object.level <= ceilingOf(rule, grant, actor.purpose) &&
      reaches(rule, grant, actor, object)
    );
  });
  if (granted) return "grant";
  const opened =
    definition.breakGlass &&
    object.level <= HIGHEST_UNSEALED_LEVEL &&
    object.breakGlass.some((glass) => glass.userId === actor.userId && glass.openedAt <= now && now < glass.expiresAt);
  return opened ? "break_glass" : undefined;
}

/** How the actor may do this now, so that the reading can be logged with its reason; `undefined` = refused. */
export function wayIn(actor: Actor, action: Action, object: AccessObject, now: string): WayIn {
  return decide(POLICY, actor, { action, object }, now);
}

/** Same tenant, not excluded, and either an active grant that reaches the object or, for reading, an open emergency. */
export function permit(actor: Actor, action: Action, object: AccessObject, now: string): boolean {
  return wayIn(actor, action, object, now) !== undefined;
}
