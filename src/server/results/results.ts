import * as contracts from "../../contracts/results.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readClockAdherence } from "./clocks.read.ts";
import { readResultsList } from "./list.read.ts";
import { readOverview } from "./overview.read.ts";

export const resultsOverview = defineQuery({
  name: contracts.resultsOverview.name,
  contract: contracts.resultsOverview,
  permission: (actor) => holdsSomewhere(actor, contracts.resultsOverview.action),
  read: (context, { territoryId }) => readOverview(context, territoryId),
  trace: "nothing_personal",
});

export const resultsList = defineQuery({
  name: contracts.resultsList.name,
  contract: contracts.resultsList,
  permission: (actor) => holdsSomewhere(actor, contracts.resultsList.action),
  read: readResultsList,
  trace: ({ families, leftOut }) => ({
    shownIds: [...families, ...leftOut].map(({ id }) => id),
    shownCount: families.length + leftOut.length,
  }),
});

export const clockAdherence = defineQuery({
  name: contracts.clockAdherence.name,
  contract: contracts.clockAdherence,
  permission: (actor) => holdsSomewhere(actor, contracts.clockAdherence.action),
  read: (context, { territoryId }) => readClockAdherence(context, territoryId),
  trace: "nothing_personal",
});
