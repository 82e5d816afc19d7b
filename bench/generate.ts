import type pg from "pg";
import { householdKeys, personKeys } from "../src/core/people/searchKeys.ts";
import { hashOf } from "../src/server/audit/ledger.ts";
import { sixtyThree } from "./instrument.ts";
import type { Scale } from "./scale.ts";

const SURNAMES = [
  "García",
  "Rojas",
  "Molina",
  "Ortega",
  "Serrano",
  "Ibáñez",
  "Peña",
  "Núñez",
  "Vidal",
  "Robles",
  "Campos",
  "Lozano",
  "Reyes",
  "Pardo",
  "Nieto",
  "Bravo",
  "Cano",
  "Huenchumil",
  "Quispe",
  "Mamani",
];
const GIVEN = [
  "Ana",
  "Luz",
  "Teo",
  "Rosa",
  "Omar",
  "Sonia",
  "Hugo",
  "Vera",
  "Nora",
  "Izan",
  "Aya",
  "Marcos",
  "Lucía",
  "Noa",
];

/** The same id for the same words, in every run: md5 as a UUID. */
const ID = (words: string) => `md5(${words})::uuid`;

interface Step {
  readonly name: string;
  readonly sql: string;
  readonly values?: (scale: Scale) => readonly unknown[];
}

const tenantOf = "(family.n / s.per)::int";
const families = `generate_series(0, s.tenants * s.per - 1) as family(n)`;
const scaleRow = `(select $1::int as tenants, $2::int as per, $3::int as workers, $4::int as visits) s`;
const sizes = (scale: Scale) => [
  scale.tenants,
  scale.familiesPerTenant,
  scale.workersPerTenant,
  scale.sessionsPerFamily,
];

