import * as contracts from "../../contracts/evidence.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readEvidence, readEvidenceList } from "./evidence.read.ts";

export const evidenceList = defineQuery({
  name: contracts.evidenceList.name,
  contract: contracts.evidenceList,
  permission: (actor) => holdsSomewhere(actor, contracts.evidenceList.action),
  read: (context) => readEvidenceList(context),
  trace: "nothing_personal",
});

export const evidence = defineQuery({
  name: contracts.evidence.name,
  contract: contracts.evidence,
  permission: (actor) => holdsSomewhere(actor, contracts.evidence.action),
  read: readEvidence,
  trace: "nothing_personal",
});
