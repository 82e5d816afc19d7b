/**
 * The policy a second time, naively, from its prose and without a line of the program: whoever asks must be of the same
 * tenant and not excluded, and either hold a running grant whose role allows it there, at that level, for that purpose,
 * or read what belongs to a family opened in an emergency that has not ended.
 */
import { pathOf, type Tenant, type Tie, type World } from "./world.ts";

export interface Asker {
  readonly tenantId: string;
  readonly userId: string;
  readonly purpose: string;
}

/** What is asked for. A thing without territory has no place; a thing without family has no ties. */
export interface Thing {
  readonly tenantId: string;
  readonly territoryId: string | null;
  readonly level: number;
  readonly householdId: string | null;
  readonly registeredBy: string | null;
}

const worksWithFamilies = [
  "household.read",
  "household.write",
  "case.open",
  "case.close",
  "assessment.write",
  "plan.write",
  "session.write",
  "task.write",
  "alert.write",
  "consent.write",
  "address.read",
  "address.write",
];
const worksWithReferrals = ["referral.register", "referral.read", "referral.write", "referral.decide"];
const everybody = ["configuration.read", "user.read"];

/** What a role may do: how far (a word) and how high. */
function rightOf(role: string, action: string): readonly [string, number] | null {
  const known = [
    "family_worker",
    "peer_partner",
    "supervisor",
    "programme_director",
    "protection_authority",
    "evaluator",
    "administrator",
    "auditor",
  ];
  if (!known.includes(role)) return null;
  if (everybody.includes(action)) return ["anywhere", action === "user.read" ? 1 : 0];
  switch (role) {
    case "family_worker":
      if (worksWithFamilies.includes(action)) return ["with my families", 3];
      if (worksWithReferrals.includes(action)) return ["in my territory", 2];
      if (action === "household.register" || action === "breakglass.open") return ["in my territory", 3];
      return action === "reporter.register" ? ["what I registered", 2] : null;
    case "peer_partner":
      return action === "household.read" ? ["with my families", 1] : null;
    case "supervisor":
      if (["assessment.write", "plan.write", "session.write"].includes(action)) return null;
      if (worksWithFamilies.includes(action) || worksWithReferrals.includes(action)) return ["in my territory", 3];
      if (["household.register", "case.assign", "team.read", "readlog.read", "import.registry"].includes(action)) {
        return ["in my territory", 3];
      }
      if (action === "grant.read") return ["anywhere", 1];
      return action === "reporter.register" ? ["what I registered", 3] : null;
    case "programme_director":
      if (
        ["household.read", "team.read", "referral.read", "results.read", "results.publish", "import.registry"].includes(
          action,
        )
      ) {
        return ["in my territory", 2];
      }
      if (action === "study.read") return ["in my territory", 2];
      if (action === "care.read" || action === "care.import") return ["in my territory", 3];
      if (action === "configuration.publish") return ["anywhere", 0];
      return action === "grant.read" ? ["anywhere", 1] : null;
    case "protection_authority":
      if (["household.read", "address.read", "address.write", "referral.read", "reporter.read"].includes(action)) {
        return ["in my territory", 4];
      }
      return action === "breakglass.open" ? ["in my territory", 3] : null;
    case "evaluator":
      return ["results.read", "care.read", "study.read", "study.write"].includes(action)
        ? ["in my territory", 2]
        : null;
    case "administrator":
      if (action === "user.manage" || action === "grant.read") return ["anywhere", 1];
      if (action === "grant.manage") return ["in my territory", 1];
      return action === "configuration.publish" ? ["anywhere", 0] : null;
    default:
      return action === "ledger.verify" ? ["anywhere", 3] : null;
  }
}

function runsToday(period: { validFrom: string; validTo: string | null }, today: string): boolean {
  if (period.validFrom > today) return false;
  if (period.validTo === null) return true;
  return period.validTo > today;
}

function amongst(ties: readonly Tie[] | undefined, userId: string, today: string): boolean {
  for (const tie of ties ?? []) {
    if (tie.userId === userId && runsToday(tie, today)) return true;
  }
  return false;
}

function isClose(tenant: Tenant, asker: Asker, thing: Thing, how: string, today: string): boolean {
  if (how === "with my families") {
    return amongst(tenant.households.find((one) => one.id === thing.householdId)?.team, asker.userId, today);
  }
  return how === "what I registered" ? thing.registeredBy === asker.userId : true;
}

function byGrant(world: World, tenant: Tenant, asker: Asker, action: string, thing: Thing): boolean {
  for (const grant of tenant.users.find((user) => user.id === asker.userId)?.grants ?? []) {
    const right = rightOf(grant.role, action);
    if (right === null) continue;
    const [how, ceiling] = right;
    if (!runsToday(grant, world.today)) continue;
    if (!grant.purposes.includes(asker.purpose)) continue;
    if (thing.level > ceiling || thing.level > grant.maxLevel) continue;
    if (thing.level === 4 && asker.purpose !== "protection") continue;
    if (how === "anywhere") return true;
    if (thing.territoryId === null) continue;
    if (!pathOf(tenant, thing.territoryId).includes(grant.territoryId)) continue;
    if (isClose(tenant, asker, thing, how, world.today)) return true;
  }
  return false;
}

function byEmergency(tenant: Tenant, asker: Asker, action: string, thing: Thing): boolean {
  if (!["household.read", "address.read", "referral.read"].includes(action)) return false;
  if (thing.level === 4) return false;
  const family = tenant.households.find((one) => one.id === thing.householdId);
  return (family?.glass ?? []).some(
    (glass) => glass.userId === asker.userId && glass.openedMinutesAgo >= 0 && glass.openedMinutesAgo < 120,
  );
}

/** Whether the asker may do this to that. */
export function may(world: World, asker: Asker, action: string, thing: Thing): boolean {
  if (thing.tenantId !== asker.tenantId) return false;
  const tenant = world.tenants.find((one) => one.id === asker.tenantId);
  if (!tenant) return false;
  const family = tenant.households.find((one) => one.id === thing.householdId);
  if (amongst(family?.exclusions, asker.userId, world.today)) return false;
  return byGrant(world, tenant, asker, action, thing) || byEmergency(tenant, asker, action, thing);
}
