import { endRelationship as contract } from "../../contracts/households.ts";
import { endDated } from "../../core/households/membership.ts";
import { mustChangeOne } from "../database/lostRace.ts";
import { defineOperation } from "../operation.ts";
import { findTie } from "./findInHousehold.data.ts";

export const endRelationship = defineOperation({
  name: contract.name,
  contract,
  load: (context, input) => findTie(context, input.relationshipId),
  permission: (state) => state.access,
  decide: (state, input) => endDated(state, input.endedOn, state.today),
  save: async ({ client, actor }, on, { relationshipId: id }) => {
    mustChangeOne(
      await client.query(
        "update relationship set valid_to = $3 where tenant_id = $1 and id = $2 and valid_to is null",
        [actor.tenantId, id, on],
      ),
    );
    return { output: { id }, stream: { kind: "relationship", id, version: 2 } };
  },
});
