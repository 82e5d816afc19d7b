import { publishSnapshot as contract } from "../../contracts/publications.ts";
import { publishSnapshot as decide } from "../../core/outcomes/publish.ts";
import { defineOperation } from "../operation.ts";
import { insertPublication, isPublishing } from "./publications.data.ts";
import { findPublisher } from "./snapshots.data.ts";

export const publishSnapshot = defineOperation({
  name: contract.name,
  contract,
  load: async (context, { sourceId }) => {
    const publisher = await findPublisher(context, sourceId);
    return publisher && { ...publisher, publishing: await isPublishing(context, sourceId) };
  },
  permission: ({ access }) => access,
  decide: (source, input) => decide(source, input),
  save: async (context, source, { snapshotId: id, from, to }) => {
    const { tenantId, userId } = context.actor;
    await insertPublication(context, { id, sourceId: source.id, ...(from && { from }), ...(to && { to }) });
    return {
      output: { snapshotId: id, version: 1 },
      stream: { kind: "outcome_publication", id, version: 1 },
      jobs: [{ task: "countPublication", payload: { tenantId, userId, id } }],
    };
  },
});
