import { leaveTeam as contract } from "../../contracts/cases.ts";
import { leaveTeam as decide } from "../../core/cases/team.ts";
import { mustChangeOne } from "../database/lostRace.ts";
import { defineOperation } from "../operation.ts";
import { findTeamMember } from "./team.data.ts";

export const leaveTeam = defineOperation({
  name: contract.name,
  contract,
  load: (context, input) => findTeamMember(context, input.teamMemberId),
  permission: (state) => state.access,
  decide: (state, input) => decide(state, input.endedOn),
  save: async ({ client, actor }, endedOn, { teamMemberId: id }) => {
    mustChangeOne(
      await client.query(
        "update household_team set valid_to = $3 where tenant_id = $1 and id = $2 and valid_to is null",
        [actor.tenantId, id, endedOn],
      ),
    );
    return { output: { id }, stream: { kind: "household_team", id, version: 2 } };
  },
});
