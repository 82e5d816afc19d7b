import type { Consent } from "../../core/consents/consent.ts";
import type { ProgrammePack } from "../../core/packs/pack.ts";
import type { ReferralState } from "../../core/referrals/referral.ts";
import { findHouseholdObject } from "../access/objects.ts";
import type { OperationContext } from "../operation.ts";

type Context = Pick<OperationContext, "client" | "actor">;

interface Row {
  readonly hasOpenCase: boolean;
  readonly referral: { readonly state: ReferralState; readonly householdId: string | null } | null;
  readonly packVersionId: string;
  readonly pack: ProgrammePack;
  readonly consents: readonly Consent[];
  readonly mayConsent: readonly string[];
}

/** What is known to open a case: the referral with its programme, the consents, and who may give them. */
export async function findOpening(
  { client, actor }: Context,
  { householdId, referralId }: { readonly householdId: string; readonly referralId: string },
) {
  const { rows } = await client.query(
    `select
       exists (select from case_file open where open.tenant_id = $1 and open.household_id = household.id
               and open.closed_on is null) as "hasOpenCase",
       json_build_object('state', referral.state, 'householdId', referral.household_id) as referral,
       referral.pack_version_id as "packVersionId", jsonb_set(pack_version.content, '{instruments}', '{}') as pack,
       (select coalesce(json_agg(json_build_object('personId', person_id, 'purpose', purpose, 'givenOn', given_on,
          'validTo', valid_to, 'withdrawnOn', withdrawn_on)), '[]')
        from consent where consent.tenant_id = $1 and consent.household_id = household.id) as consents,
       (select coalesce(json_agg(distinct person_id), '[]') from household_member member
        where member.tenant_id = $1 and member.household_id = household.id and member.role <> 'child'
          and member.valid_from <= $4 and (member.valid_to is null or member.valid_to > $4)) as "mayConsent"
     from household
     join referral on referral.tenant_id = $1 and referral.id = $3
     join pack_version on pack_version.tenant_id = $1 and pack_version.id = referral.pack_version_id
     where household.tenant_id = $1 and household.id = $2`,
    [actor.tenantId, householdId, referralId, actor.today],
  );
  const row = rows[0] as Row | undefined;
  const access = row && (await findHouseholdObject(client, actor, householdId, { level: 1 }));
  return access && { ...row, householdId, access, today: actor.today };
}

export interface NewCase {
  readonly id: string;
  readonly householdId: string;
  readonly referralId: string;
  readonly packVersionId: string;
  readonly stage: string;
  readonly changeId: string;
}

/** Stores a case in its first stage, with the first row of its history. */
export async function insertCase({ client, actor }: Context, opened: NewCase): Promise<void> {
  const { id, householdId, referralId, packVersionId, stage, changeId } = opened;
  await client.query(
    `insert into case_file (tenant_id, id, household_id, pack_version_id, referral_id, stage, stage_since, opened_on)
     values ($1,$2,$3,$4,$5,$6,$7,$7)`,
    [actor.tenantId, id, householdId, packVersionId, referralId, stage, actor.today],
  );
  await client.query(
    `insert into stage_change (tenant_id, id, case_id, household_id, from_stage, to_stage, changed_on, changed_by)
     values ($1,$2,$3,$4,null,$5,$6,$7)`,
    [actor.tenantId, changeId, id, householdId, stage, actor.today, actor.userId],
  );
}
