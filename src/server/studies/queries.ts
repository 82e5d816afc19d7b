import * as contracts from "../../contracts/studies.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
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
