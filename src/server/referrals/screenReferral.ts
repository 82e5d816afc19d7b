import { screenReferral as contract } from "../../contracts/referrals.ts";
import { screenReferral as decide } from "../../core/referrals/referral.ts";
import { defineOperation } from "../operation.ts";
import { findReferral, saveScreening } from "./referrals.data.ts";

export const screenReferral = defineOperation({
  name: contract.name,
  contract,
  load: (context, input) => findReferral(context, input.referralId),
  permission: (state) => state.access,
  decide: (state, input, actor) => decide(state, input, actor.today),
  save: async (context, screened, { referralId, baseVersion }) => {
    await saveScreening(context, referralId, { ...screened, version: baseVersion });
    const version = baseVersion + 1;
    return {
      output: { id: referralId, version, state: screened.state },
      stream: { kind: "referral", id: referralId, version },
    };
  },
});
