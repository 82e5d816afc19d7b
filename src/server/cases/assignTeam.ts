import { assignTeam as contract } from "../../contracts/cases.ts";
import { assignTeam as decide } from "../../core/cases/team.ts";
import { defineOperation } from "../operation.ts";
import { findTeamState } from "./team.data.ts";

export const assignTeam = defineOperation({
  name: contract.name,
  contract,
  load: (context, input) => findTeamState(context, input),
  permission: (state) => state.access,
  decide: (state, input) => decide(state, input),
  save: async ({ client, actor }, { id, householdId, userId, role, from }) => {
    await client.query(
      `insert into household_team (tenant_id, id, household_id, case_id, user_id, role, valid_from)
       select $1, $2, $3, (select open.id from case_file open where open.tenant_id = $1 and open.household_id = $3
                           and open.closed_on is null), $4, $5, $6`,
      [actor.tenantId, id, householdId, userId, role, from],
    );
    return { output: { id }, stream: { kind: "household_team", id, version: 1 } };
  },
});
