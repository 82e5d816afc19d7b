import type { InputOf } from "../../contracts/contract.ts";
import { checkRegistryFile as checkContract, loadRegistryFile as loadContract } from "../../contracts/imports.ts";
import { holdsSomewhere } from "../../core/access/somewhere.ts";
import { getSignedIn } from "../auth/currentPerson.ts";
import { defineEndpoint, type EndpointContext } from "../endpoint.ts";
import { type Answer, answerFailure, generalAnswer } from "../failure.ts";
import { runOperation } from "../operation.ts";
import { applyRegistryImport } from "./applyRegistryImport.ts";
import { checkRegistry } from "./checkRegistry.ts";
import { fileSentence, type RegistryFile, readRegistryFile } from "./readFile.ts";

type Sent = Pick<InputOf<typeof checkContract>, "fileName" | "content" | "mapping">;

/** Findings of each kind a browser is sent. */
const mostOfEach = 200;

/** Takes the file out of a request of somebody who may load lists at all, and goes on with its rows. */
async function withFile(
  context: EndpointContext,
  sent: Sent,
  go: (file: RegistryFile) => Promise<Answer>,
): Promise<Answer> {
  const { language } = context;
  if (!holdsSomewhere(getSignedIn(context).actor, "import.registry")) return generalAnswer("forbidden", language);
  const bytes = Buffer.from(sent.content, "base64");
  const file = await readRegistryFile(sent.fileName, bytes, sent.mapping ?? {});
  if (file.ok) return go(file.value);
  const why = fileSentence(file.failure, language);
  return answerFailure(Object.assign({ code: "file_not_readable" }, { why }), checkContract.failures, language);
}

export const checkRegistryFile = defineEndpoint({
  name: checkContract.name,
  contract: checkContract,
  handle: (context, input) =>
    withFile(context, input, (file) => {
      const { mapping = {}, leaveOutDuplicates } = input;
      const options = { mapping, leaveOutDuplicates, mostOfEach };
      return checkRegistry(context.surroundings, getSignedIn(context), file, options);
    }),
});

export const loadRegistryFile = defineEndpoint({
  name: loadContract.name,
  contract: loadContract,
  handle: (context, input) =>
    withFile(context, input, async ({ fileHash, rows }) => {
      const { operationId, claimedAt, batchId, confirmed, leaveOutDuplicates, fileName, mapping = {} } = input;
      if (fileHash !== input.fileHash) {
        const changed = { code: "changed_since_check", families: 0, people: 0 };
        return answerFailure(changed, loadContract.failures, context.language);
      }
      const wanted = { batchId, confirmed, leaveOutDuplicates, fileName, fileHash, mapping, rows };
      const envelope = { operationId, claimedAt, device: "web", input: wanted };
      return runOperation(context.surroundings, {
        operation: applyRegistryImport,
        signedIn: getSignedIn(context),
        envelope,
      });
    }),
});
