/**
 * Facts of children in care, derived as sets (mapping M903-1). Parameters of every statement: $1 tenant, $2 agency, and the tables that
 * count as three arrays: $3 kinds, $4 years, $5 batches. Days are either `YYYY-MM-DD` or no days at all (`readCell`).
 */

const COUNTED =
  "counted as materialized (select * from unnest($3::text[], $4::int[], $5::uuid[]) as t (kind, year, batch_id))";

const rowsOf = (kind: string) => `return_row told
  join counted on counted.kind = '${kind}' and counted.year = told.year and counted.batch_id = told.batch_id
  where told.tenant_id = $1 and told.source_id = $2 and told.kind = '${kind}'`;

const day = (column: string) =>
  `case when told.values ->> '${column}' ~ '^\\d{4}-\\d\\d-\\d\\d$' then (told.values ->> '${column}')::date end`;

const ID_OF_CHILD = "md5($2::text || ':' || told.child)::uuid";

/** The area of a postcode: what stands before the blank, or all but the last three signs. */
const area = (column: string) => {
  const code = `upper(told.values ->> '${column}')`;
  return `case when ${code} like '% %' then split_part(${code}, ' ', 1)
    when length(${code}) > 4 then left(${code}, -3) else ${code} end`;
};

export const REMOVE_FACTS = [
  "care_setting",
  "care_period",
  "care_report",
  "care_review",
  "care_missing",
  "sibling_link",
  "population",
].map((table) => `delete from ${table} where tenant_id = $1 and source_id = $2`);

/** Children keep their identity from one derivation to the next, and with it what a person linked them to. */
export const UPSERT_CHILDREN = `
with ${COUNTED},
described as (
  select distinct on (told.child) told.child, told.values, ${day("DOB")} as birth_date
  from ${rowsOf("Header")}
  order by told.child, told.year desc, told.file desc, told.row desc),
in_need as (
  select distinct on (told.child) told.child, told.values, ${day("DOB")} as birth_date
  from ${rowsOf("CinChild")}
  order by told.child, told.year desc, told.file desc, told.row desc),
in_care as (select distinct told.child from ${rowsOf("Episodes")}),
alone as (select distinct told.child from ${rowsOf("UASC")}),
everybody as (
  select child, in_need.values || coalesce(described.values, '{}') as both_values, described.values as own_values,
         coalesce(described.birth_date, in_need.birth_date) as birth_date
  from described
  full join in_need using (child)
  full join in_care using (child)),
known as (select *, coalesce(both_values, own_values) as said from everybody)
insert into care_child (tenant_id, id, source_id, external_id, sex, birth_date, ethnicity, disabled, unaccompanied)
select $1, md5($2::text || ':' || child)::uuid, $2, child,
       case said ->> 'SEX' when '1' then 'male' when 'M' then 'male' when '2' then 'female' when 'F' then 'female'
         when 'I' then 'other' else 'unknown' end,
       birth_date, said ->> 'ETHNIC', case said ->> 'DISABLED' when '1' then true when '0' then false end,
       alone.child is not null
from known
left join alone using (child)
on conflict (tenant_id, source_id, external_id) do update
set sex = excluded.sex, birth_date = excluded.birth_date, ethnicity = excluded.ethnicity, disabled = excluded.disabled,
    unaccompanied = excluded.unaccompanied
where (care_child.sex, care_child.birth_date, care_child.ethnicity, care_child.disabled, care_child.unaccompanied)
  is distinct from (excluded.sex, excluded.birth_date, excluded.ethnicity, excluded.disabled, excluded.unaccompanied)`;

export const REMOVE_CHILDREN = `
with ${COUNTED}
delete from care_child child
where child.tenant_id = $1 and child.source_id = $2 and not exists (
  select from return_row told
  join counted on counted.kind = told.kind and counted.year = told.year and counted.batch_id = told.batch_id
  where told.tenant_id = $1 and told.source_id = $2 and told.kind in ('Header', 'Episodes', 'CinChild') and told.child = child.external_id)`;

