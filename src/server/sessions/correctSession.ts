import * as contracts from "../../contracts/sessions.ts";
import { correctSession as decide } from "../../core/sessions/session.ts";
import { defineOperation } from "../operation.ts";
import { findSession, insertCorrection } from "./sessions.data.ts";

export const correctSession = defineOperation({
  name: "correctSession",
  contract: contracts.correctSession,
  load: (context, { sessionId }) => findSession(context, sessionId),
  permission: ({ access }) => access,
  decide: (session, { heldOn, minutes, notes }, actor) => {
    const decided = decide(session.inCase, session, { heldOn, minutes, notes }, actor.today);
    return decided.ok ? { ok: true, value: { session, text: decided.value } } : decided;
  },
  save: async (context, { session, text }, { correctionId, reason }) => {
    await insertCorrection(context, session, { ...text, correctionId, reason });
    return {
      output: { sessionId: correctionId, version: 1 },
      stream: { kind: "session", id: correctionId, version: 1 },
    };
  },
});
