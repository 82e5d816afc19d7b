import { recordAddress as contract } from "../../contracts/households.ts";
import { readAddress } from "../../core/households/address.ts";
import { defineOperation } from "../operation.ts";
import { findHouseholdForAddress } from "./address.data.ts";

export const recordAddress = defineOperation({
  name: contract.name,
  contract,
  load: (context, input) => findHouseholdForAddress(context, input.householdId, input.confidentiality),
  permission: (state) => state.access,
  decide: (_, input, actor) => readAddress(input, actor.today),
  save: async ({ client, actor }, address) => {
    const { id, householdId, line, locality, postalCode, level, since } = address;
    await client.query(
      `insert into address (tenant_id, id, household_id, line, locality, postal_code, level, valid_from)
       values ($1,$2,$3,$4,$5,$6,$7,$8)`,
      [actor.tenantId, id, householdId, line, locality, postalCode, level, since],
    );
    return { output: { id }, stream: { kind: "address", id, version: 1 } };
  },
});
