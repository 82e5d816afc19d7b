import type { OutputOf, ParametersOf } from "../../contracts/contract.ts";
import type { referral, referrals } from "../../contracts/referrals.ts";
import { permit } from "../../core/access/policy.ts";
import { findReferralObject } from "../access/objects.ts";
import { predicateText } from "../access/predicate.ts";
import type { QueryContext } from "../query.ts";
import { birthsOfHousehold } from "./referrals.data.ts";

const pageSize = 50;

/** One page of referrals, newest first, with how many there are in each state. */
export async function readReferrals(
  { client, actor }: QueryContext,
  { state, after }: ParametersOf<typeof referrals>,
): Promise<OutputOf<typeof referrals>> {
  const [afterDay, afterId] = after === undefined ? [null, null] : [after.slice(0, 10), after.slice(11)];
  const reach = predicateText(actor, "referral.read", "referral", 5);
  const { rows } = await client.query(
    `with seen as materialized (
       select referral.id, referral.code, referral.family_name, referral.territory_id, referral.received_on,
              referral.source_kind, referral.state, referral.outcome, referral.pack_version_id, referral.household_id
       from referral where referral.tenant_id = $1 and ${reach.text}
     ), page as (
       select * from seen
       where ($2::text is null or state = $2)
         and ($3::date is null or (received_on, id) < ($3::date, $4::uuid))
       order by received_on desc, id desc limit ${pageSize + 1}
     )
     select
       (select json_object_agg(states.state, (select count(*) from seen where seen.state = states.state))
        from unnest(array['received','screened','accepted','declined','redirected']) states (state)) as counts,
       (select coalesce(json_agg(json_build_object(
          'id', page.id, 'code', page.code, 'familyName', page.family_name, 'territoryName', place.name,
          'receivedOn', page.received_on, 'source', page.source_kind, 'state', page.state, 'outcome', page.outcome,
          'packVersionId', page.pack_version_id, 'householdId', page.household_id)
          order by page.received_on desc, page.id desc), '[]')
        from page join territory place on place.tenant_id = $1 and place.id = page.territory_id) as items`,
    [actor.tenantId, state ?? null, afterDay, afterId, ...reach.values],
  );
  const { counts, items } = rows[0] as Pick<OutputOf<typeof referrals>, "counts" | "items">;
  const shown = items.slice(0, pageSize);
  const last = shown.at(-1);
  return { counts, items: shown, next: items.length > pageSize && last ? `${last.receivedOn}:${last.id}` : null };
}

/** One referral. Whoever reported is not in this statement, nor in anything this role may read. */
export async function readReferral(
  { client, actor, now }: QueryContext,
  referralId: string,
): Promise<OutputOf<typeof referral> | undefined> {
  const reach = predicateText(actor, "referral.read", "referral", 3);
  const { rows } = await client.query(
    `select referral.id, referral.code, referral.version, referral.family_name as "familyName", referral.contact,
            json_build_object('id', place.id, 'name', place.name) as territory,
            referral.pack_version_id as "packVersionId", referral.received_on as "receivedOn",
            referral.source_kind as source, referral.reason, referral.state, referral.facts, referral.screening,
            case when referral.decided_on is not null then json_build_object(
              'outcome', referral.outcome, 'reasons', referral.reasons, 'explanation', coalesce(referral.decision_reasons, ''),
              'redirectedTo', referral.redirected_to, 'decidedBy', decider.display_name,
              'decidedOn', referral.decided_on) end as decision,
            case when household.id is not null then json_build_object(
              'id', household.id, 'code', household.code, 'name', household.name) end as household,
            case when household.id is not null then json_build_object(
              'births', coalesce(known.births, '[]'), 'referenceBirth', known."referenceBirth",
              'registeredOn', household.registered_on) end as known,
            registrar.display_name as "registeredBy", referral.recorded_at as "recordedAt"
     from referral
     join territory place on place.tenant_id = referral.tenant_id and place.id = referral.territory_id
     left join household on household.tenant_id = referral.tenant_id and household.id = referral.household_id
     left join lateral (${birthsOfHousehold}) known on household.id is not null
     left join user_account decider on decider.tenant_id = referral.tenant_id and decider.id = referral.decided_by
     left join user_account registrar on registrar.tenant_id = referral.tenant_id and registrar.id = referral.registered_by
     where referral.tenant_id = $1 and referral.id = $2 and ${reach.text}`,
    [actor.tenantId, referralId, ...reach.values],
  );
  const row = rows[0] as Omit<OutputOf<typeof referral>, "today" | "mayDecide"> | undefined;
  if (!row) return undefined;
  const object = await findReferralObject(client, actor, referralId);
  const mayDecide = object !== undefined && permit(actor, "referral.decide", object, now);
  return { ...row, today: actor.today, mayDecide };
}
