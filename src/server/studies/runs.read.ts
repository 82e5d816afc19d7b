import type pg from "pg";
import type { OutputOf } from "../../contracts/contract.ts";
import type { study } from "../../contracts/studies.ts";

type StudyOutput = OutputOf<typeof study>;

/** When and by whom a plan was registered. */
export async function findFreezing(
  client: pg.ClientBase,
  tenantId: string,
  studyId: string,
): Promise<StudyOutput["frozen"]> {
  const { rows } = await client.query(
    `select study.frozen_at as at, coalesce(person.display_name, '') as by, study.registration_sha256 as sha256
     from study left join user_account person on person.tenant_id = study.tenant_id and person.id = study.frozen_by
     where study.tenant_id = $1 and study.id = $2 and study.registration is not null`,
    [tenantId, studyId],
  );
  return rows[0] ?? null;
}

interface Asked {
  readonly tenantId: string;
  readonly studyId: string;
  readonly language: "es" | "en";
}

/** Computations of a study, newest first. */
export async function findRuns(
  client: pg.ClientBase,
  { tenantId, studyId, language }: Asked,
): Promise<StudyOutput["runs"]> {
  const { rows } = await client.query(
    `select run.id, run.state, run.progress, run.asked_at as "askedAt", run.ended_at as "endedAt",
       run.result_sha256 as "resultSha256", coalesce(run.reason ->> $3, run.reason ->> 'es') as reason
     from study_run run where run.tenant_id = $1 and run.study_id = $2
     order by run.asked_at desc, run.id limit 100`,
    [tenantId, studyId, language],
  );
  return rows;
}

/** What was done otherwise than planned, in order. */
export async function findDeviations(
  client: pg.ClientBase,
  tenantId: string,
  studyId: string,
): Promise<StudyOutput["deviations"]> {
  const { rows } = await client.query(
    `select deviation.noted_at as at, coalesce(person.display_name, '') as by, deviation.what, deviation.why
     from study_deviation deviation
     left join user_account person on person.tenant_id = deviation.tenant_id and person.id = deviation.noted_by
     where deviation.tenant_id = $1 and deviation.study_id = $2 order by deviation.noted_at, deviation.id limit 500`,
    [tenantId, studyId],
  );
  return rows;
}