const steps: readonly Step[] = [
  {
    name: "municipios",
    values: (scale) => [scale.tenants],
    sql: `insert into tenant (id, name, country, time_zone) select ${ID("'t' || n")}, 'Municipio ' || n, 'ES', 'Europe/Madrid'
          from generate_series(0, $1::int - 1) n`,
  },
  {
    name: "territorios",
    values: (scale) => [scale.tenants],
    sql: `insert into territory (tenant_id, id, parent_id, code, code_system, name, kind)
          select ${ID("'t' || n")}, ${ID("'r' || n")}, null, 'raiz', 'bench', 'Municipio ' || n, 'municipality'
          from generate_series(0, $1::int - 1) n;
          `,
  },
  {
    name: "barrios",
    values: (scale) => [scale.tenants],
    sql: `insert into territory (tenant_id, id, parent_id, code, code_system, name, kind)
          select ${ID("'t' || n")}, ${ID("'z' || n || '-' || z")}, ${ID("'r' || n")}, 'z' || z, 'bench', 'Zona ' || z, 'district'
          from generate_series(0, $1::int - 1) n, generate_series(0, 7) z`,
  },
  {
    name: "personas del equipo",
    values: (scale) => [scale.tenants, scale.workersPerTenant],
    sql: `insert into user_account (tenant_id, id, email, display_name)
          select ${ID("'t' || n")}, ${ID("'u' || n || '-' || w")}, 'u' || w || '.' || n || '@bench.example', 'Persona ' || w
          from generate_series(0, $1::int - 1) n, generate_series(0, $2::int + 1) w`,
  },
  {
    name: "funciones",
    values: (scale) => [scale.tenants, scale.workersPerTenant],
    sql: `insert into access_grant (tenant_id, id, user_id, role, territory_id, valid_from)
          select ${ID("'t' || n")}, ${ID("'g' || n || '-' || w")}, ${ID("'u' || n || '-' || w")},
                 case when w = $2 then 'supervisor' when w = $2 + 1 then 'programme_director' else 'family_worker' end,
                 ${ID("'r' || n")}, '2020-01-01'
          from generate_series(0, $1::int - 1) n, generate_series(0, $2::int + 1) w`,
  },
  {
    name: "familias",
    values: sizes,
    sql: `insert into household (tenant_id, id, code, name, territory_id, level, registered_by, registered_on)
          select ${ID(`'t' || ${tenantOf}`)}, ${ID("'h' || family.n")}, 'F-' || lpad((family.n % s.per)::text, 5, '0'),
                 ($5::text[])[1 + (family.n * 7 + 3) % cardinality($5::text[])] || ' ' || ($5::text[])[1 + (family.n / 20) % cardinality($5::text[])],
                 ${ID(`'z' || ${tenantOf} || '-' || family.n % 8`)}, case when family.n % 50 = 0 then 2 else 1 end,
                 ${ID(`'u' || ${tenantOf} || '-' || family.n % s.workers`)}, date '2024-01-01' + (family.n % 600)
          from ${scaleRow}, ${families}`,
  },
  {
    name: "miembros",
    values: sizes,
    sql: `insert into person (tenant_id, id, given_names, first_surname, second_surname, birth_year, sex)
          select ${ID(`'t' || ${tenantOf}`)}, ${ID("'p' || family.n || '-' || m")}, ($6::text[])[1 + (family.n * 3 + m) % cardinality($6::text[])],
                 ($5::text[])[1 + (family.n * 7 + 3) % cardinality($5::text[])], ($5::text[])[1 + (family.n / 20) % cardinality($5::text[])],
                 case m when 0 then 1985 else 2012 + m end, case when m % 2 = 0 then 'female' else 'male' end
          from ${scaleRow}, ${families}, generate_series(0, 2) m`,
  },
  {
    name: "pertenencias",
    values: sizes,
    sql: `insert into household_member (tenant_id, id, household_id, person_id, role, valid_from)
          select ${ID(`'t' || ${tenantOf}`)}, ${ID("'m' || family.n || '-' || m")}, ${ID("'h' || family.n")}, ${ID("'p' || family.n || '-' || m")},
                 case m when 0 then 'reference' else 'child' end, date '2024-01-01'
          from ${scaleRow}, ${families}, generate_series(0, 2) m`,
  },
  {
    name: "equipos",
    values: sizes,
    sql: `insert into household_team (tenant_id, id, household_id, case_id, user_id, role, valid_from)
          select ${ID(`'t' || ${tenantOf}`)}, ${ID("'e' || family.n")}, ${ID("'h' || family.n")}, ${ID("'c' || family.n")},
                 ${ID(`'u' || ${tenantOf} || '-' || family.n % s.workers`)}, 'lead', date '2024-01-01'
          from ${scaleRow}, ${families}`,
  },
  {
    name: "acompañamientos",
    values: sizes,
    sql: `insert into case_file (tenant_id, id, household_id, pack_version_id, stage, stage_since, opened_on, closed_on, closing_reason, last_session_on)
          select ${ID(`'t' || ${tenantOf}`)}, ${ID("'c' || family.n")}, ${ID("'h' || family.n")}, ${ID(`'k' || ${tenantOf}`)},
                 $7, current_date - 200, current_date - 400, case when family.n % 5 = 4 then current_date - 30 end,
                 case when family.n % 5 = 4 then 'other' end, current_date - (family.n % 60)
          from ${scaleRow}, ${families}`,
  },
  {
    name: "visitas",
    values: sizes,
    sql: `insert into session (tenant_id, id, case_id, household_id, kind, level, state, held_on, minutes, notes, recorded_by, recorded_at)
          select ${ID(`'t' || ${tenantOf}`)}, ${ID("'s' || family.n || '-' || v")}, ${ID("'c' || family.n")}, ${ID("'h' || family.n")},
                 $7, 'family', 'held', current_date - (v * 25 + family.n % 20), 60,
                 'Nota de prueba ' || v || ': la familia cuenta cómo le va con sus objetivos y acordamos lo siguiente.',
                 ${ID(`'u' || ${tenantOf} || '-' || family.n % s.workers`)}, now() - make_interval(days => v * 25)
          from ${scaleRow}, ${families}, generate_series(1, s.visits) v`,
  },
  {
    name: "tareas",
    values: sizes,
    sql: `insert into task (tenant_id, id, household_id, case_id, title, assigned_to, who, due_on)
          select ${ID(`'t' || ${tenantOf}`)}, ${ID("'a' || family.n")}, ${ID("'h' || family.n")}, ${ID("'c' || family.n")}, 'Tarea de prueba',
                 ${ID(`'u' || ${tenantOf} || '-' || family.n % s.workers`)}, 'Equipo', current_date + (family.n % 40) - 20
          from ${scaleRow}, ${families}`,
  },
  {
    name: "planes",
    values: sizes,
    sql: `insert into plan (tenant_id, id, case_id, household_id, state, agreement_kind, agreed_on)
          select ${ID(`'t' || ${tenantOf}`)}, ${ID("'l' || family.n")}, ${ID("'c' || family.n")}, ${ID("'h' || family.n")}, 'agreed', 'bench', current_date - 300
          from ${scaleRow}, ${families}`,
  },
  {
    name: "objetivos",
    values: sizes,
    sql: `insert into goal (tenant_id, id, plan_id, household_id, words, position, state)
          select ${ID(`'t' || ${tenantOf}`)}, ${ID("'o' || family.n")}, ${ID("'l' || family.n")}, ${ID("'h' || family.n")}, 'Que cenemos juntos', 1, 'under_way'
          from ${scaleRow}, ${families}`,
  },
  {
    name: "valoraciones",
    values: sizes,
    sql: `insert into assessment (tenant_id, id, case_id, household_id, instrument_version_id, number, state, family_answers, team_answers, opened_by, opened_on, closed_on)
          select ${ID(`'t' || ${tenantOf}`)}, ${ID("'v' || family.n || '-' || v")}, ${ID("'c' || family.n")}, ${ID("'h' || family.n")}, ${ID(`'i' || ${tenantOf}`)}, v,
                 'closed', '{}', '{}', ${ID(`'u' || ${tenantOf} || '-' || family.n % s.workers`)}, current_date - 380 + v * 150, current_date - 380 + v * 150
          from ${scaleRow}, ${families}, generate_series(1, 2) v where family.n % 4 = 0`,
  },
  {
    name: "puntuaciones",
    values: sizes,
    sql: `insert into assessment_score (tenant_id, assessment_id, household_id, rater, dimension, score, answered, expected)
          select ${ID(`'t' || ${tenantOf}`)}, ${ID("'v' || family.n || '-' || v")}, ${ID("'h' || family.n")}, 'family', 'd' || d,
                 round((((family.n * 13 + d * 7) % 100) / 100.0 + (v - 1) * (family.n % 3) * 0.3)::numeric, 2), 12, 12
          from ${scaleRow}, ${families}, generate_series(1, 2) v, generate_series(0, 4) d where family.n % 4 = 0`,
  },
];

