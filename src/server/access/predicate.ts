import {
  ACTIONS,
  type Action,
  HIGHEST_UNSEALED_LEVEL,
  type Level,
  type ObjectKind,
  type Scope,
} from "../../core/access/actions.ts";
import { type Actor, ceilingOf, isActive, POLICY, type Policy, ruleOf } from "../../core/access/policy.ts";
import { asExpression, asText, type Fragment, joined, piece, verbatim } from "./fragment.ts";

interface Listed {
  /** The table whose rows the predicate speaks about. */
  readonly rows: "household" | "referral" | "care_source" | "study";
  /** Lowest level of what is asked for, whatever the level of the row. */
  readonly level: Level;
}

/** A kind that is not here has no place (users, settings) or rows with a level of their own (addresses): it is not listed. */
const LISTED: Partial<Record<ObjectKind, Listed>> = {
  household: { rows: "household", level: 0 },
  team: { rows: "household", level: 1 },
  readlog: { rows: "household", level: 3 },
  results: { rows: "household", level: 0 },
  import: { rows: "household", level: 0 },
  breakglass: { rows: "household", level: 0 },
  referral: { rows: "referral", level: 0 },
  care: { rows: "care_source", level: 2 },
  study: { rows: "study", level: 2 },
};

function listedBy(action: Action): Listed {
  if (action === "reporter.register") return { rows: "referral", level: 0 };
  if (action === "reporter.read") return { rows: "referral", level: 4 };
  if (action === "care.import") return { rows: "care_source", level: 3 };
  const listed = LISTED[ACTIONS[action].kind];
  if (!listed) throw new TypeError(`${action} is not asked of a list`);
  return listed;
}

interface Reach {
  readonly scope: Scope;
  readonly territoryId: string;
  readonly ceiling: number;
}

function reachesOf(actor: Actor, action: Action, { policy, level }: { policy: Policy; level: Level }): Reach[] {
  return actor.grants.flatMap((grant) => {
    const rule = ruleOf(policy, grant.role, action);
    if (!rule || !isActive(grant, actor)) return [];
    const ceiling = ceilingOf(rule, grant, actor.purpose);
    return ceiling < level ? [] : [{ scope: rule.scope, territoryId: grant.territoryId, ceiling }];
  });
}

/** Rows in the granted territories up to each ceiling: an array the database computes once and looks up in an index. */
function inTerritories(actor: Actor, row: Fragment, reaches: readonly Reach[]): Fragment {
  return piece`${row}.scope_key = any (array(
    select closure.descendant_id::text || ':' || level
    from unnest(${reaches.map((reach) => reach.territoryId)}::uuid[], ${reaches.map((reach) => reach.ceiling)}::int[])
      as reach (territory_id, ceiling)
    join territory_closure closure
      on closure.tenant_id = ${actor.tenantId}::uuid and closure.ancestor_id = reach.territory_id
    cross join generate_series(0, reach.ceiling) level))`;
}

function ofTeam(actor: Actor, household: Fragment): Fragment {
  return piece`${household} = any (array(
    select team.household_id from household_team team
    where team.tenant_id = ${actor.tenantId}::uuid and team.user_id = ${actor.userId}::uuid
      and team.valid_from <= ${actor.today}::date and (team.valid_to is null or ${actor.today}::date < team.valid_to)))`;
}

/** An emergency ends by the clock of the database, never by ours. */
function inOpenedGlass(actor: Actor, row: Fragment, household: Fragment): Fragment {
  return piece`(${row}.level <= ${HIGHEST_UNSEALED_LEVEL} and ${household} = any (array(
    select glass.household_id from break_glass glass
    where glass.tenant_id = ${actor.tenantId}::uuid and glass.user_id = ${actor.userId}::uuid
      and glass.opened_at <= statement_timestamp() and statement_timestamp() < glass.expires_at)))`;
}

interface Asked {
  readonly household: Fragment;
  readonly policy: Policy;
  readonly level: Level;
}

function ways(actor: Actor, action: Action, row: Fragment, asked: Asked): Fragment[] {
  const reaches = reachesOf(actor, action, asked);
  const withScope = (scope: Scope) => reaches.filter((reach) => reach.scope === scope);
  const [inTerritory, inTeam, owned] = [withScope("territory"), withScope("team"), withScope("own")];
  const found: Fragment[] = [];
  if (inTerritory.length > 0) found.push(inTerritories(actor, row, inTerritory));
  if (inTeam.length > 0) {
    found.push(joined([ofTeam(actor, asked.household), inTerritories(actor, row, inTeam)], "and"));
  }
  if (owned.length > 0) {
    const registered = piece`${row}.registered_by = ${actor.userId}::uuid`;
    found.push(joined([registered, inTerritories(actor, row, owned)], "and"));
  }
  if (ACTIONS[action].breakGlass) found.push(inOpenedGlass(actor, row, asked.household));
  return found;
}

/** The policy as a condition on rows of `household`, `referral`, `care_source` or `study`, with a given table of rules. */
export function predicateOf(policy: Policy, actor: Actor, action: Action, alias: string): Fragment {
  if (!/^[a-z_]{1,40}$/.test(alias)) throw new TypeError(`not an alias: ${alias}`);
  const row = verbatim(alias);
  const { rows, level } = listedBy(action);
  const household = verbatim(rows === "referral" ? `${alias}.household_id` : `${alias}.id`);
  const notExcluded = piece`${household} <> all (coalesce((select app.excluded_households()), '{}'))`;
  const sameTenant = piece`${row}.tenant_id = ${actor.tenantId}::uuid`;
  const reached = joined(ways(actor, action, row, { household, policy, level }), "or");
  if (rows === "care_source" || rows === "study") return joined([sameTenant, reached], "and");
  return joined(
    [sameTenant, rows === "referral" ? piece`(${household} is null or ${notExcluded})` : notExcluded, reached],
    "and",
  );
}

/**
 * The policy as a condition for the typed builder: `.where(compilePredicate(actor, "household.read", "household"))`.
 * `alias` names rows of `referral` for actions on referrals and reporters, of `care_source` for those on children in care, of
 * `study` for those on studies, of `household` for all others; a list of rows below one of them joins it and puts the condition there. Row security repeats it.
 */
export function compilePredicate(actor: Actor, action: Action, alias: string) {
  return asExpression(predicateOf(POLICY, actor, action, alias));
}

/** The same for a hand-written statement: text whose parameters start at `$first`, and their values. */
export function predicateText(actor: Actor, action: Action, alias: string, first = 1) {
  return asText(predicateOf(POLICY, actor, action, alias), first);
}
