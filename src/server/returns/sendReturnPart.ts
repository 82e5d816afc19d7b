import { sendReturnPart as contract } from "../../contracts/returns.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { defineEndpoint } from "../endpoint.ts";
import { answerFailure, generalAnswer } from "../failure.ts";
import { takePart } from "./uploads.ts";

export const sendReturnPart = defineEndpoint({
  name: contract.name,
  contract,
  handle: async ({ signedIn, language }, { content, ...part }) => {
    if (!signedIn || !holdsSomewhere(signedIn.actor, "care.import")) return generalAnswer("forbidden", language);
    const taken = await takePart(signedIn.actor, { ...part, bytes: Buffer.from(content, "base64") });
    if (!taken.ok) return answerFailure(taken.failure, contract.failures, language);
    return { status: 200, body: { received: taken.value } };
  },
});
