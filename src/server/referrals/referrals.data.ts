import type { AccessObject } from "../../core/access/policy.ts";
import type { ProgrammePack } from "../../core/packs/pack.ts";
import type { Decision } from "../../core/referrals/decision.ts";
import type { IntakeFacts, KnownHousehold, Referral, Screening } from "../../core/referrals/referral.ts";
import { findReferralObject } from "../access/objects.ts";
import { mustChangeOne } from "../database/lostRace.ts";
import type { OperationContext } from "../operation.ts";

type Context = Pick<OperationContext, "client" | "actor">;

/** A referral with the rules it is judged by and the family it may belong to. */
export interface ReferralWithRules {
  readonly id: string;
  readonly referral: Referral;
  readonly pack: ProgrammePack;
  readonly household: KnownHousehold | null;
  readonly access: AccessObject;
}

/** Births of a household's present members, and of its person of reference, as partial dates. */
export const birthsOfHousehold = `
  select json_agg(app.birth_text(person) order by person.id) as births,
         min(app.birth_text(person)) filter (where member.role = 'reference') as "referenceBirth"
  from household_member member
  join person on person.tenant_id = member.tenant_id and person.id = member.person_id
  where member.tenant_id = household.tenant_id and member.household_id = household.id
    and (member.valid_to is null or member.valid_to > app.today())`;

/** The referral as far as this person may see it, locked against another decision at the same moment. */
export async function findReferral({ client, actor }: Context, id: string): Promise<ReferralWithRules | undefined> {
  const { rows } = await client.query(
    `select referral.id, referral.version, referral.state, referral.received_on as "receivedOn",
            referral.source_kind as source, referral.facts, referral.screening, referral.household_id as "householdId",
            jsonb_set(pack_version.content, '{instruments}', '{}') as pack,
            household.registered_on as "registeredOn", known.births, known."referenceBirth"
     from referral
     join pack_version on pack_version.tenant_id = referral.tenant_id and pack_version.id = referral.pack_version_id
     left join household on household.tenant_id = referral.tenant_id and household.id = referral.household_id
     left join lateral (${birthsOfHousehold}) known on household.id is not null
     where referral.tenant_id = $1 and referral.id = $2`,
    [actor.tenantId, id],
  );
  const row = rows[0];
  const access = row && (await findReferralObject(client, actor, id));
  if (!access) return undefined;
  const { version, state, receivedOn, source, facts, screening, householdId, pack, registeredOn, births } = row;
  const household = births ? { births, referenceBirth: row.referenceBirth, registeredOn } : null;
  return {
    id,
    referral: { version, state, receivedOn, source, facts, screening, householdId },
    pack,
    household,
    access,
  };
}

export interface NewReferral {
  readonly id: string;
  readonly code: string;
  readonly territoryId: string;
  readonly packVersionId: string;
  readonly receivedOn: string;
  readonly source: string;
  readonly familyName: string;
  readonly contact: string;
  readonly reason: string;
  readonly reporter?: { readonly id: string; readonly name: string; readonly contact: string };
}

/** Stores a referral; whoever reported goes to a table that this role may write and never read. */
export async function insertReferral({ client, actor }: Context, referral: NewReferral): Promise<void> {
  await client.query(
    `insert into referral (tenant_id, id, code, territory_id, pack_version_id, received_on, source_kind, reason,
                           family_name, contact, state, registered_by)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,'received',$11)`,
    [
      actor.tenantId,
      referral.id,
      referral.code,
      referral.territoryId,
      referral.packVersionId,
      referral.receivedOn,
      referral.source,
      referral.reason,
      referral.familyName,
      referral.contact,
      actor.userId,
    ],
  );
  const { reporter } = referral;
  if (!reporter) return;
  await client.query(
    "insert into referral_reporter (tenant_id, id, referral_id, name, contact) values ($1,$2,$3,$4,$5)",
    [actor.tenantId, reporter.id, referral.id, reporter.name, reporter.contact],
  );
}

/** The next number of a referral, in order. */
export async function nextReferralCode({ client }: Context): Promise<string> {
  const { rows } = await client.query("select app.next_referral_code() as code");
  return rows[0].code as string;
}

export async function saveScreening(
  { client, actor }: Context,
  id: string,
  saved: { readonly version: number; readonly facts: IntakeFacts; readonly screening: Screening },
): Promise<void> {
  mustChangeOne(
    await client.query(
      `update referral set state = 'screened', facts = $4, screening = $5, version = version + 1
       where tenant_id = $1 and id = $2 and version = $3`,
      [actor.tenantId, id, saved.version, JSON.stringify(saved.facts), JSON.stringify(saved.screening)],
    ),
  );
}

export async function saveDecision(
  { client, actor }: Context,
  id: string,
  saved: { readonly version: number; readonly decision: Decision },
): Promise<void> {
  const { state, outcome, reasons, explanation, redirectedTo } = saved.decision;
  mustChangeOne(
    await client.query(
      `update referral set state = $4, outcome = $5, reasons = $6, decision_reasons = $7, redirected_to = $8,
              decided_by = $9, decided_on = $10, version = version + 1
       where tenant_id = $1 and id = $2 and version = $3`,
      [
        actor.tenantId,
        id,
        saved.version,
        state,
        outcome,
        reasons,
        explanation,
        redirectedTo,
        actor.userId,
        actor.today,
      ],
    ),
  );
}

export async function saveLink(
  { client, actor }: Context,
  id: string,
  saved: { readonly version: number; readonly householdId: string },
): Promise<void> {
  mustChangeOne(
    await client.query(
      `update referral set household_id = $4, version = version + 1
       where tenant_id = $1 and id = $2 and version = $3 and household_id is null`,
      [actor.tenantId, id, saved.version, saved.householdId],
    ),
  );
}
