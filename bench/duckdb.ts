import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type pg from "pg";

const TABLES = {
  care_child: "id::text as id, sex, birth_date, ethnicity, disabled",
  care_period: "id::text as id, child_id::text as child_id, started_on, ended_on, lost_on, exit_group, left_truncated",
  care_setting: "period_id::text as period_id, ordinal, starts_on, reason_new, place_type, place_key, same_carer",
};

/** Days are said to be days: a column without a single value does not tell. */
function typesOf(columns: string): string {
  const days = columns.match(/\w+_(?:on|date)\b/g) ?? [];
  return `, types = {${days.map((column) => `'${column}': 'DATE'`).join(", ")}}`;
}

/** A yardstick: another engine that counts the same cohorts on files. */
export interface Yardstick {
  readonly run: (sql: string) => Promise<readonly Record<string, unknown>[]>;
  readonly close: () => void;
}

/** Writes the facts of one agency as Parquet files and opens the other engine on them, with as many threads as we have cores. */
export async function openYardstick(
  owner: pg.Client,
  sourceId: string,
  folder: string,
  threads: number,
): Promise<Yardstick> {
  const instance = await DuckDBInstance.create(":memory:", { threads: String(threads) });
  const connection = await instance.connect();
  for (const [table, columns] of Object.entries(TABLES)) {
    const csv = join(folder, `${table}.csv`);
    // The database writes the file itself: the bench owns it, and nothing passes through this process.
    await owner.query(
      `copy (select ${columns} from ${table} where source_id = '${sourceId}') to '${csv}' with (format csv, header)`,
    );
    await connection.run(
      `copy (select * from read_csv('${csv}', nullstr = ''${typesOf(columns)})) to '${join(folder, `${table}.parquet`)}' (format parquet)`,
    );
    await connection.run(`create view ${table} as select * from '${join(folder, `${table}.parquet`)}'`);
  }
  return {
    run: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[],
    close: () => connection.closeSync(),
  };
}

const ageBand = `case when birth_date is null then 'unknown'
  when started_on < birth_date + interval '1 year' then '0' when started_on < birth_date + interval '5 years' then '1-4'
  when started_on < birth_date + interval '10 years' then '5-9' when started_on < birth_date + interval '16 years' then '10-15'
  else '16+' end`;

/** Who entered in a year, with the first reason to leave them out; as the product's entry cohort. */
const judged = (from: string, to: string, everyStay: boolean) => `
  candidate as (
    select care_period.*, birth_date, cast(birth_date + interval '18 years' as date) as adult_on, sex,
      coalesce(ethnicity, 'unknown') as ethnic,
      row_number() over (partition by child_id order by left_truncated, started_on, care_period.id) as nth
    from care_period join care_child on care_child.id = care_period.child_id
    where started_on between date '${from}' and date '${to}'),
  judged as (
    select *, ${ageBand} as age_band,
      case when ended_on < started_on then 'impossible_dates' when left_truncated then 'entry_unknown'
        ${everyStay ? "" : "when nth > 1 then 'later_entry'"} when birth_date is null then 'birth_unknown'
        when started_on >= adult_on then 'adult_at_entry' when ended_on - started_on < 8 then 'short_stay'
        ${everyStay ? "" : "when ended_on is not null and exit_group is null then 'no_exit_reason'"} end as excluded
    from candidate)`;

const byGroup = `
  select coalesce(sex, age_band, ethnic) as grp, count(*) as n, sum(numerator) as numerator, sum(denominator) as denominator
  from member where excluded is null group by grouping sets ((sex), (age_band), (ethnic))`;

/** Permanency within twelve months of entry, by sex, age and ethnicity. */
export const permanency = (from: string, to: string) => `
  with ${judged(from, to, false)},
  member as (
    select sex, age_band, ethnic, excluded, 1 as denominator,
      case when exit_group in ('reunification', 'relative', 'adoption', 'guardianship') and ended_on < adult_on
        and ended_on - started_on <= 365 then 1 else 0 end as numerator
    from judged)
  ${byGroup}`;

/** Moves in the days in care of those who entered, by sex, age and ethnicity. */
export const moves = (from: string, to: string, until: string) => `
  with ${judged(from, to, true)},
  move as (
    select period_id, count(*) filter (where moved and starts_on <= date '${to}' and starts_on < adult_on) as moves
    from (
      select care_setting.period_id, starts_on, adult_on,
        row_number() over here > 1 and case when reason_new is not null then reason_new in ('P', 'B')
          else not same_carer and coalesce(place_key <> lag(place_key) over here, false) end as moved
      from judged join care_setting on care_setting.period_id = judged.id
      where excluded is null and coalesce(place_type, '') not in ('runaway', 'trial_home_visit', 'respite')
      window here as (partition by care_setting.period_id order by ordinal)) setting
    group by period_id),
  member as (
    select sex, age_band, ethnic,
      case when excluded is null and period_id is null then 'placement_unknown' else excluded end as excluded, moves as numerator,
      greatest(least(ended_on, lost_on, date '${until}', date '${to}', adult_on) - started_on, 0) as denominator
    from judged left join move on move.period_id = judged.id)
  ${byGroup}`;
