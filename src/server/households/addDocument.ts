import { addDocument as contract } from "../../contracts/households.ts";
import { readDocuments } from "../../core/people/person.ts";
import { defineOperation } from "../operation.ts";
import { findPerson } from "./findInHousehold.data.ts";
import { insertDocuments } from "./households.data.ts";

export const addDocument = defineOperation({
  name: contract.name,
  contract,
  load: (context, input) => findPerson(context, input.householdId, input.personId, 2),
  permission: (state) => state.access,
  decide: (_, input) => readDocuments([input.document]),
  save: async (context, documents, { householdId, personId, document }) => {
    await insertDocuments(
      context,
      householdId,
      documents.map((read) => ({ ...read, personId })),
    );
    const { id } = document;
    return { output: { id }, stream: { kind: "person_document", id, version: 1 } };
  },
});
