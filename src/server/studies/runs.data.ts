import type pg from "pg";
import type { Actor } from "../../core/access/policy.ts";
import type { StudyCosts, StudyProtocol } from "../../core/studies/protocol.ts";
import type { RunState } from "../../core/studies/words.ts";
import type { Words } from "../../core/words.ts";
import type { Computation } from "./compute.ts";
import { registrationIn } from "./registration.ts";
import { findContent } from "./snapshots.data.ts";
import { findStudy, type LoadedStudy } from "./studies.data.ts";

interface Context {
  readonly client: pg.ClientBase;
  readonly actor: Actor;
}

/** A computation with the study it belongs to. */
export interface LoadedRun {
  readonly id: string;
  readonly state: RunState;
  readonly costs: StudyCosts | null;
  readonly data: Buffer | null;
  readonly resultSha256: string | null;
  readonly study: LoadedStudy;
  readonly access: LoadedStudy["access"];
}

/** A computation; undefined when the person does not see its study. */
export async function findRun({ client, actor }: Context, runId: string): Promise<LoadedRun | undefined> {
  const { rows } = await client.query(
    `select run.id, run.study_id as "studyId", run.state, run.costs, run.data, run.result_sha256 as "resultSha256"
     from study_run run where run.tenant_id = $1 and run.id = $2`,
    [actor.tenantId, runId],
  );
  const [row] = rows;
  const study = row && (await findStudy({ client: client as pg.PoolClient, actor }, row.studyId));
  if (!study) return undefined;
  const { id, state, costs, data, resultSha256 } = row;
  return { id, state, costs, data, resultSha256, study, access: study.access };
}

/** The plan a run is computed by: the registered one, with money that was decided on later where the plan had none. */
export function protocolOf({ study, costs }: Pick<LoadedRun, "study" | "costs">): StudyProtocol {
  if (study.registration === null) throw new Error("a run belongs to a registered plan");
  const { protocol } = registrationIn(study.registration);
  return { ...protocol, costs: protocol.costs ?? costs };
}

/** What a run is computed from, again or for the first time; undefined when its rows are gone. */
export async function computationOf(
  { client, actor }: Context,
  run: Pick<LoadedRun, "study" | "costs" | "data">,
): Promise<Computation | undefined> {
  const { snapshot } = run.study;
  const bytes = run.data ?? (snapshot ? await findContent(client, actor.tenantId, snapshot.id) : undefined);
  return bytes && { protocol: protocolOf(run), bytes };
}

/** Ends a run that still waits or runs; false when it ended otherwise before. */
export async function endRun(
  client: pg.ClientBase,
  { tenantId, runId }: { readonly tenantId: string; readonly runId: string },
  ending: {
    readonly state: "refused" | "failed" | "cancelled" | "waiting";
    readonly reason?: Words;
  },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update study_run set state = $3, reason = $4, beat_at = null,
       ended_at = case when $3 = 'waiting' then null else clock_timestamp() end
     where tenant_id = $1 and id = $2 and state in ('waiting', 'running')`,
    [tenantId, runId, ending.state, ending.reason ? JSON.stringify(ending.reason) : null],
  );
  return rowCount === 1;
}