async function publish(
  owner: pg.Client,
  scale: Scale,
  pack: { content: unknown; id: string; version: string },
): Promise<void> {
  await owner.query(
    `insert into pack_version (tenant_id, id, pack_id, version, content, content_hash)
     select ${ID("'t' || n")}, ${ID("'k' || n")}, $2, $3, $4, 'bench' from generate_series(0, $1::int - 1) n`,
    [scale.tenants, pack.id, pack.version, JSON.stringify(pack.content)],
  );
  await owner.query(
    `insert into instrument_version (tenant_id, id, instrument_id, version, title, definition, content_hash, origin)
     select ${ID("'t' || n")}, ${ID("'i' || n")}, $2, $3, $4, $5, $6, 'bench' from generate_series(0, $1::int - 1) n`,
    [
      scale.tenants,
      sixtyThree.id,
      sixtyThree.version,
      JSON.stringify(sixtyThree.title),
      JSON.stringify(sixtyThree),
      hashOf(sixtyThree),
    ],
  );
}

/** Keys come from the product's own folding, computed once per distinct name and joined in the database. */
async function addSearchKeys(owner: pg.Client): Promise<void> {
  const { rows: people } = await owner.query("select distinct given_names, first_surname, second_surname from person");
  const ofPeople = people.flatMap((row) =>
    personKeys({ givenNames: row.given_names, firstSurname: row.first_surname, secondSurname: row.second_surname }).map(
      (key) => ({ ...row, key }),
    ),
  );
  await owner.query(
    `insert into search_key (tenant_id, key, household_id, person_id)
     select person.tenant_id, named.key, member.household_id, person.id
     from jsonb_to_recordset($1) as named(given_names text, first_surname text, second_surname text, key text)
     join person on person.given_names = named.given_names and person.first_surname = named.first_surname and person.second_surname = named.second_surname
     join household_member member on member.tenant_id = person.tenant_id and member.person_id = person.id`,
    [JSON.stringify(ofPeople)],
  );
  const { rows: households } = await owner.query("select distinct name from household");
  const ofFamilies = households
    .flatMap((row) => householdKeys({ name: row.name, code: "F-0" }).map((key) => ({ name: row.name, key })))
    .filter(({ key }) => !key.startsWith("c:"));
  await owner.query(
    `insert into search_key (tenant_id, key, household_id)
     select household.tenant_id, named.key, household.id from jsonb_to_recordset($1) as named(name text, key text)
     join household on household.name = named.name
     union all select tenant_id, 'c:' || lower(code), id from household`,
    [JSON.stringify(ofFamilies)],
  );
}

