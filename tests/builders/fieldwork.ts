import { randomUUID } from "node:crypto";
import type { ProgrammePack } from "../../src/core/packs/pack.ts";
import { aPack } from "./packFiles.ts";
import {
  addHousehold,
  addPersonWith,
  addTenant,
  addToTeam,
  type Household,
  type Person,
  type Tenant,
  type World,
} from "./world.ts";

/** A family accompanied under the test programme, with its worker and a closed assessment. */
export interface Accompanied {
  readonly tenant: Tenant;
  readonly worker: Person;
  readonly household: Household;
  readonly caseId: string;
  readonly assessmentId: string;
  /** The mother and the child of the household. */
  readonly ana: string;
  readonly teo: string;
}

/** Publishes a programme for a tenant and gives the id of its version. */
export async function addPublishedPack(world: World, tenant: Tenant, pack: ProgrammePack = aPack()): Promise<string> {
  const id = randomUUID();
  await world.owner.query(
    "insert into pack_version (tenant_id, id, pack_id, version, content, content_hash) values ($1,$2,$3,$4,$5,'test')",
    [tenant.id, id, pack.pack.id, id, JSON.stringify(pack)],
  );
  return id;
}

/** Adds somebody who lives in the household since the year began. */
export async function addMemberTo(world: World, household: Household, name: string, role: string): Promise<string> {
  const personId = randomUUID();
  await world.owner.query(
    "insert into person (tenant_id, id, given_names, first_surname, birth_year) values ($1,$2,$3,'Soto',$4)",
    [household.tenantId, personId, name, role === "child" ? 2019 : 1988],
  );
  await world.owner.query(
    `insert into household_member (tenant_id, id, household_id, person_id, role, valid_from) values ($1,$2,$3,$4,$5,'2026-01-01')`,
    [household.tenantId, randomUUID(), household.id, personId, role],
  );
  return personId;
}

/** Opens a case on a household, under a published programme. */
export async function addCase(
  world: World,
  household: Household,
  given: { readonly packVersionId: string; readonly openedOn?: string; readonly stage?: string },
): Promise<string> {
  const caseId = randomUUID();
  const openedOn = given.openedOn ?? "2026-02-01";
  await world.owner.query(
    `insert into case_file (tenant_id, id, household_id, pack_version_id, stage, stage_since, opened_on)
     values ($1,$2,$3,$4,$5,$6,$6)`,
    [household.tenantId, caseId, household.id, given.packVersionId, given.stage ?? "sowing", openedOn],
  );
  return caseId;
}

/** A closed assessment with the programme's own instrument, in which the family marked what matters most. */
export async function addClosedAssessment(
  world: World,
  household: Household,
  given: { readonly caseId: string; readonly by: Person; readonly priorities: readonly string[] },
): Promise<string> {
  const [instrumentVersionId, assessmentId] = [randomUUID(), randomUUID()];
  const definition = aPack().instruments.bancal;
  await world.owner.query(
    `insert into instrument_version (tenant_id, id, instrument_id, version, title, definition, content_hash, origin)
     values ($1,$2,'bancal',$3,'{}',$4,'test','test')`,
    [household.tenantId, instrumentVersionId, instrumentVersionId, JSON.stringify(definition)],
  );
  await world.owner.query(
    `insert into assessment (tenant_id, id, case_id, household_id, instrument_version_id, number, state, priorities,
       opened_by, opened_on, closed_on) values ($1,$2,$3,$4,$5,1,'closed',$6,$7,'2026-02-02','2026-02-03')`,
    [household.tenantId, assessmentId, given.caseId, household.id, instrumentVersionId, given.priorities, given.by.id],
  );
  return assessmentId;
}

/** Everything before the plan: family, worker in its team, case under the test programme, closed assessment. */
export async function accompany(
  world: World,
  changes: {
    readonly tenant?: Tenant;
    readonly worker?: Person;
    readonly pack?: ProgrammePack;
    readonly level?: number;
  } = {},
): Promise<Accompanied> {
  const tenant = changes.tenant ?? (await addTenant(world));
  const worker = changes.worker ?? (await addPersonWith(world, tenant, "family_worker"));
  const level = changes.level ?? 1;
  const household = await addHousehold(world, tenant, { registeredBy: worker, level });
  await addToTeam(world, household, worker);
  const ana = await addMemberTo(world, household, "Ana", "reference");
  const teo = await addMemberTo(world, household, "Teo", "child");
  const packVersionId = await addPublishedPack(world, tenant, changes.pack);
  const caseId = await addCase(world, household, { packVersionId });
  const assessmentId = await addClosedAssessment(world, household, { caseId, by: worker, priorities: ["watering"] });
  return { tenant, worker, household, caseId, assessmentId, ana, teo };
}
