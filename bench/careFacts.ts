import type pg from "pg";
import { tellStays } from "../src/server/care/stays.ts";

/** Where the generated children belong. */
export interface CareOf {
  readonly tenantId: string;
  readonly sourceId: string;
  readonly territoryId: string;
}

/** Last day the generated facts reach: the end of a collection year. */
export const OBSERVED_UNTIL = "2022-03-31";
const FIRST_ENTRY = "2014-04-01";
const DAYS_OF_ENTRY = 2920;

/** Numbers from 0 to 1 that depend on a row and a salt only: the same children in every run. */
const chance = (row: string, salt: number) =>
  `((((${row})::bigint * 2654435761 + ${salt} * 40503) # (((${row})::bigint * 2246822519 + ${salt} * 97) >> 7)) & 1048575) / 1048576.0`;

const CHILDREN = `
insert into care_child (tenant_id, id, source_id, external_id, sex, birth_date, ethnicity, disabled, unaccompanied)
select $1, md5('bench-child-' || n)::uuid, $2, 'B' || n, case when n % 2 = 0 then 'female' else 'male' end,
       date '${FIRST_ENTRY}' + (${chance("n", 1)} * ${DAYS_OF_ENTRY})::int - (${chance("n", 2)} * 6500)::int,
       (array['WBRI','WBRI','WBRI','WOTH','MWBC','AIND','APKN','BCRB','BAFR','OOTH'])[1 + floor(${chance("n", 3)} * 10)::int],
       ${chance("n", 4)} < 0.12, ${chance("n", 5)} < 0.02
from generate_series(1, $3::int) n`;

const PERIODS = `
with first as (
  select n, date '${FIRST_ENTRY}' + (${chance("n", 1)} * ${DAYS_OF_ENTRY})::int as started_on,
         (1 + floor(-ln(1 - ${chance("n", 6)} * 0.999) * 420))::int as days, ${chance("n", 7)} as way, ${chance("n", 8)} as again
  from generate_series(1, $3::int) n),
second as (
  select n, started_on + days + (1 + again * 4000)::int as started_on, (1 + again * 3000)::int as days, 1 - way as way
  from first where again < 0.2 and way < 0.55),
stay (n, nth, started_on, ends_on, way) as (
  select n, 1, started_on, started_on + days, way from first
  union all select n, 2, started_on, started_on + days, way from second where started_on <= date '${OBSERVED_UNTIL}')
insert into care_period (tenant_id, id, source_id, child_id, started_on, ended_on, exit_code, exit_group, lost_on, left_truncated,
  short_break, flags, entry_need, origin_area)
select $1, md5('bench-period-' || n || '-' || nth)::uuid, $2, md5('bench-child-' || n)::uuid, started_on,
       case when ends_on <= date '${OBSERVED_UNTIL}' then ends_on end,
       case when ends_on <= date '${OBSERVED_UNTIL}' then 'E' || floor(way * 20)::int end,
       case when ends_on <= date '${OBSERVED_UNTIL}' then
         case when way < 0.4 then 'reunification' when way < 0.55 then 'relative' when way < 0.65 then 'adoption'
           when way < 0.75 then 'guardianship' else 'other' end end,
       null, n % 97 = 0, n % 43 = 0, '{}', 'N' || 1 + n % 8, 'A' || n % 150
from stay`;

