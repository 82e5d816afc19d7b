import { addContact as contract } from "../../contracts/households.ts";
import { accepted } from "../../core/result.ts";
import { defineOperation } from "../operation.ts";
import { findPerson } from "./findInHousehold.data.ts";
import { insertContacts } from "./households.data.ts";

export const addContact = defineOperation({
  name: contract.name,
  contract,
  load: (context, input) => findPerson(context, input.householdId, input.personId, 2),
  permission: (state) => state.access,
  decide: (_, input) => accepted({ ...input.contact, value: input.contact.value.trim() }),
  save: async (context, contact, { householdId, personId }) => {
    await insertContacts(context, householdId, [{ ...contact, personId }]);
    const { id } = contact;
    return { output: { id }, stream: { kind: "contact_channel", id, version: 1 } };
  },
});
