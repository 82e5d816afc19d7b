import { endMembership as contract } from "../../contracts/households.ts";
import { endMembership as decide } from "../../core/households/membership.ts";
import { defineOperation } from "../operation.ts";
import { findMembership } from "./findInHousehold.data.ts";
import { endMembershipRow } from "./households.data.ts";

export const endMembership = defineOperation({
  name: contract.name,
  contract,
  load: (context, input) => findMembership(context, input.membershipId),
  permission: (state) => state.access,
  decide: (state, input) => decide(state, input, state.today),
  save: async (context, on, { membershipId, baseVersion }) => {
    await endMembershipRow(context, membershipId, { version: baseVersion, on });
    const version = baseVersion + 1;
    return { output: { membershipId, version }, stream: { kind: "household_member", id: membershipId, version } };
  },
});
