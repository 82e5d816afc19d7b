import { randomUUID } from "node:crypto";
import { addCase, addMemberTo } from "./fieldwork.ts";
import { aPack } from "./packFiles.ts";
import { addHousehold, type Household, type Person, type Tenant, type World } from "./world.ts";

interface Assessed {
  readonly worker: Person;
  readonly packVersionId: string;
  readonly territoryId: string;
  readonly name: string;
  /** Whether the family agreed to take part in evaluations. */
  readonly agreed: boolean | "withdrawn";
  /** The family's own score of the soil ten days after entering, and ninety days after. */
  readonly first: number;
  readonly later: number;
}

async function instrumentOf(world: World, tenant: Tenant): Promise<string> {
  const known = await world.owner.query("select id from instrument_version where tenant_id = $1", [tenant.id]);
  if (known.rows[0]) return known.rows[0].id;
  const id = randomUUID();
  await world.owner.query(
    `insert into instrument_version (tenant_id, id, instrument_id, version, title, definition, content_hash, origin)
     values ($1,$2,'bancal','1','{}',$3,'test','test')`,
    [tenant.id, id, JSON.stringify(aPack().instruments.bancal)],
  );
  return id;
}

async function addScore(
  world: World,
  { tenantId, id: householdId }: Household,
  given: { caseId: string; instrument: string; by: Person; on: string; score: number },
): Promise<void> {
  const id = randomUUID();
  await world.owner.query(
    `insert into assessment (tenant_id, id, case_id, household_id, instrument_version_id, number, state, opened_by, opened_on, closed_on)
     values ($1,$2,$3,$4,$5,1,'closed',$6,$7,$7)`,
    [tenantId, id, given.caseId, householdId, given.instrument, given.by.id, given.on],
  );
  for (const [rater, score] of [
    ["family", given.score],
    ["team", 99],
  ]) {
    await world.owner.query(
      `insert into assessment_score (tenant_id, assessment_id, household_id, rater, dimension, score, answered, expected)
       values ($1,$2,$3,$4,'soil',$5,1,1)`,
      [tenantId, id, householdId, rater, score],
    );
  }
}

/** A family that entered on 1 February 2026, with its consent and two assessments. */
export async function addAssessed(world: World, tenant: Tenant, given: Assessed): Promise<Household> {
  const { worker, territoryId, name, packVersionId, agreed } = given;
  const household = await addHousehold(world, tenant, { registeredBy: worker, territoryId, name });
  const personId = await addMemberTo(world, household, "Ana", "reference");
  await addMemberTo(world, household, "Teo", "child");
  const caseId = await addCase(world, household, { packVersionId, openedOn: "2026-02-01" });
  if (agreed !== false) {
    await world.owner.query(
      `insert into consent (tenant_id, id, household_id, person_id, purpose, manner, given_on, withdrawn_on, recorded_by)
       values ($1,$2,$3,$4,'evaluation','signed','2026-02-01',$5,$6)`,
      [tenant.id, randomUUID(), household.id, personId, agreed === "withdrawn" ? "2026-03-01" : null, worker.id],
    );
  }
  const shared = { caseId, instrument: await instrumentOf(world, tenant), by: worker };
  await addScore(world, household, { ...shared, on: "2026-02-11", score: given.first });
  await addScore(world, household, { ...shared, on: "2026-05-02", score: given.later });
  return household;
}
