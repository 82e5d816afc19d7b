import * as contracts from "../../contracts/outcomes.ts";
import * as publication from "../../contracts/publications.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readLengthOfStay } from "./lengthOfStay.read.ts";
import { readOutcome } from "./outcome.read.ts";
import { readOutcomesOverview } from "./overview.read.ts";
import { readPublicationProgress } from "./publication.read.ts";
import { readDataQuality, readDataQualityRows, readOutcomeMembers, readSnapshots } from "./quality.read.ts";

export const outcomesOverview = defineQuery({
  name: contracts.outcomesOverview.name,
  contract: contracts.outcomesOverview,
  permission: (actor) => holdsSomewhere(actor, contracts.outcomesOverview.action),
  read: readOutcomesOverview,
  trace: "nothing_personal",
});

export const outcome = defineQuery({
  name: contracts.outcome.name,
  contract: contracts.outcome,
  permission: (actor) => holdsSomewhere(actor, contracts.outcome.action),
  read: readOutcome,
  trace: "nothing_personal",
});

export const lengthOfStay = defineQuery({
  name: contracts.lengthOfStay.name,
  contract: contracts.lengthOfStay,
  permission: (actor) => holdsSomewhere(actor, contracts.lengthOfStay.action),
  read: readLengthOfStay,
  trace: "nothing_personal",
});

export const outcomeMembers = defineQuery({
  name: contracts.outcomeMembers.name,
  contract: contracts.outcomeMembers,
  permission: (actor) => holdsSomewhere(actor, contracts.outcomeMembers.action),
  read: readOutcomeMembers,
  trace: ({ members }, { indicator, side }) => ({
    shownIds: members.map(({ childId }) => childId),
    shownCount: members.length,
    reason: `${indicator} ${side}`,
  }),
});

export const dataQuality = defineQuery({
  name: contracts.dataQuality.name,
  contract: contracts.dataQuality,
  permission: (actor) => holdsSomewhere(actor, contracts.dataQuality.action),
  read: readDataQuality,
  trace: "nothing_personal",
});

export const dataQualityRows = defineQuery({
  name: contracts.dataQualityRows.name,
  contract: contracts.dataQualityRows,
  permission: (actor) => holdsSomewhere(actor, contracts.dataQualityRows.action),
  read: readDataQualityRows,
  trace: ({ rows }, { check }) => ({
    shownIds: rows.map(({ childId }) => childId),
    shownCount: rows.length,
    reason: check,
  }),
});

export const outcomeSnapshots = defineQuery({
  name: contracts.outcomeSnapshots.name,
  contract: contracts.outcomeSnapshots,
  permission: (actor) => holdsSomewhere(actor, contracts.outcomeSnapshots.action),
  read: readSnapshots,
  trace: "nothing_personal",
});

export const publicationProgress = defineQuery({
  name: publication.publicationProgress.name,
  contract: publication.publicationProgress,
  permission: (actor) => holdsSomewhere(actor, publication.publicationProgress.action),
  read: readPublicationProgress,
  trace: "nothing_personal",
});
