import { setTarget as contract } from "../../contracts/outcomes.ts";
import { setTarget as decide } from "../../core/outcomes/target.ts";
import { defineOperation } from "../operation.ts";
import { findPublisher, upsertTarget } from "./snapshots.data.ts";

export const setTarget = defineOperation({
  name: contract.name,
  contract,
  load: (context, { sourceId }) => findPublisher(context, sourceId),
  permission: ({ access }) => access,
  decide: ({ targets }, input) => decide(targets[input.indicator], input),
  save: async (context, target, { sourceId, indicator }) => {
    await upsertTarget(context, sourceId, indicator, target);
    const { version } = target;
    return { output: { indicator, version }, stream: { kind: "outcome_target", id: sourceId, version } };
  },
});
