import type pg from "pg";
import type { Level, ObjectKind } from "../../core/access/actions.ts";
import type { AccessObject, Actor, DatedTie, OpenedGlass } from "../../core/access/policy.ts";

/** What the database tells of a family for the decision (`app.household_facts`). */
export interface Facts {
  readonly level: Level;
  readonly registeredBy: string;
  readonly territoryPath: readonly string[];
  readonly team: readonly DatedTie[];
  readonly exclusions: readonly DatedTie[];
  readonly breakGlass: readonly OpenedGlass[];
}

/** What is asked for besides the family itself. */
export interface Below {
  /** Kind of the thing; the family file and what hangs from it are `household`. */
  readonly kind?: ObjectKind;
  /** Level of the row below the family; the higher of the two counts. */
  readonly level?: Level;
}

function higher(one: Level, other: Level): Level {
  return one > other ? one : other;
}

/** Instants of the database in the one spelling that can be compared as text. */
function inUtc(glass: OpenedGlass): OpenedGlass {
  return {
    userId: glass.userId,
    openedAt: new Date(glass.openedAt).toISOString(),
    expiresAt: new Date(glass.expiresAt).toISOString(),
  };
}

/** A family, or something below it, as the policy sees it. */
export function objectFrom(actor: Actor, facts: Facts, below: Below): AccessObject {
  return {
    ...facts,
    kind: below.kind ?? "household",
    tenantId: actor.tenantId,
    level: higher(facts.level, below.level ?? 0),
    breakGlass: facts.breakGlass.map(inUtc),
  };
}

/**
 * A family as the policy sees it, with the user's own ties to it, whatever row security shows; undefined when the tenant
 * has no such family. Needs the transaction's tenant and user.
 */
export async function findHouseholdObject(
  client: pg.ClientBase,
  actor: Actor,
  householdId: string,
  below: Below = {},
): Promise<AccessObject | undefined> {
  const { rows } = await client.query("select app.household_facts($1) as facts", [householdId]);
  const facts = rows[0]?.facts as Facts | null | undefined;
  return facts ? objectFrom(actor, facts, below) : undefined;
}

/** A referral as the policy sees it: its own place and level, and the ties to the family it became. */
export async function findReferralObject(
  client: pg.ClientBase,
  actor: Actor,
  referralId: string,
  below: Below = {},
): Promise<AccessObject | undefined> {
  const { rows } = await client.query("select app.referral_facts($1) as facts", [referralId]);
  const facts = rows[0]?.facts as Facts | null | undefined;
  return facts ? objectFrom(actor, facts, { kind: "referral", ...below }) : undefined;
}

/** Something about to be registered, granted or imported in a territory; it has no ties yet. */
export async function objectInTerritory(
  client: pg.ClientBase,
  actor: Actor,
  territoryId: string,
  what: { readonly kind: ObjectKind; readonly level: Level },
): Promise<AccessObject> {
  const { rows } = await client.query("select app.territory_path($1)::text[] as path", [territoryId]);
  return { ...objectWithoutPlace(actor, what), territoryPath: rows[0]?.path as string[] };
}

/** Something that has no place: a user, a setting, the ledger. */
export function objectWithoutPlace(
  actor: Actor,
  what: { readonly kind: ObjectKind; readonly level: Level },
): AccessObject {
  return {
    kind: what.kind,
    level: what.level,
    tenantId: actor.tenantId,
    territoryPath: [],
    team: [],
    exclusions: [],
    breakGlass: [],
  };
}
