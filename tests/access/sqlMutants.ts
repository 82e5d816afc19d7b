import type pg from "pg";
import { type Mutant, replaceOnce } from "./mutants.ts";

/** A mistake in the database's own wall, and the writes that show it; without them reading does. */
export interface SqlMutant extends Mutant {
  readonly writes?: string;
}

const reading = (where: string, name: string, from: string, to: string): SqlMutant => ({ name, where, from, to });
const writing = (writes: string, where: string, name: string, replaced: readonly [string, string]): SqlMutant => ({
  name,
  where,
  from: replaced[0],
  to: replaced[1],
  writes,
});

const TEAM = "app.team_families()";
const EXCLUDED = "app.excluded_households()";
const KEYS = "app.scope_keys(text,text,integer,text)";
const GLASS = "app.glass_households()";
const WHOLE = "app.whole_reach(text,text,integer)";
const RULES = "app.active_rule";
const SOURCES = "app.care_sources(text,integer)";
const exclusion = (column: string) =>
  `(${column} <> ALL (COALESCE(( SELECT app.excluded_households() AS excluded_households), '{}'::uuid[])))`;

/** `policy:table.name` for a policy, a signature for a function, a bare name for the view of rules. */
export const SQL_MUTANTS: readonly SqlMutant[] = [
  reading(
    "policy:ledger.app_select",
    "another tenant's ledger",
    "(tenant_id = ( SELECT app.tenant() AS tenant)) AND ",
    "",
  ),
  reading(
    "policy:user_account.app_select",
    "another tenant's people",
    "(tenant_id = ( SELECT app.tenant() AS tenant)) AND ",
    "",
  ),
  reading(
    "policy:household.app_select",
    "every family",
    "(scope_key = ANY (COALESCE(( SELECT app.scope_keys('household'::text, 'read'::text, 0) AS scope_keys), '{}'::text[])))",
    "true",
  ),
  writing("session insert", "app.copy_family_scope()", "rows that do not follow their family", [
    "new.scope_key := coalesce(new.scope_key, '')",
    "new.scope_key := ''",
  ]),
  reading("policy:household.app_select", "exclusion ignored", exclusion("id"), "true"),
  reading("policy:referral.app_select", "exclusion ignored in referrals", exclusion("household_id"), "true"),
  reading("policy:referral.app_select", "emergency opens sealed referrals", "(level <= 3) AND ", ""),
  reading(
    "policy:session.app_select",
    "level of what hangs below ignored",
    "app.scope_keys('household'::text, 'read'::text, 2, 'team'::text)",
    "app.scope_keys('household'::text, 'read'::text, 0, 'team'::text)",
  ),
  reading(
    "policy:address.app_select",
    "emergency opens sealed addresses",
    "\"right\"(open_key, 1) <= '3'::text",
    "true",
  ),
  reading(
    "policy:address.app_select",
    "level of the address ignored",
    "(open_key = ANY (COALESCE(( SELECT app.scope_keys('address'::text, 'read'::text, 0) AS scope_keys)",
    "(scope_key = ANY (COALESCE(( SELECT app.scope_keys('address'::text, 'read'::text, 0) AS scope_keys)",
  ),
  reading(
    "policy:referral_reporter.app_select",
    "reporter told to whoever sees the referral",
    "= ANY (COALESCE(( SELECT app.scope_keys('reporter'::text, 'read'::text, 4) AS scope_keys), '{}'::text[]))",
    "is not null",
  ),
  reading(
    "policy:access_grant.app_select",
    "everybody's grants",
    "(user_id = ( SELECT app.user_id() AS user_id))",
    "true",
  ),
  reading("policy:read_log.app_select", "the whole read log", ">= 3", ">= 0) OR (true"),
  reading(EXCLUDED, "exclusion of nobody", "exclusion.user_id = app.user_id()", "exclusion.user_id is null"),
  reading(EXCLUDED, "exclusion ends a day early", "exclusion.valid_to) @>", "exclusion.valid_to - 1) @>"),
  reading(TEAM, "team that ended", "team.valid_to)", "null)"),
  reading(TEAM, "team not begun", "(team.valid_from,", "(null,"),
  reading(
    "policy:household.app_select",
    "team of any level and place",
    "(scope_key = ANY (COALESCE(( SELECT app.scope_keys('household'::text, 'read'::text, 0, 'team'::text) AS scope_keys), '{}'::text[])))",
    "true",
  ),
  reading(TEAM, "somebody else's team", "team.user_id = app.user_id()", "team.user_id is not null"),
  reading("policy:household.app_select", "emergency opens sealed", "\"right\"(scope_key, 1) <= '3'::text", "true"),
  writing("session insert", "policy:session.app_insert", "write in an emergency", [
    "( SELECT app.team_families() AS team_families), '{}'::uuid[])",
    "( SELECT app.team_families() || app.glass_households()), '{}'::uuid[])",
  ]),
  reading(GLASS, "emergency that ended", "statement_timestamp() < glass.expires_at", "true"),
  reading(GLASS, "emergency of somebody else", "glass.user_id = app.user_id()", "true"),
  reading(
    KEYS,
    "sibling territory",
    "closure.ancestor_id = rule.territory_id",
    "closure.ancestor_id <> rule.territory_id",
  ),
  reading(KEYS, "level ignored", "generate_series(0, rule.ceiling)", "generate_series(0, 4)"),
  reading(KEYS, "kind ignored", "rule.object = p_object", "rule.object is not null"),
  writing("household update", KEYS, "reading right used to write", [
    "and rule.mode = p_mode",
    "and rule.mode in (p_mode, 'read')",
  ]),
  reading(
    WHOLE,
    "a quarter taken for the whole",
    "rule.territory_id = all (",
    "rule.territory_id is not null or exists (",
  ),
  reading(WHOLE, "a team taken for the whole", "rule.scope = 'territory'", "rule.scope is not null"),
  reading(WHOLE, "higher level of the whole", "max(rule.ceiling)::text", "'4'::text"),
  reading(RULES, "purpose ignored", "(app.purpose() = ANY (access_grant.purposes))", "true"),
  reading(
    RULES,
    "grant that ended",
    "daterange(access_grant.valid_from, access_grant.valid_to)",
    "daterange(access_grant.valid_from, NULL::date)",
  ),
  reading(
    RULES,
    "grant not begun",
    "daterange(access_grant.valid_from, access_grant.valid_to)",
    "daterange(NULL::date, access_grant.valid_to)",
  ),
  reading(RULES, "somebody else's grant", "(access_grant.user_id = app.user_id())", "true"),
  reading(RULES, "level of the grant ignored", "(access_grant.max_level)::integer", "4"),
  reading(RULES, "sealed for every purpose", "ELSE 3", "ELSE 4"),
  writing("grant to oneself", "policy:access_grant.app_insert", "grant to oneself", [
    "(granted_by = ( SELECT app.user_id() AS user_id)) AND (user_id <> ( SELECT app.user_id() AS user_id))",
    "true",
  ]),
  writing("grant insert", "policy:access_grant.app_insert", "grant anywhere", [
    "= ANY (COALESCE(( SELECT app.scope_keys('grant'::text, 'write'::text, 1) AS scope_keys), '{}'::text[]))",
    "is not null",
  ]),
  writing("intake insert", "policy:household_team.app_insert", "oneself into any team", [
    "app.may_take_intake(household_id)",
    "true",
  ]),
  writing("intake insert", "app.may_take_intake(uuid)", "back into a team one left", [
    "and not exists (",
    "and exists (select) or exists (",
  ]),
  writing("glass insert", "app.may_open_glass(uuid)", "emergency against an exclusion", [
    "and household.id <> all (coalesce(app.excluded_households(), '{}'))",
    "",
  ]),
  writing("glass insert", "app.may_open_glass(uuid)", "emergency anywhere", [
    "and household.scope_key = any (app.scope_keys('breakglass', 'register', 0))",
    "",
  ]),
  writing("glass for another", "policy:break_glass.app_insert", "emergency for another", [
    "(user_id = ( SELECT app.user_id() AS user_id))",
    "true",
  ]),
  writing("household insert", "policy:household.app_insert", "family registered anywhere", [
    "THEN (scope_key = ANY (COALESCE(( SELECT app.scope_keys('household'::text, 'register'::text, 0) AS scope_keys), '{}'::text[])))",
    "THEN true",
  ]),
  writing("household for another", "policy:household.app_insert", "family registered for another", [
    "(registered_by = ( SELECT app.user_id() AS user_id))",
    "true",
  ]),
  writing("reporter insert", "policy:referral_reporter.app_insert", "reporter added to others' referrals", [
    "(told.registered_by = ( SELECT app.user_id() AS user_id))",
    "true",
  ]),
  reading(
    SOURCES,
    "agencies of any level and place",
    "source.scope_key = any (app.scope_keys('care', p_mode, p_level))",
    "true",
  ),
  reading(SOURCES, "postcodes for whoever reads figures", "'care', p_mode, p_level", "'care', p_mode, 0"),
  writing("child insert", SOURCES, "agencies written by whoever reads them", [
    "'care', p_mode, p_level",
    "'care', 'read', 2",
  ]),
  writing("row of no batch", "policy:return_row.app_insert", "rows of a return nobody checks", [
    "(batch_id = ANY (COALESCE(( SELECT app.checked_returns() AS checked_returns), '{}'::uuid[])))",
    "true",
  ]),
  writing("batch of another", "policy:return_batch.app_insert", "a return checked in another's name", [
    "(checked_by = ( SELECT app.user_id() AS user_id))",
    "true",
  ]),
  writing("source insert", "policy:care_source.app_insert", "agencies anywhere", [
    "(scope_key = ANY (COALESCE(( SELECT app.scope_keys('care'::text, 'write'::text, 3) AS scope_keys), '{}'::text[])))",
    "true",
  ]),
  reading(
    "app.studies(text)",
    "studies of any place",
    "study.scope_key = any (app.scope_keys('study', p_mode, 2))",
    "true",
  ),
  writing("task insert", "app.drafted_studies()", "studies written by whoever reads them", [
    "app.scope_keys('study', 'write', 2)",
    "app.scope_keys('study', 'read', 2)",
  ]),
  writing("snapshot of another", "policy:study_snapshot.app_insert", "rows gathered in another's name", [
    "(taken_by = ( SELECT app.user_id() AS user_id))",
    "true",
  ]),
  writing("user update", "policy:user_account.app_update", "anybody manages users", [
    "'user'::text, 'write'::text, 1) AS tenant_ceiling) >= 1",
    "'user'::text, 'read'::text, 1) AS tenant_ceiling) >= 1",
  ]),
];