/**
 * $6 group of each exit, $7 group of each placement type, $8 the code that continues, $9 reasons that keep the carer, $10 legal statuses
 * of short breaks. Years merge on (child, first day): the latest year wins, within it the last row in file order.
 */
export const INSERT_PERIODS = `
with ${COUNTED},
episode as (
  select distinct on (told.child, started) told.child, ${day("DECOM")} as started, ${day("DEC")} as closed,
         told.values ->> 'RNE' as rne, told.values ->> 'LS' as ls, told.values ->> 'CIN' as need,
         told.values ->> 'PLACE' as place, told.values ->> 'PLACE_PROVIDER' as provider, told.values ->> 'REC' as rec,
         told.values ->> 'REASON_PLACE_CHANGE' as change_reason, ${area("HOME_POST")} as home_area, ${area("PL_POST")} as place_area,
         nullif(concat_ws('|', told.values ->> 'PLACE', told.values ->> 'URN', told.values ->> 'PL_POST'), '') as place_name
  from ${rowsOf("Episodes")} and told.values ->> 'DECOM' ~ '^\\d{4}-\\d\\d-\\d\\d$'
  order by told.child, started, told.year desc, told.file desc, told.row desc),
beside as (
  select *, lead(started) over of_child as next_started from episode window of_child as (partition by child order by started)),
ended as (
  select *, closed is null and next_started is not null as open_then_next, closed > next_started as overlapping,
         case when closed is null or closed > next_started then coalesce(next_started, closed) else closed end as ends
  from beside),
after as (
  select *, lag(ends) over of_child as previous_ends, lag(closed) over of_child as previous_closed,
         lag(rec) over of_child as previous_rec, row_number() over of_child as place_in_child
  from ended window of_child as (partition by child order by started)),
begun as (
  select *, coalesce(previous_ends < started, false) as gap,
         coalesce(previous_closed = started and previous_rec is distinct from $8, false) as same_day
  from after),
counted_periods as (
  select *, count(*) filter (where place_in_child = 1 or gap or same_day) over (partition by child order by started) as period
  from begun),
placed as materialized (
  select *, first_value(started) over of_period as period_started,
         row_number() over of_period as ordinal, lead(started) over of_period is null as is_last
  from counted_periods window of_period as (partition by child, period order by started)),
settings as (
  insert into care_setting (tenant_id, id, source_id, child_id, period_id, ordinal, starts_on, ends_on, reason_new, legal_status,
    place_type, setting_group, place_key, place_area, home_area, provider, end_reason, change_reason, same_carer)
  select $1, md5($2::text || ':' || child || '/' || started)::uuid, $2, md5($2::text || ':' || child)::uuid,
         md5($2::text || ':' || child || ':' || period_started)::uuid, ordinal, started, ends, rne, ls, place,
         coalesce($7::jsonb ->> place, 'other'), left(md5($2::text || place_name), 16), place_area, home_area, provider, rec,
         change_reason, coalesce(rne = any ($9), false)
  from placed)
insert into care_period (tenant_id, id, source_id, child_id, started_on, ended_on, exit_code, exit_group, lost_on, left_truncated,
  short_break, flags, entry_need, origin_area)
select $1, md5($2::text || ':' || child || ':' || period_started)::uuid, $2, md5($2::text || ':' || child)::uuid, period_started,
       max(closed) filter (where is_last and rec is distinct from $8),
       max(rec) filter (where is_last and closed is not null and rec <> $8),
       max(coalesce($6::jsonb ->> rec, 'other')) filter (where is_last and closed is not null and rec is distinct from $8),
       max(closed) filter (where is_last and rec = $8),
       bool_or(rne is distinct from 'S') filter (where ordinal = 1), coalesce(bool_or(ls = any ($10)), false),
       array_remove(
         array_agg(case when gap and ordinal = 1 then 'gap' end)
         || array_agg(case when same_day and not gap and ordinal = 1 then 'same_day_reentry' end)
         || array_agg(case when open_then_next then 'open_then_next' end)
         || array_agg(case when overlapping then 'overlap' end)
         || array_agg(case when is_last and closed is not null and rec = $8 then 'ends_with_X1_no_continuation' end), null),
       max(need) filter (where ordinal = 1), max(home_area) filter (where ordinal = 1)
from placed
group by child, period, period_started`;

