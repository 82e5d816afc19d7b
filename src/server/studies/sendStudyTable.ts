import { sendStudyTable as contract } from "../../contracts/studyFiles.ts";
import { inTransaction, Rollback } from "../database/transaction.ts";
import { defineEndpoint } from "../endpoint.ts";
import { type Answer, answerFailure, generalAnswer } from "../failure.ts";
import { newId } from "../ids.ts";
import { receiveTable } from "./receiveTable.ts";

export const sendStudyTable = defineEndpoint({
  name: contract.name,
  contract,
  handle: async ({ surroundings, signedIn, language }, { content, ...sent }) => {
    if (!signedIn) return generalAnswer("forbidden", language);
    const { actor } = signedIn;
    const { pool, clock, sealingKey } = surroundings;
    const bytes = Buffer.from(content, "base64");
    return inTransaction<Answer>(pool, actor, async (transaction) => {
      const context = { ...transaction, actor, now: clock().toISOString(), operationId: newId(), sealingKey };
      const received = await receiveTable(context, { ...sent, bytes });
      if (received.ok) return { status: 200, body: received.value };
      const { failure } = received;
      const told = failure.code === "bad_table" ? { ...failure, reason: failure.reason[language] } : failure;
      throw new Rollback<Answer>(answerFailure(told, contract.failures, language));
    });
  },
});
