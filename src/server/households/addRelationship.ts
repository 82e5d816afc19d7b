import { addRelationship as contract } from "../../contracts/households.ts";
import { addRelationship as decide } from "../../core/households/relationships.ts";
import { defineOperation } from "../operation.ts";
import { findTies } from "./findInHousehold.data.ts";
import { insertRelationships } from "./households.data.ts";

export const addRelationship = defineOperation({
  name: contract.name,
  contract,
  load: (context, input) => findTies(context, input.householdId),
  permission: (state) => state.access,
  decide: (state, input) => decide(state, input),
  save: async (context, tie) => {
    await insertRelationships(context, tie.householdId, [tie]);
    return { output: { id: tie.id }, stream: { kind: "relationship", id: tie.id, version: 1 } };
  },
});
