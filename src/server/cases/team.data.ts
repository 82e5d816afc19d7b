import type { TeamState } from "../../core/cases/team.ts";
import { findHouseholdObject } from "../access/objects.ts";
import type { OperationContext } from "../operation.ts";

type Context = Pick<OperationContext, "client" | "actor">;

/** Whether a colleague works where the family lives, and who is in its team from today on. */
export async function findTeamState(
  { client, actor }: Context,
  { householdId, userId }: { readonly householdId: string; readonly userId: string },
) {
  const { rows } = await client.query(
    `select
       exists (
         select from access_grant held
         join territory_closure closure on closure.tenant_id = $1 and closure.ancestor_id = held.territory_id
           and closure.descendant_id = household.territory_id
         join user_account account on account.tenant_id = $1 and account.id = held.user_id and account.disabled_at is null
         where held.tenant_id = $1 and held.user_id = $3 and held.valid_from <= $4
           and (held.valid_to is null or held.valid_to > $4)) as "worksThere",
       exists (
         select from exclusion where exclusion.tenant_id = $1 and exclusion.household_id = household.id
           and exclusion.user_id = $3 and exclusion.valid_from <= $4
           and (exclusion.valid_to is null or exclusion.valid_to > $4)) as excluded,
       (select coalesce(json_agg(json_build_object('userId', user_id, 'role', role)), '[]') from household_team team
        where team.tenant_id = $1 and team.household_id = household.id
          and (team.valid_to is null or team.valid_to > $4)) as current
     from household where household.tenant_id = $1 and household.id = $2`,
    [actor.tenantId, householdId, userId, actor.today],
  );
  const row = rows[0] as TeamState | undefined;
  const access = row && (await findHouseholdObject(client, actor, householdId, { kind: "team", level: 1 }));
  return access && { ...row, access };
}

/** An entrustment with its days. */
export async function findTeamMember({ client, actor }: Context, teamMemberId: string) {
  const { rows } = await client.query(
    `select household_id as "householdId", valid_from as "from", valid_to as "to"
     from household_team where tenant_id = $1 and id = $2`,
    [actor.tenantId, teamMemberId],
  );
  const row = rows[0] as { householdId: string; from: string; to: string | null } | undefined;
  const access = row && (await findHouseholdObject(client, actor, row.householdId, { kind: "team", level: 1 }));
  return access && { ...row, access };
}
