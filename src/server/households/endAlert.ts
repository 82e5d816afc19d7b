import { endAlert as contract } from "../../contracts/households.ts";
import { endAlert as decide } from "../../core/households/alerts.ts";
import { mustChangeOne } from "../database/lostRace.ts";
import { defineOperation } from "../operation.ts";
import { findAlert } from "./findInHousehold.data.ts";

export const endAlert = defineOperation({
  name: contract.name,
  contract,
  load: (context, input) => findAlert(context, input.alertId),
  permission: (state) => state.access,
  decide: (state, input) => decide(state, input.baseVersion, state.today),
  save: async ({ client, actor }, endedOn, { alertId: id, baseVersion }) => {
    mustChangeOne(
      await client.query(
        "update alert set ended_on = $4, version = version + 1 where tenant_id = $1 and id = $2 and version = $3",
        [actor.tenantId, id, baseVersion, endedOn],
      ),
    );
    const version = baseVersion + 1;
    return { output: { id, version }, stream: { kind: "alert", id, version } };
  },
});
