import { raiseAlert as contract } from "../../contracts/households.ts";
import { raiseAlert as decide } from "../../core/households/alerts.ts";
import { defineOperation } from "../operation.ts";
import { findHousehold } from "./findInHousehold.data.ts";

export const raiseAlert = defineOperation({
  name: contract.name,
  contract,
  load: (context, input) => findHousehold(context, input.householdId, 2),
  permission: (state) => state.access,
  decide: (state, input) => decide(input, state.today),
  save: async ({ client, actor }, { id, householdId, text, reviewOn }) => {
    await client.query(
      `insert into alert (tenant_id, id, household_id, text, raised_by, raised_on, review_on)
       values ($1,$2,$3,$4,$5,$6,$7)`,
      [actor.tenantId, id, householdId, text, actor.userId, actor.today, reviewOn],
    );
    return { output: { id, version: 1 }, stream: { kind: "alert", id, version: 1 } };
  },
});
