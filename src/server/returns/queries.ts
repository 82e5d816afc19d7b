import * as contracts from "../../contracts/returns.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { exportFindings, readFindings, readFindingsByChild } from "./findings.read.ts";
import { progressOf } from "./progress.ts";
import { readCareSources, readReturnBatch, readReturnBatches } from "./returns.read.ts";

export const careSources = defineQuery({
  name: contracts.careSources.name,
  contract: contracts.careSources,
  permission: (actor) => holdsSomewhere(actor, contracts.careSources.action),
  read: readCareSources,
  trace: "nothing_personal",
});

export const returnBatches = defineQuery({
  name: contracts.returnBatches.name,
  contract: contracts.returnBatches,
  permission: (actor) => holdsSomewhere(actor, contracts.returnBatches.action),
  read: (context, { sourceId }) => readReturnBatches(context, sourceId),
  trace: "nothing_personal",
});

export const returnBatch = defineQuery({
  name: contracts.returnBatch.name,
  contract: contracts.returnBatch,
  permission: (actor) => holdsSomewhere(actor, contracts.returnBatch.action),
  read: (context, { batchId }) => readReturnBatch(context, batchId),
  trace: "nothing_personal",
});

export const returnFindings = defineQuery({
  name: contracts.returnFindings.name,
  contract: contracts.returnFindings,
  permission: (actor) => holdsSomewhere(actor, contracts.returnFindings.action),
  read: readFindings,
  trace: ({ items }, { batchId }) => ({
    shownIds: [batchId],
    shownCount: new Set(items.map(({ child }) => child)).size,
  }),
});

export const returnFindingsByChild = defineQuery({
  name: contracts.returnFindingsByChild.name,
  contract: contracts.returnFindingsByChild,
  permission: (actor) => holdsSomewhere(actor, contracts.returnFindingsByChild.action),
  read: readFindingsByChild,
  trace: ({ items }, { batchId }) => ({ shownIds: [batchId], shownCount: items.length }),
});

export const exportReturnFindings = defineQuery({
  name: contracts.exportReturnFindings.name,
  contract: contracts.exportReturnFindings,
  permission: (actor) => holdsSomewhere(actor, contracts.exportReturnFindings.action),
  read: (context, asked) => exportFindings(context, asked, context.signedIn.language),
  trace: ({ rows }, { batchId }) => ({ shownIds: [batchId], shownCount: rows }),
});

export const returnProgress = defineQuery({
  name: contracts.returnProgress.name,
  contract: contracts.returnProgress,
  permission: (actor) => holdsSomewhere(actor, contracts.returnProgress.action),
  read: async ({ actor }, { batchId }) => progressOf({ tenantId: actor.tenantId, batchId }),
  trace: "nothing_personal",
});
