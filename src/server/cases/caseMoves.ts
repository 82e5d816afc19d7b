import { caseMoves as contract } from "../../contracts/cases.ts";
import { permit } from "../../core/access/policy.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { offeredMoves } from "../../core/cases/case.ts";
import { defineQuery } from "../query.ts";
import { findCase } from "./caseSituation.data.ts";

export const caseMoves = defineQuery({
  name: contract.name,
  contract,
  permission: (actor) => holdsSomewhere(actor, contract.action),
  read: async (context, { caseId }) => {
    const found = await findCase(context, caseId);
    if (!found || !permit(context.actor, contract.action, found.access, context.now)) return undefined;
    const { householdId, version, packVersionId, stage, openedOn, closedOn, today, unfinished } = found;
    const offered = closedOn === null ? offeredMoves(found) : [];
    const moves = offered.map((move) => ({ ...move, closings: [...move.closings], missing: [...move.missing] }));
    return { caseId, householdId, version, packVersionId, stage, openedOn, today, ...unfinished, moves };
  },
  trace: ({ householdId }) => ({ householdId }),
});
