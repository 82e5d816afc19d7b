import * as contracts from "../../contracts/sessions.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readFamilySessions } from "./sessions.read.ts";

export const familySessions = defineQuery({
  name: "familySessions",
  contract: contracts.familySessions,
  permission: (actor) => holdsSomewhere(actor, contracts.familySessions.action),
  read: readFamilySessions,
  trace: (_output, { householdId }) => ({ householdId }),
});
