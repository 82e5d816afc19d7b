import * as contracts from "../../contracts/sessions.ts";
import { recordSession as decide } from "../../core/sessions/session.ts";
import { recordHappening } from "../cases/clocks.data.ts";
import { together } from "../database/transaction.ts";
import { defineOperation } from "../operation.ts";
import { findForRecording, storeSession } from "./sessions.data.ts";

export const recordSession = defineOperation({
  name: "recordSession",
  contract: contracts.recordSession,
  load: findForRecording,
  permission: ({ inCase }) => inCase.access,
  decide: ({ inCase, situation }, input, actor) => {
    const decided = decide(inCase.pack, situation, input, actor.today);
    return decided.ok ? { ok: true, value: { inCase, version: decided.value.version } } : decided;
  },
  save: async (context, { inCase, version }, input) => {
    await together([
      storeSession(context, inCase, input, version),
      recordHappening(context, inCase, { event: "session_held", of: input.kind }),
    ]);
    const { sessionId } = input;
    return { output: { sessionId, version }, stream: { kind: "session", id: sessionId, version } };
  },
});
