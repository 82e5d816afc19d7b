import * as contracts from "../../contracts/sessions.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineQuery } from "../query.ts";
import { readSession } from "./sessions.read.ts";

export const session = defineQuery({
  name: "session",
  contract: contracts.session,
  permission: (actor) => holdsSomewhere(actor, contracts.session.action),
  read: (context, { sessionId }) => readSession(context, sessionId),
  trace: ({ householdId }) => ({ householdId }),
});
