import { studyProtocolFile as contract } from "../../contracts/studyFiles.ts";
import { permit } from "../../core/access/policy.ts";
import { columnName } from "../../core/studies/recordColumns.ts";
import { inTransaction, Rollback } from "../database/transaction.ts";
import { defineEndpoint } from "../endpoint.ts";
import { type Answer, answerFailure, generalAnswer } from "../failure.ts";
import { findStudy } from "./studies.data.ts";

export const studyProtocolFile = defineEndpoint({
  name: contract.name,
  contract,
  handle: async ({ surroundings, signedIn, language }, { studyId }) => {
    if (!signedIn) return generalAnswer("forbidden", language);
    const { actor } = signedIn;
    const now = surroundings.clock().toISOString();
    return inTransaction<Answer>(surroundings.pool, actor, async ({ client }) => {
      const refuse = (code: "study_not_found" | "not_frozen") =>
        new Rollback<Answer>(answerFailure({ code }, contract.failures, language));
      const study = await findStudy({ client, actor }, studyId);
      if (!study || !permit(actor, "study.read", study.access, now)) throw refuse("study_not_found");
      const { registration, registrationSha256 } = study;
      if (registration === null || registrationSha256 === null) throw refuse("not_frozen");
      const fileName = `protocolo-${columnName(study.title).toLowerCase().replaceAll("_", "-")}.json`;
      return { status: 200, body: { fileName, content: registration, sha256: registrationSha256 } };
    });
  },
});
