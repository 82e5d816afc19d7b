import { cancelPublication as contract } from "../../contracts/publications.ts";
import { cancelPublication as decide } from "../../core/outcomes/publish.ts";
import { defineOperation } from "../operation.ts";
import { findPublication, markCancelled } from "./publications.data.ts";

export const cancelPublication = defineOperation({
  name: contract.name,
  contract,
  load: (context, { snapshotId }) => findPublication(context, snapshotId),
  permission: ({ access }) => access,
  decide: (publication) => decide(publication),
  save: async (context, publication, { snapshotId }) => {
    await markCancelled(context, publication);
    const version = publication.version + 1;
    return { output: { snapshotId, version }, stream: { kind: "outcome_publication", id: snapshotId, version } };
  },
});
