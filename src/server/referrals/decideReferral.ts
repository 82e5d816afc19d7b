import { decideReferral as contract } from "../../contracts/referrals.ts";
import { decideReferral as decide } from "../../core/referrals/decision.ts";
import { defineOperation } from "../operation.ts";
import { findReferral, saveDecision } from "./referrals.data.ts";

export const decideReferral = defineOperation({
  name: contract.name,
  contract,
  load: (context, input) => findReferral(context, input.referralId),
  permission: (state) => state.access,
  decide: (state, input) => decide(state, input),
  save: async (context, decision, { referralId, baseVersion }) => {
    await saveDecision(context, referralId, { version: baseVersion, decision });
    const version = baseVersion + 1;
    return {
      output: { id: referralId, version, state: decision.state },
      stream: { kind: "referral", id: referralId, version },
    };
  },
});