/** Rows below a family carry its place and level; the trigger that copies them knows one tenant at a time, this does all. */
export async function spreadScope(owner: pg.Client, only?: string): Promise<void> {
  const { rows } = await owner.query(
    `select one.table_name as name from information_schema.columns one
     join information_schema.columns other on other.table_schema = 'public' and other.table_name = one.table_name and other.column_name = 'household_id'
     where one.table_schema = 'public' and one.column_name = 'scope_key' and one.is_generated = 'NEVER'`,
  );
  await owner.query("set session_replication_role = replica");
  for (const { name } of rows) {
    if (only !== undefined && name !== only) continue;
    const table = owner.escapeIdentifier(name as string);
    await owner.query(
      `update ${table} set scope_key = household.scope_key from household
       where household.tenant_id = ${table}.tenant_id and household.id = ${table}.household_id`,
    );
  }
  await owner.query("set session_replication_role = origin");
}

export interface BenchPack {
  readonly content: unknown;
  readonly id: string;
  readonly version: string;
  readonly stage: string;
  readonly sessionKind: string;
}

/** Fills an empty, migrated database. Deterministic but for the current date. `owner` passes row security. */
export async function generate(
  owner: pg.Client,
  scale: Scale,
  pack: BenchPack,
  log: (line: string) => void,
): Promise<void> {
  for (const step of steps) {
    const started = Date.now();
    const values = [...(step.values?.(scale) ?? [])];
    const needsNames = step.sql.includes("$5");
    const extra = step.sql.includes("$7") ? [step.name === "visitas" ? pack.sessionKind : pack.stage] : [];
    if (step.name === "acompañamientos") await publish(owner, scale, pack);
    const sql = extra.length > 0 ? step.sql.replaceAll("$7", "$5") : step.sql;
    const named = needsNames ? [SURNAMES, ...(step.sql.includes("$6") ? [GIVEN] : [])] : [];
    const { rowCount } = await owner.query(sql, [...values, ...(extra.length > 0 ? extra : named)]);
    log(`  ${step.name}: ${rowCount} filas en ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
  await addSearchKeys(owner);
  await owner.query(
    `insert into session (tenant_id, id, case_id, household_id, kind, level, state, held_on, minutes, notes, recorded_by, recorded_at)
     select ${ID("'t0'")}, ${ID("'long-' || v")}, ${ID("'c0'")}, ${ID("'h0'")}, $2, 'family', 'held', current_date - v, 45, 'Visita larga ' || v,
            ${ID("'u0-0'")}, now() - make_interval(days => v) from generate_series(1, $1::int) v`,
    [scale.eventsOfLongFamily, pack.sessionKind],
  );
  await spreadScope(owner);
  await owner.query("vacuum (analyze)");
}
