import type pg from "pg";

/** A policy as PostgreSQL prints it. */
export interface PolicyFacts {
  readonly name: string;
  readonly command: "select" | "insert" | "update" | "delete" | "all";
  readonly permissive: boolean;
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
}

/** A table of the product and what guards it. */
export interface TableFacts {
  readonly name: string;
  readonly enabled: boolean;
  readonly forced: boolean;
  readonly comment: string | null;
  /** Columns of the primary key, in order. */
  readonly key: readonly string[];
  readonly hasHousehold: boolean;
  /** Whether a trigger keeps its rows at the place and level of their family. */
  readonly followsFamily: boolean;
  /** What `trenza_app` may do with the table or with any of its columns, in lower case. */
  readonly privileges: readonly string[];
  readonly policies: readonly PolicyFacts[];
}

/** What the database says about its own walls. */
export interface Catalogue {
  readonly tables: readonly TableFacts[];
  readonly roles: readonly {
    readonly name: string;
    readonly superuser: boolean;
    readonly bypasses: boolean;
    readonly creates: boolean;
    readonly login: boolean;
  }[];
  /** Roles `trenza_app` belongs to. */
  readonly memberships: readonly string[];
  /** Relations and functions `trenza_app` owns. */
  readonly owned: readonly string[];
  /** Relations of other schemas `trenza_app` has rights on. */
  readonly foreign: readonly string[];
  /** Functions that run as their owner. */
  readonly functions: readonly {
    readonly name: string;
    readonly settings: readonly string[];
    readonly ownerPasses: boolean;
  }[];
  /** Views `trenza_app` may read that show what their owner sees. */
  readonly views: readonly string[];
}

const TABLES = `
select jsonb_agg(jsonb_build_object(
  'name', relation.relname, 'enabled', relation.relrowsecurity, 'forced', relation.relforcerowsecurity,
  'comment', obj_description(relation.oid, 'pg_class'),
  'key', coalesce((
    select jsonb_agg(attribute.attname order by position.ordinality)
    from pg_constraint, unnest(conkey) with ordinality position (number, ordinality), pg_attribute attribute
    where conrelid = relation.oid and contype = 'p' and attribute.attrelid = relation.oid and attribute.attnum = position.number), '[]'),
  'hasHousehold', exists (
    select from pg_attribute where attrelid = relation.oid and attname = 'household_id' and not attisdropped),
  'followsFamily', exists (
    select from pg_trigger where tgrelid = relation.oid and tgname = 'family_scope_copied' and tgenabled <> 'D'),
  'privileges', coalesce((
    select jsonb_agg(lower(privilege))
    from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) privilege
    where has_table_privilege('trenza_app', relation.oid, privilege)
      or privilege in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
        and has_any_column_privilege('trenza_app', relation.oid, privilege)), '[]'),
  'policies', coalesce((
    select jsonb_agg(jsonb_build_object('name', policyname, 'command', lower(cmd), 'permissive', permissive = 'PERMISSIVE',
      'roles', to_jsonb(roles), 'using', qual, 'check', with_check))
    from pg_policies where schemaname = 'public' and tablename = relation.relname), '[]')
) order by relation.relname) as facts
from pg_class relation where relation.relnamespace = 'public'::regnamespace and relation.relkind in ('r', 'p')`;

const ROLES = `
select jsonb_agg(jsonb_build_object('name', rolname, 'superuser', rolsuper, 'bypasses', rolbypassrls,
  'creates', rolcreaterole, 'login', rolcanlogin)) as facts
from pg_roles where rolname in ('trenza_app', 'trenza_owner')`;

const OF_APP = `
select jsonb_build_object(
  'memberships', coalesce((
    select jsonb_agg(joined.rolname) from pg_auth_members
    join pg_roles joined on joined.oid = roleid join pg_roles member on member.oid = member
    where member.rolname = 'trenza_app'), '[]'),
  'owned', coalesce((
    select jsonb_agg(name) from (
      select relation.oid::regclass::text as name from pg_class relation join pg_roles on pg_roles.oid = relowner
      where rolname = 'trenza_app' and relnamespace <> all (
        select oid from pg_namespace where nspname ~ '^pg_(toast_)?temp')
      union all
      select routine.oid::regprocedure::text from pg_proc routine join pg_roles on pg_roles.oid = proowner
      where rolname = 'trenza_app' and pronamespace <> all (select oid from pg_namespace where nspname ~ '^pg_(toast_)?temp')
    ) owned), '[]'),
  'foreign', coalesce((
    select jsonb_agg(relation.oid::regclass::text)
    from pg_class relation join pg_namespace schema on schema.oid = relation.relnamespace
    where relation.relkind in ('r', 'p') and schema.nspname not in ('public', 'information_schema') and schema.nspname !~ '^pg_'
      and has_schema_privilege('trenza_app', schema.oid, 'USAGE')
      and (has_table_privilege('trenza_app', relation.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
        or has_any_column_privilege('trenza_app', relation.oid, 'SELECT, INSERT, UPDATE'))), '[]'),
  'functions', coalesce((
    select jsonb_agg(jsonb_build_object('name', routine.oid::regprocedure::text, 'settings', coalesce(to_jsonb(proconfig), '[]'),
      'ownerPasses', rolsuper or rolbypassrls))
    from pg_proc routine join pg_roles on pg_roles.oid = proowner join pg_namespace schema on schema.oid = pronamespace
    where prosecdef and schema.nspname in ('public', 'app')), '[]'),
  'views', coalesce((
    select jsonb_agg(relation.oid::regclass::text)
    from pg_class relation join pg_namespace schema on schema.oid = relation.relnamespace
    where relation.relkind in ('v', 'm') and schema.nspname in ('public', 'app')
      and (has_table_privilege('trenza_app', relation.oid, 'SELECT') or has_any_column_privilege('trenza_app', relation.oid, 'SELECT'))
      and not coalesce(relation.reloptions @> array['security_invoker=true'], false)), '[]')) as facts`;

/** Reads the walls of the database as they stand; any login may ask. */
export async function readCatalogue(client: pg.ClientBase): Promise<Catalogue> {
  const tables = await client.query(TABLES);
  const roles = await client.query(ROLES);
  const ofApp = await client.query(OF_APP);
  return { tables: tables.rows[0]?.facts ?? [], roles: roles.rows[0]?.facts ?? [], ...ofApp.rows[0]?.facts };
}
