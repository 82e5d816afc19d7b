import { correctPerson as contract } from "../../contracts/households.ts";
import { correctPerson as decide } from "../../core/households/membership.ts";
import { defineOperation } from "../operation.ts";
import { findPerson } from "./findInHousehold.data.ts";
import { replaceSearchKeys, savePerson } from "./households.data.ts";

export const correctPerson = defineOperation({
  name: contract.name,
  contract,
  load: (context, input) => findPerson(context, input.householdId, input.personId),
  permission: (state) => state.access,
  decide: (state, input) => decide(state, input, state.today),
  save: async (context, person, { householdId, personId, baseVersion }) => {
    await savePerson(context, personId, { version: baseVersion, person });
    await replaceSearchKeys(context, householdId, { people: [{ id: personId, person }] });
    const version = baseVersion + 1;
    return { output: { personId, version }, stream: { kind: "person", id: personId, version } };
  },
});
