import { studyReport as contract } from "../../contracts/studyFiles.ts";
import { permit } from "../../core/access/policy.ts";
import type { SignedIn } from "../actor.ts";
import { inTransaction } from "../database/transaction.ts";
import { defineEndpoint } from "../endpoint.ts";
import { type Answer, answerFailure, generalAnswer } from "../failure.ts";
import type { Surroundings } from "../surroundings.ts";
import type { ToldStudy } from "./reportContent.ts";
import { readStudyResult } from "./result.read.ts";
import { findStudy } from "./studies.data.ts";

/** What is told of the newest result; null of a study without one, undefined of a study that this person does not see. */
function findTold(
  { pool, clock, sealingKey }: Surroundings,
  signedIn: SignedIn,
  studyId: string,
): Promise<ToldStudy | null | undefined> {
  const { actor } = signedIn;
  return inTransaction(pool, actor, async (transaction) => {
    const context = { ...transaction, actor, now: clock().toISOString(), signedIn, sealingKey };
    const told = await readStudyResult(context, { studyId });
    if (told) return told.result ? (told as ToldStudy) : null;
    const study = await findStudy(context, studyId);
    return study && permit(actor, "study.read", study.access, context.now) ? null : undefined;
  });
}

function fileNameOf(title: string): string {
  const word = title
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .toLowerCase()
    .slice(0, 60);
  return `informe-${word || "estudio"}.pdf`;
}

export const studyReport = defineEndpoint({
  name: contract.name,
  contract,
  handle: async ({ surroundings, signedIn, language }, { studyId, language: asked }): Promise<Answer> => {
    if (!signedIn) return generalAnswer("forbidden", language);
    const refuse = (code: keyof typeof contract.failures) => answerFailure({ code }, contract.failures, language);
    const told = await findTold(surroundings, signedIn, studyId);
    if (told === undefined) return refuse("study_not_found");
    if (told === null) return refuse("no_result");
    // Typesetter and template are read when the first report is asked for, not when the server starts.
    const [{ makeReport }, { reportContent }] = await Promise.all([
      import("../reports/makeReport.ts"),
      import("./reportContent.ts"),
    ]);
    const content = reportContent(told, { language: asked ?? language, timeZone: signedIn.timeZone });
    const made = await makeReport(content);
    if (made.ok) {
      return {
        status: 200,
        body: { fileName: fileNameOf(told.title), content: Buffer.from(made.value).toString("base64") },
      };
    }
    if (made.failure.code === "no_typesetter") return refuse("no_typesetter");
    throw new Error(`the report of study ${studyId} was refused: ${made.failure.problem}`);
  },
});
