import type { OutputOf, ParametersOf } from "../../contracts/contract.ts";
import type { families } from "../../contracts/families.ts";
import type { Actor } from "../../core/access/policy.ts";
import { POLICY } from "../../core/access/policy.ts";
import { type SearchTerm, searchTerms } from "../../core/people/searchKeys.ts";
import { asText, type Fragment, joined, piece } from "../access/fragment.ts";
import { predicateOf } from "../access/predicate.ts";
import type { QueryContext } from "../query.ts";

const pageSize = 50;

function found(actor: Actor, term: SearchTerm): Fragment {
  return piece`household.id in (
    select search_key.household_id from search_key
    where search_key.tenant_id = ${actor.tenantId}::uuid
      and (search_key.key >= ${term.wordFrom} and search_key.key < ${term.wordBefore}
        or search_key.key >= ${term.codeFrom} and search_key.key < ${term.codeBefore}
        or search_key.key = ${term.sound}))`;
}

function conditions(actor: Actor, parameters: ParametersOf<typeof families>): Fragment[] {
  const { search = "", mine, stage, situation, territoryId, after } = parameters;
  const all = searchTerms(search).map((term) => found(actor, term));
  if (mine) {
    all.push(piece`household.id in (
      select team.household_id from household_team team
      where team.tenant_id = ${actor.tenantId}::uuid and team.user_id = ${actor.userId}::uuid
        and team.valid_from <= ${actor.today}::date and (team.valid_to is null or team.valid_to > ${actor.today}::date))`);
  }
  const cases = (inner: Fragment) => piece`exists (
    select from case_file where case_file.tenant_id = household.tenant_id
      and case_file.household_id = household.id and ${inner})`;
  if (stage) all.push(cases(piece`case_file.stage = ${stage} and case_file.closed_on is null`));
  if (situation === "open") all.push(cases(piece`case_file.closed_on is null`));
  if (situation === "closed") {
    all.push(cases(piece`case_file.closed_on is not null`), piece`not ${cases(piece`case_file.closed_on is null`)}`);
  }
  if (situation === "without_case") all.push(piece`not ${cases(piece`true`)}`);
  if (territoryId) {
    all.push(piece`household.territory_id in (
      select closure.descendant_id from territory_closure closure
      where closure.tenant_id = ${actor.tenantId}::uuid and closure.ancestor_id = ${territoryId}::uuid)`);
  }
  if (after) {
    all.push(piece`(household.name, household.code) > (
      select earlier.name, earlier.code from household earlier
      where earlier.tenant_id = ${actor.tenantId}::uuid and earlier.code = ${after})`);
  }
  return all;
}

function statement(actor: Actor, where: Fragment): Fragment {
  return piece`
    with page as materialized (
      select household.tenant_id, household.id, household.code, household.name, household.territory_id
      from household where ${where}
      order by household.name, household.code limit ${pageSize + 1}
    )
    select page.id, page.code, page.name, place.name as "territoryName", shown.stage,
           shown.stage_since as "stageSince", shown.pack_version_id as "packVersionId", shown.closed_on as "closedOn",
           worker.name as lead, shown.last_session_on as "lastSessionOn",
           (select count(*)::int from household_member member
            where member.tenant_id = page.tenant_id and member.household_id = page.id
              and member.valid_from <= ${actor.today}::date
              and (member.valid_to is null or member.valid_to > ${actor.today}::date)) as members,
           (select count(*)::int from alert
            where alert.tenant_id = page.tenant_id and alert.household_id = page.id
              and alert.ended_on is null) as "openAlerts"
    from page
    join territory place on place.tenant_id = page.tenant_id and place.id = page.territory_id
    left join lateral (
      select stage, stage_since, pack_version_id, closed_on, last_session_on from case_file
      where case_file.tenant_id = page.tenant_id and case_file.household_id = page.id
      order by closed_on desc nulls first, opened_on desc, id desc limit 1) shown on true
    left join lateral (
      select account.display_name as name from household_team team
      join user_account account on account.tenant_id = team.tenant_id and account.id = team.user_id
      where team.tenant_id = page.tenant_id and team.household_id = page.id and team.role in ('lead', 'intake')
        and team.valid_from <= ${actor.today}::date and (team.valid_to is null or team.valid_to > ${actor.today}::date)
      order by team.role = 'lead' desc, team.valid_from desc, team.id limit 1) worker on true
    order by page.name, page.code`;
}

/** At most 50 families by name, in one statement; the words typed are looked up as index ranges. */
export async function readFamilies(
  { client, actor }: QueryContext,
  parameters: ParametersOf<typeof families>,
): Promise<OutputOf<typeof families>> {
  const reach = predicateOf(POLICY, actor, "household.read", "household");
  const { text, values } = asText(statement(actor, joined([reach, ...conditions(actor, parameters)], "and")));
  const { rows } = await client.query(text, [...values]);
  const items = rows.slice(0, pageSize) as OutputOf<typeof families>["items"];
  return { items, next: rows.length > pageSize ? (items.at(-1)?.code ?? null) : null };
}
