import { replayStudyRun as contract } from "../../contracts/studyRuns.ts";
import { accepted, refused } from "../../core/result.ts";
import { defineOperation } from "../operation.ts";
import { computeApart } from "./engine.ts";
import { computationOf, findRun } from "./runs.data.ts";

const following = { onShare: () => undefined, signal: new AbortController().signal };

export const replayStudyRun = defineOperation({
  name: contract.name,
  contract,
  load: async (context, { runId }) => {
    const run = await findRun(context, runId);
    if (!run) return undefined;
    const { resultSha256, access } = run;
    return { resultSha256, access, computation: resultSha256 ? await computationOf(context, run) : undefined };
  },
  permission: ({ access }) => access,
  decide: ({ resultSha256, computation }) =>
    resultSha256 && computation ? accepted({ resultSha256, computation }) : refused({ code: "no_result" }),
  save: async (_, { resultSha256, computation }, { runId }) => {
    const again = await computeApart(computation, following);
    const replayedSha256 = again.kind === "done" ? again.sha256 : "0".repeat(64);
    return {
      output: { identical: replayedSha256 === resultSha256, resultSha256, replayedSha256 },
      stream: { kind: "study_run", id: runId, version: 1 },
    };
  },
});