/** Between one and four homes in a stay; 2.5 on average. */
const SETTINGS = `
with stay as (
  select care_period.*, substr(id::text, 1, 8) as word, ('x' || substr(id::text, 1, 7))::bit(28)::int as n,
         coalesce(ended_on, date '${OBSERVED_UNTIL}') - started_on as days
  from care_period where tenant_id = $1 and source_id = $2),
home as (
  select stay.*, place, started_on + (days * (place - 1) / homes) as starts_on,
         case when place = homes then ended_on else started_on + (days * place / homes) end as ends_on,
         n % 1000 + place * 37 as where_
  from (select stay.*, 1 + least(3, floor(${chance("n", 9)} * 4)::int) as homes from stay) stay, generate_series(1, homes) place)
insert into care_setting (tenant_id, id, source_id, child_id, period_id, ordinal, starts_on, ends_on, reason_new, legal_status,
  place_type, setting_group, place_key, place_area, home_area, provider, end_reason, change_reason, same_carer)
select $1, md5('bench-setting-' || id || '-' || place)::uuid, $2, child_id, id, place, starts_on, ends_on,
       case when place = 1 then 'S' when where_ % 5 = 0 then 'L' when where_ % 5 = 1 then 'T' else 'P' end, 'C2',
       (array['U1','U3','U4','U6','K2','R1'])[1 + where_ % 6],
       (array['kin','foster','foster','foster','residential','residential'])[1 + where_ % 6],
       left(md5(where_::text), 16), 'A' || (n + place * (where_ % 3)) % 150, origin_area, 'PR' || n % 5,
       case when place < homes then 'X1' end, null, place > 1 and where_ % 5 in (0, 1)
from home`;

const REPORTS = `
insert into care_report (tenant_id, id, source_id, child_id, reported_on, occurred_on, substantiated)
select $1, md5('bench-report-' || n || '-' || again)::uuid, $2, md5('bench-child-' || n)::uuid,
       date '${FIRST_ENTRY}' + (${chance("n", 10)} * ${DAYS_OF_ENTRY - 400})::int + again * 120, null, n % 3 > 0
from generate_series(1, $3::int, 4) n, generate_series(0, 1) again where again = 0 or n % 5 = 0`;

const SIBLINGS = `
insert into sibling_link (tenant_id, source_id, child_a, child_b)
select $1, $2, least(one, other), greatest(one, other)
from (select md5('bench-child-' || n)::uuid as one, md5('bench-child-' || n + 1)::uuid as other
      from generate_series(1, $3::int - 1, 3) n) pair`;

const REVIEWS = `
insert into care_review (tenant_id, source_id, child_id, held_on, code)
select tenant_id, source_id, child_id, started_on + 20, 'PN1' from care_period where tenant_id = $1 and source_id = $2
on conflict do nothing`;

const POPULATION = `
insert into population (tenant_id, source_id, territory_id, year, dimension, grp, n)
select $1, $2, $4, year, dimension, grp, $3::int * share
from generate_series(2014, 2022) year, (values ('all', 'all', 20), ('sex', 'female', 10), ('sex', 'male', 10)) base (dimension, grp, share)`;

const steps = {
  niños: CHILDREN,
  periodos: PERIODS,
  episodios: SETTINGS,
  avisos: REPORTS,
  hermanos: SIBLINGS,
  revisiones: REVIEWS,
  población: POPULATION,
};

/** Writes the facts of so many children straight into the tables, as sets; as the owner, past row security. */
export async function generateCare(
  owner: pg.Client,
  { tenantId, sourceId, territoryId }: CareOf,
  children: number,
  log: (line: string) => void,
): Promise<void> {
  await owner.query("set session_replication_role = replica");
  for (const [name, sql] of Object.entries(steps)) {
    const started = performance.now();
    const values = [tenantId, sourceId, children, territoryId].slice(
      0,
      Math.max(...(sql.match(/\$\d/g)?.map((one) => Number(one.slice(1))) ?? [0])),
    );
    const { rowCount } = await owner.query(sql, values);
    log(`  ${name}: ${rowCount} filas en ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
  await owner.query("set session_replication_role = origin");
  await owner.query("analyze");
  const started = performance.now();
  await owner.query("begin");
  await tellStays(owner, tenantId, sourceId);
  await owner.query("commit");
  log(`  estancias (como al aplicar una declaración): ${((performance.now() - started) / 1000).toFixed(1)} s`);
  await owner.query("update care_source set facts_until = $3, facts_version = 1 where tenant_id = $1 and id = $2", [
    tenantId,
    sourceId,
    OBSERVED_UNTIL,
  ]);
  await owner.query("vacuum (analyze)");
}
