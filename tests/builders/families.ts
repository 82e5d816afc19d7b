import { randomUUID } from "node:crypto";
import type { Household, Person, World } from "./world.ts";

/** A case under a programme without content, and an assessment the family is answering. */
export interface OpenAssessment {
  readonly caseId: string;
  readonly assessmentId: string;
}

async function addPack(world: World, tenantId: string): Promise<string> {
  const id = randomUUID();
  await world.owner.query(
    `insert into pack_version (tenant_id, id, pack_id, version, content, content_hash) values ($1,$2,$3,'1','{}','none')`,
    [tenantId, id, `pack-${id.slice(0, 8)}`],
  );
  return id;
}

async function addInstrument(world: World, tenantId: string): Promise<string> {
  const id = randomUUID();
  await world.owner.query(
    `insert into instrument_version (tenant_id, id, instrument_id, version, title, definition, content_hash, origin)
     values ($1,$2,$3,'1','{}','{}','none','test')`,
    [tenantId, id, `instrument-${id.slice(0, 8)}`],
  );
  return id;
}

/** Opens a case and an assessment in it. */
export async function addAssessment(
  world: World,
  household: Household,
  openedBy: Person,
  state = "family_answering",
): Promise<OpenAssessment> {
  const { tenantId, id: householdId } = household;
  const caseId = randomUUID();
  const assessmentId = randomUUID();
  await world.owner.query(
    `insert into case_file (tenant_id, id, household_id, pack_version_id, stage, stage_since, opened_on)
     values ($1,$2,$3,$4,'start','2026-02-01','2026-02-01')`,
    [tenantId, caseId, householdId, await addPack(world, tenantId)],
  );
  await world.owner.query(
    `insert into assessment (tenant_id, id, case_id, household_id, instrument_version_id, number, state, opened_by, opened_on)
     values ($1,$2,$3,$4,$5,1,$6,$7,'2026-02-02')`,
    [tenantId, assessmentId, caseId, householdId, await addInstrument(world, tenantId), state, openedBy.id],
  );
  return { caseId, assessmentId };
}
