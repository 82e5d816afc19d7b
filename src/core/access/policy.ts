import type { Action, Level } from "./actions.ts";

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
 * Which objects a rule reaches: `team` = families the person works with now, `own` = what the person registered,
 * `territory` = everything in the granted territory and below it; the first two also stay inside that territory.
 * `tenant` = things that have no place, such as users or the ledger.
 */
export type Scope = "team" | "territory" | "tenant" | "own";

/** One cell of the policy: how far an action reaches and up to which level. */
export interface Rule {
  readonly scope: Scope;
  readonly ceiling: Level;
}

/** The actions a role has; what is not listed is refused. */
export type RolePolicy = Readonly<Partial<Record<Action, Rule>>>;

/** A whole policy; the product has one, tests break copies of it. */
export type Policy = Readonly<Record<Role, RolePolicy>>;

const team = (ceiling: Level): Rule => ({ scope: "team", ceiling });
const territory = (ceiling: Level): Rule => ({ scope: "territory", ceiling });
const tenant = (ceiling: Level): Rule => ({ scope: "tenant", ceiling });
const own = (ceiling: Level): Rule => ({ scope: "own", ceiling });

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
  evaluator: {},
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
