import type { OutputOf } from "../../contracts/contract.ts";
import type { studyResult } from "../../contracts/studyRuns.ts";
import { permit } from "../../core/access/policy.ts";
import type { QueryContext } from "../query.ts";
import type { Findings } from "./compute.ts";
import { registrationIn } from "./registration.ts";
import { findDeviations, findFreezing, findRuns } from "./runs.read.ts";
import { findStudy } from "./studies.data.ts";

type ResultOutput = OutputOf<typeof studyResult>;

async function findFindings({ client, actor }: QueryContext, runId: string): Promise<Findings | undefined> {
  const { rows } = await client.query("select result from study_run where tenant_id = $1 and id = $2", [
    actor.tenantId,
    runId,
  ]);
  const text = rows[0]?.result as string | null | undefined;
  return text ? (JSON.parse(text) as Findings) : undefined;
}

/** What a study found: the run asked for, else the newest with a result, else the newest. */
export async function readStudyResult(
  context: QueryContext,
  { studyId, runId }: { readonly studyId: string; readonly runId?: string },
): Promise<ResultOutput | undefined> {
  const { client, actor, now, signedIn } = context;
  const study = await findStudy(context, studyId);
  if (!study || study.registration === null || !permit(actor, "study.read", study.access, now)) return undefined;
  const { tenantId } = actor;
  const runs = await findRuns(client, { tenantId, studyId, language: signedIn.language });
  const wanted = runs.find(({ id }) => id === runId);
  const run = runId === undefined ? (runs.find(({ state }) => state === "done") ?? runs[0]) : wanted;
  const frozen = await findFreezing(client, tenantId, studyId);
  if (!run || !frozen) return undefined;
  const findings = await findFindings(context, run.id);
  const { protocol } = registrationIn(study.registration);
  const place = await client.query("select name from territory where tenant_id = $1 and id = $2", [
    tenantId,
    study.territoryId,
  ]);
  return {
    title: study.title,
    question: protocol.question,
    place: place.rows[0]?.name ?? "",
    frozen,
    run,
    result: (findings?.result ?? null) as ResultOutput["result"],
    cost: (findings?.cost ?? null) as ResultOutput["cost"],
    costPlanned: protocol.costs !== null,
    deviations: await findDeviations(client, tenantId, studyId),
  };
}
