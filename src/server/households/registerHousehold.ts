import { registerHousehold as contract } from "../../contracts/households.ts";
import { registerHousehold as decide } from "../../core/households/household.ts";
import type { ReferralState } from "../../core/referrals/referral.ts";
import { objectInTerritory } from "../access/objects.ts";
import { mustChangeOne } from "../database/lostRace.ts";
import { defineOperation } from "../operation.ts";
import {
  insertHousehold,
  insertMembers,
  insertRelationships,
  nextHouseholdCode,
  replaceSearchKeys,
} from "./households.data.ts";

interface ReferralRow {
  readonly state: ReferralState;
  readonly householdId: string | null;
  readonly territoryId: string;
  readonly level: 0 | 1 | 2 | 3 | 4;
}

export const registerHousehold = defineOperation({
  name: contract.name,
  contract,
  load: async ({ client, actor }, input) => {
    const { rows } = await client.query(
      `select state, household_id as "householdId", territory_id as "territoryId", level
       from referral where tenant_id = $1 and id = $2 for update`,
      [actor.tenantId, input.referralId],
    );
    const referral = rows[0] as ReferralRow | undefined;
    if (!referral) return undefined;
    const { territoryId, level } = referral;
    const access = await objectInTerritory(client, actor, territoryId, { kind: "household", level });
    return { referral, territoryId, level, access, today: actor.today };
  },
  permission: (state) => state.access,
  decide: (state, input) => {
    const decided = decide(state, input);
    return decided.ok ? { ok: true, value: { ...decided.value, ...state } } : decided;
  },
  save: async (context, { name, members, relationships, territoryId, level, today }, input) => {
    const { id } = input;
    const code = await nextHouseholdCode(context);
    await insertHousehold(context, { id, code, name, territoryId, level });
    await insertMembers(context, id, members);
    await insertRelationships(
      context,
      id,
      relationships.map((tie) => ({ ...tie, from: today })),
    );
    const people = members.map(({ personId, person }) => ({ id: personId, person }));
    await replaceSearchKeys(context, id, { household: { name, code }, people });
    mustChangeOne(
      await context.client.query(
        "update referral set household_id = $3, version = version + 1 where tenant_id = $1 and id = $2",
        [context.actor.tenantId, input.referralId, id],
      ),
    );
    return { output: { id, code, version: 1 }, stream: { kind: "household", id, version: 1 } };
  },
});
