import * as contracts from "../../contracts/sessions.ts";
import { planSession as decide } from "../../core/sessions/session.ts";
import { defineOperation } from "../operation.ts";
import { findForPlanning, insertPlanned } from "./sessions.data.ts";

export const planSession = defineOperation({
  name: "planSession",
  contract: contracts.planSession,
  load: findForPlanning,
  permission: ({ inCase }) => inCase.access,
  decide: ({ inCase, goerInTeam }, input, actor) => {
    const { openedOn, closedOn } = inCase;
    const decided = decide(inCase.pack, { openedOn, closedOn, goerInTeam }, input, actor.today);
    return decided.ok ? { ok: true, value: inCase } : decided;
  },
  save: async (context, inCase, input) => {
    await insertPlanned(context, inCase, input);
    const { sessionId } = input;
    return { output: { sessionId, version: 1 }, stream: { kind: "session", id: sessionId, version: 1 } };
  },
});
