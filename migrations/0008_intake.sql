-- What an intake keeps beyond its first draft: which outcome of the programme was chosen and why, and its own numbers.
alter table referral
  add column outcome text,
  add column reasons text[] not null default '{}';
grant update (outcome, reasons) on referral to trenza_app;

alter table household_code_counter add column last_referral bigint not null default 0;

create function app.next_referral_code() returns text language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  number bigint;
begin
  if not app.holds('referral', 'register', 0) then
    raise exception 'not allowed' using errcode = 'insufficient_privilege';
  end if;
  insert into household_code_counter (tenant_id, last_referral) values (app.tenant(), 1)
  on conflict (tenant_id) do update set last_referral = household_code_counter.last_referral + 1
  returning last_referral into number;
  return 'D-' || lpad(number::text, greatest(5, length(number::text)), '0');
end $$;
comment on function app.next_referral_code() is 'the next number of a referral of this tenant';
revoke all on function app.next_referral_code() from public;
grant execute on function app.next_referral_code() to trenza_app;

-- Without a search path of its own, so that the planner writes it into the statement instead of calling it per row.
create function app.birth_text(p_person person) returns text language sql immutable parallel safe as $$
  select case
    when p_person.birth_year is null then null
    when p_person.birth_month is null then p_person.birth_year::text
    when p_person.birth_day is null then p_person.birth_year || '-' || lpad(p_person.birth_month::text, 2, '0')
    else p_person.birth_year || '-' || lpad(p_person.birth_month::text, 2, '0') || '-' || lpad(p_person.birth_day::text, 2, '0')
  end
$$;
comment on function app.birth_text(person) is 'a birth as it is known: YYYY, YYYY-MM or YYYY-MM-DD';
revoke all on function app.birth_text(person) from public;
grant execute on function app.birth_text(person) to trenza_app;
