import type pg from "pg";
import { ACTIONS, type Action, type Level, type ObjectKind } from "../../src/core/access/actions.ts";
import type * as policyModule from "../../src/core/access/policy.ts";
import type * as predicateModule from "../../src/server/access/predicate.ts";
import { type Asker, may, type Thing } from "./oracle.ts";
import type { Decision } from "./reading.ts";
import * as things from "./things.ts";
import { pathOf, type Tenant, type World } from "./world.ts";

/** What the program knows of an asker: all grants, whatever their dates and purposes. */
export function actorOf(world: World, asker: Asker): policyModule.Actor {
  const tenant = world.tenants.find((one) => one.id === asker.tenantId);
  const grants = tenant?.users.find((user) => user.id === asker.userId)?.grants ?? [];
  return { ...asker, today: world.today, grants };
}

/** What the program knows of a thing, the ties of everybody included. */
export function objectOf(world: World, kind: ObjectKind, thing: Thing, now: string): policyModule.AccessObject {
  const tenant = world.tenants.find((one) => one.id === thing.tenantId) as Tenant;
  const family = tenant.households.find((one) => one.id === thing.householdId);
  const minutes = (count: number) => new Date(Date.parse(now) + count * 60_000).toISOString();
  return {
    kind,
    tenantId: thing.tenantId,
    territoryPath: thing.territoryId === null ? [] : pathOf(tenant, thing.territoryId),
    level: thing.level as Level,
    team: family?.team ?? [],
    exclusions: family?.exclusions ?? [],
    breakGlass: (family?.glass ?? []).map((glass) => ({
      userId: glass.userId,
      openedAt: minutes(-glass.openedMinutesAgo),
      expiresAt: minutes(120 - glass.openedMinutesAgo),
    })),
    registeredBy: thing.registeredBy,
  };
}

function places(world: World, levels: readonly number[]): things.Named[] {
  return world.tenants.flatMap((tenant) =>
    tenant.territories.flatMap(({ id }) =>
      levels.map((level) => ({ id, thing: things.placeThing(tenant, id, level) })),
    ),
  );
}

/** Things of every kind on which an action can be asked. */
function thingsOf(world: World, kind: ObjectKind): readonly things.Named[] {
  switch (kind) {
    case "household":
      return [...things.families(world), ...things.families(world, 2), ...places(world, [0, 3, 4])];
    case "address":
      return things.addresses(world);
    case "referral":
      return [...things.referrals(world), ...places(world, [1, 2, 3])];
    case "reporter":
      return [...things.reporters(world), ...things.referrals(world)];
    case "team":
    case "readlog":
      return things.families(world, 3);
    case "breakglass":
      return things.families(world);
    case "results":
    case "care":
    case "study":
    case "import":
      return places(world, [0, 2, 3, 4]);
    case "grant":
      return [...places(world, [1]), ...things.tenants(world, 1)];
    default:
      return things.tenants(world, { user: 1, configuration: 0, ledger: 3 }[kind]);
  }
}

type Permit = (actor: policyModule.Actor, action: Action, object: policyModule.AccessObject, now: string) => boolean;

/** Every question of a world, with the oracle's answer; made once and asked of the policy and of broken copies of it. */
export interface Question extends Decision {
  readonly actor: policyModule.Actor;
  readonly action: Action;
  readonly object: policyModule.AccessObject;
}

export function questionsOf(world: World, askers: readonly Asker[], now: string): Question[] {
  const asked = (Object.keys(ACTIONS) as Action[]).flatMap((action) => {
    const { kind } = ACTIONS[action];
    return thingsOf(world, kind).map(({ id, thing }) => ({
      action,
      id,
      thing,
      object: objectOf(world, kind, thing, now),
    }));
  });
  return askers.flatMap((asker) => {
    const actor = actorOf(world, asker);
    return asked.map(({ action, id, thing, object }) => {
      return { what: action, id, action, object, actor, got: false, expected: may(world, asker, action, thing) };
    });
  });
}

/** Answers of the policy, or of a broken copy, to the questions. */
export function decideWith(permit: Permit, questions: readonly Question[], now: string): Decision[] {
  return questions.map((question) => ({
    what: question.what,
    id: question.id,
    got: permit(question.actor, question.action, question.object, now),
    expected: question.expected,
  }));
}

const READING = {
  household: "household.read",
  referral: "referral.read",
  care_source: "care.read",
  study: "study.read",
} as const;
const ROWS = {
  household: things.families,
  referral: things.referrals,
  care_source: (world: World) => things.sources(world, 2),
  study: (world: World) => things.studies(world, 2),
};
const LISTED = [
  ["household", "readlog.read"],
  ["referral", "reporter.read"],
  ["household", "household.read"],
  ["household", "household.write"],
  ["household", "household.register"],
  ["household", "team.read"],
  ["household", "case.assign"],
  ["household", "breakglass.open"],
  ["referral", "referral.read"],
  ["referral", "referral.decide"],
  ["referral", "reporter.register"],
  ["care_source", "care.read"],
  ["care_source", "care.import"],
  ["study", "study.read"],
  ["study", "study.write"],
] as const satisfies readonly (readonly ["household" | "referral" | "care_source" | "study", Action])[];

/** Level of what is asked for besides that of the row. */
const LEVELS: Partial<Record<Action, number>> = {
  "case.assign": 1,
  "readlog.read": 3,
  "reporter.read": 4,
  "care.import": 3,
};

/**
 * The rows each compiled predicate lets through, against the oracle. A superuser's connection shows the predicate alone;
 * behind row security a list shows only what may also be read.
 */
export async function decidePredicates(
  client: pg.ClientBase,
  world: World,
  asker: Asker,
  asked: { readonly compile: typeof predicateModule.predicateText; readonly behindRowSecurity: boolean },
): Promise<Decision[]> {
  const actor = actorOf(world, asker);
  const values: unknown[] = [];
  const statements = LISTED.map(([table, action]) => {
    const predicate = asked.compile(actor, action, "listed", values.length + 1);
    values.push(...predicate.values);
    return `select '${action}' as action, listed.id from ${table} listed where ${predicate.text}`;
  });
  const { rows } = await client.query(statements.join(" union all "), values);
  const found = new Set((rows as { action: string; id: string }[]).map((row) => `${row.action} ${row.id}`));
  return LISTED.flatMap(([table, action]) =>
    ROWS[table](world).map(({ id, thing }) => ({
      what: `list ${action}`,
      id,
      got: found.has(`${action} ${id}`),
      expected:
        may(world, asker, action, { ...thing, level: Math.max(thing.level, LEVELS[action] ?? 0) }) &&
        (!asked.behindRowSecurity || may(world, asker, READING[table], thing)),
    })),
  );
}