export const INSERT_REVIEWS = `
with ${COUNTED}
insert into care_review (tenant_id, source_id, child_id, held_on, code)
select distinct $1::uuid, $2::uuid, ${ID_OF_CHILD}, ${day("REVIEW")}, coalesce(told.values ->> 'REVIEW_CODE', '')
from ${rowsOf("Reviews")} and told.values ->> 'REVIEW' ~ '^\\d{4}-\\d\\d-\\d\\d$'`;

export const INSERT_MISSING = `
with ${COUNTED}
insert into care_missing (tenant_id, source_id, child_id, starts_on, ends_on, kind)
select distinct on (1, 3, 4, 6) $1::uuid, $2::uuid, ${ID_OF_CHILD}, ${day("MIS_START")}, ${day("MIS_END")},
       case told.values ->> 'MISSING' when 'A' then 'away' else 'missing' end
from ${rowsOf("Missing")} and told.values ->> 'MIS_START' ~ '^\\d{4}-\\d\\d-\\d\\d$'
order by 1, 3, 4, 6, told.year desc, told.file desc, told.row desc`;

export const INSERT_REPORTS = `
with ${COUNTED}
insert into care_report (tenant_id, id, source_id, child_id, reported_on, occurred_on, substantiated)
select $1::uuid, md5($2::uuid::text || ':' || told.child || '!' || ${day("REPORTED")})::uuid, $2::uuid, ${ID_OF_CHILD}, ${day("REPORTED")}, null,
       bool_or(told.values ->> 'CONFIRMED' = '1')
from ${rowsOf("CinReport")} and told.values ->> 'REPORTED' ~ '^\\d{4}-\\d\\d-\\d\\d$'
group by told.child, told.values ->> 'REPORTED'`;

/** A link counts once both children are reported. */
export const INSERT_SIBLINGS = `
with ${COUNTED}
insert into sibling_link (tenant_id, source_id, child_a, child_b)
select distinct $1::uuid, $2::uuid, least(one.id, other.id), greatest(one.id, other.id)
from (select told.child, told.values from ${rowsOf("Siblings")}) told
join care_child one on one.tenant_id = $1 and one.source_id = $2 and one.external_id = told.child
join care_child other on other.tenant_id = $1 and other.source_id = $2 and other.external_id = told.values ->> 'SIBLING'`;

/** The agency's territory and those inside it, by the words a list may use for them; a name two of them have means neither. */
export const PLACES = `place as materialized (
  select said, min(id::text)::uuid as id from (
    select territory.id, said from care_source source
    join territory_closure closure on closure.tenant_id = $1 and closure.ancestor_id = source.territory_id
    join territory on territory.tenant_id = $1 and territory.id = closure.descendant_id
    cross join lateral (select lower(territory.code) union select lower(territory.name)) words (said)
    where source.tenant_id = $1 and source.id = $2) named
  group by said having count(*) = 1)`;

export const INSERT_POPULATION = `
with ${COUNTED}, ${PLACES}
insert into population (tenant_id, source_id, territory_id, year, dimension, grp, n)
select distinct on (3, 4, 5, 6) $1::uuid, $2::uuid, place.id, told.year, told.values ->> 'DIMENSION', told.values ->> 'GROUP',
       (told.values ->> 'N')::integer
from (select told.file, told.row, told.year, told.values from ${rowsOf("Population")}) told
join place on place.said = lower(told.values ->> 'TERRITORY')
order by 3, 4, 5, 6, told.file desc, told.row desc`;
