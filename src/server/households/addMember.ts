import { addMember as contract } from "../../contracts/households.ts";
import { addMember as decide } from "../../core/households/household.ts";
import { defineOperation } from "../operation.ts";
import { findHousehold } from "./findInHousehold.data.ts";
import { insertMembers, replaceSearchKeys } from "./households.data.ts";

export const addMember = defineOperation({
  name: contract.name,
  contract,
  load: (context, input) => findHousehold(context, input.householdId),
  permission: (state) => state.access,
  decide: (state, input) => decide(state, input.member),
  save: async (context, member, { householdId }) => {
    const { membershipId, personId, person } = member;
    await insertMembers(context, householdId, [member]);
    await replaceSearchKeys(context, householdId, { people: [{ id: personId, person }] });
    return {
      output: { membershipId, personId, version: 1 },
      stream: { kind: "household_member", id: membershipId, version: 1 },
    };
  },
});
