import { CARE_PURPOSE } from "../../core/access/actions.ts";
import type { Consent } from "../../core/consents/consent.ts";
import { findHouseholdObject } from "../access/objects.ts";
import type { OperationContext } from "../operation.ts";

type Context = Pick<OperationContext, "client" | "actor">;

/**
 * What is known to record a consent: the purposes of the family's programme (the open case's, else those of its
 * accepted referrals; care alone when it has none), who lived there that day and what was given before.
 */
export async function findConsentState(
  { client, actor }: Context,
  input: { readonly householdId: string; readonly givenOn: string },
) {
  const { rows } = await client.query(
    `select
       (select coalesce(json_agg(distinct purpose ->> 'id'), '[]')
        from pack_version
        cross join jsonb_array_elements(pack_version.content #> '{pack,purposes}') purpose
        where pack_version.tenant_id = $1 and pack_version.id in (
          select pack_version_id from case_file where tenant_id = $1 and household_id = $2 and closed_on is null
          union select pack_version_id from referral where tenant_id = $1 and household_id = $2 and state = 'accepted')
       ) as purposes,
       (select coalesce(json_agg(distinct member.person_id), '[]') from household_member member
        where member.tenant_id = $1 and member.household_id = $2
          and member.valid_from <= $4 and (member.valid_to is null or member.valid_to > $3)) as "membersThatDay",
       (select coalesce(json_agg(json_build_object('personId', person_id, 'purpose', purpose, 'givenOn', given_on,
          'validTo', valid_to, 'withdrawnOn', withdrawn_on)), '[]') from consent
        where tenant_id = $1 and household_id = $2) as consents
     from household where tenant_id = $1 and id = $2`,
    [actor.tenantId, input.householdId, input.givenOn, actor.today],
  );
  const row = rows[0] as { purposes: string[]; membersThatDay: string[]; consents: Consent[] } | undefined;
  const access = row && (await findHouseholdObject(client, actor, input.householdId, { level: 1 }));
  if (!access) return undefined;
  const purposes = row.purposes.length > 0 ? row.purposes : [CARE_PURPOSE];
  return { ...row, purposes, access, today: actor.today };
}

/** A consent as it stands. */
export async function findConsent({ client, actor }: Context, consentId: string) {
  const { rows } = await client.query(
    `select household_id as "householdId", person_id as "personId", purpose, given_on as "givenOn",
            valid_to as "validTo", withdrawn_on as "withdrawnOn", version
     from consent where tenant_id = $1 and id = $2`,
    [actor.tenantId, consentId],
  );
  const row = rows[0] as (Consent & { householdId: string; version: number }) | undefined;
  const access = row && (await findHouseholdObject(client, actor, row.householdId, { level: 1 }));
  return access && { ...row, access };
}
