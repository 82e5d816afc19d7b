import * as contracts from "../../contracts/studies.ts";
import * as allocation from "../../contracts/studyAllocation.ts";
import { studyResult as studyResultContract } from "../../contracts/studyRuns.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readAllocation, readAllocations } from "./allocation.read.ts";
import { readStudyPower } from "./power.read.ts";
import { readStudyResult } from "./result.read.ts";
import { readStudies, readStudy } from "./study.read.ts";

export const studies = defineQuery({
  name: contracts.studies.name,
  contract: contracts.studies,
  permission: (actor) => holdsSomewhere(actor, contracts.studies.action),
  read: (context) => readStudies(context),
  trace: "nothing_personal",
});

export const study = defineQuery({
  name: contracts.study.name,
  contract: contracts.study,
  permission: (actor) => holdsSomewhere(actor, contracts.study.action),
  read: (context, { studyId }) => readStudy(context, studyId),
  trace: "nothing_personal",
});

export const studyResult = defineQuery({
  name: studyResultContract.name,
  contract: studyResultContract,
  permission: (actor) => holdsSomewhere(actor, studyResultContract.action),
  read: readStudyResult,
  trace: "nothing_personal",
});

export const studyPower = defineQuery({
  name: contracts.studyPower.name,
  contract: contracts.studyPower,
  permission: (actor) => holdsSomewhere(actor, contracts.studyPower.action),
  read: (context, { studyId }) => readStudyPower(context, studyId),
  trace: "nothing_personal",
});

/** Asked by those who accompany families, not by those who study them. */
export const studyAllocation = defineQuery({
  name: allocation.studyAllocation.name,
  contract: allocation.studyAllocation,
  permission: (actor) => holdsSomewhere(actor, allocation.studyAllocation.action),
  read: readAllocation,
  trace: ({ items }) => ({ shownIds: items.map(({ householdId }) => householdId), shownCount: items.length }),
});

export const studyAllocations = defineQuery({
  name: allocation.studyAllocations.name,
  contract: allocation.studyAllocations,
  permission: (actor) => holdsSomewhere(actor, allocation.studyAllocations.action),
  read: (context) => readAllocations(context),
  trace: "nothing_personal",
});