async function breakPolicy(client: pg.ClientBase, mutant: SqlMutant): Promise<void> {
  const [table = "", policy = ""] = mutant.where.slice("policy:".length).split(".");
  const { rows } = await client.query(
    "select qual, with_check from pg_policies where schemaname = 'public' and tablename = $1 and policyname = $2",
    [table, policy],
  );
  const { qual, with_check: check } = rows[0] as { qual: string | null; with_check: string | null };
  const clauses = [
    qual === null ? "" : `using (${replaceOnce(qual, mutant)})`,
    check === null ? "" : `with check (${replaceOnce(check, mutant)})`,
  ];
  await client.query(`alter policy ${policy} on ${table} ${clauses.join(" ")}`);
}

/** Breaks the database inside the open transaction; rolling back mends it. The connection must be a superuser's. */
export async function breakDatabase(client: pg.ClientBase, mutant: SqlMutant): Promise<void> {
  if (mutant.where.startsWith("policy:")) return breakPolicy(client, mutant);
  if (mutant.where === RULES) {
    const { rows } = await client.query("select pg_get_viewdef($1::regclass) as text", [RULES]);
    await client.query(`create or replace view ${RULES} as ${replaceOnce(rows[0].text, mutant)}`);
    return;
  }
  const { rows } = await client.query("select pg_get_functiondef($1::regprocedure) as text", [mutant.where]);
  await client.query(replaceOnce(rows[0].text, mutant));
}
