import * as contracts from "../../contracts/sessions.ts";
import { missSession as decide } from "../../core/sessions/session.ts";
import { defineOperation } from "../operation.ts";
import { findSession, updateMissed } from "./sessions.data.ts";

export const missSession = defineOperation({
  name: "missSession",
  contract: contracts.missSession,
  load: (context, { sessionId }) => findSession(context, sessionId),
  permission: ({ access }) => access,
  decide: ({ state, plannedOn, version }, { outcome }, actor) =>
    decide({ state, on: plannedOn, version }, outcome, actor.today),
  save: async (context, { state, version }, { sessionId, reason }) => {
    await updateMissed(context, { sessionId, state, version, reason });
    return { output: { sessionId, version }, stream: { kind: "session", id: sessionId, version } };
  },
});
