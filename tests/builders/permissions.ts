import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { expect } from "vitest";
import type { OperationContract } from "../../src/contracts/contract.ts";
import type { Role } from "../../src/core/access/policy.ts";
import { buildApp } from "../../src/server/app.ts";
import { type Caller, signInAs } from "./caller.ts";
import { addPublishedPack } from "./fieldwork.ts";
import {
  addHousehold,
  addPerson,
  addTenant,
  addToTeam,
  grant,
  type Household,
  openWorld,
  type Person,
  type Tenant,
  type World,
} from "./world.ts";

/** Who stands in which relation to a family of the northern quarter. */
export const RELATIONS = {
  worker_of_team: { role: "family_worker", place: "municipality", team: true },
  worker_not_of_team: { role: "family_worker", place: "municipality" },
  worker_of_another_place: { role: "family_worker", place: "south", team: true },
  worker_excluded: { role: "family_worker", place: "municipality", team: true, excluded: true },
  peer_of_team: { role: "peer_partner", place: "municipality", team: true },
  supervisor: { role: "supervisor", place: "municipality" },
  supervisor_of_another_place: { role: "supervisor", place: "south" },
  director: { role: "programme_director", place: "municipality" },
  authority: { role: "protection_authority", place: "municipality" },
  administrator: { role: "administrator", place: "municipality" },
  auditor: { role: "auditor", place: "municipality" },
  evaluator: { role: "evaluator", place: "municipality" },
} as const satisfies Record<
  string,
  { role: Role; place: "municipality" | "north" | "south"; team?: boolean; excluded?: boolean }
>;
export type Relation = keyof typeof RELATIONS | "worker_of_another_tenant";

/** A tenant with a programme and somebody in each relation to its families. */
export interface PermissionWorld {
  readonly world: World;
  readonly app: FastifyInstance;
  readonly tenant: Tenant;
  readonly packVersionId: string;
  readonly people: Readonly<Record<Relation, { readonly person: Person; readonly caller: Caller }>>;
  /** A new family of the northern quarter to which everybody stands in their relation. */
  readonly family: () => Promise<Household>;
  readonly close: () => Promise<void>;
}

async function personAs(world: World, tenant: Tenant, role: Role, territoryId: string): Promise<Person> {
  const person = await addPerson(world, tenant, { displayName: role });
  await grant(world, person, { role, territoryId });
  return person;
}

/** Opens the world; call `close` in `afterAll`. */
export async function openPermissionWorld(): Promise<PermissionWorld> {
  const world = await openWorld();
  const app = await buildApp(world.surroundings);
  const tenant = await addTenant(world);
  const other = await addTenant(world);
  const people: Partial<Record<Relation, { person: Person; caller: Caller }>> = {};
  for (const [relation, { role, place }] of Object.entries(RELATIONS)) {
    const person = await personAs(world, tenant, role, tenant[place]);
    people[relation as Relation] = { person, caller: await signInAs(app, world, person) };
  }
  const stranger = await personAs(world, other, "family_worker", other.region);
  people.worker_of_another_tenant = { person: stranger, caller: await signInAs(app, world, stranger) };
  const complete = people as PermissionWorld["people"];
  return {
    world,
    app,
    tenant,
    packVersionId: await addPublishedPack(world, tenant),
    people: complete,
    family: () => addFamilyFor(world, tenant, complete),
    close: async () => {
      await app.close();
      await world.close();
    },
  };
}

async function addFamilyFor(world: World, tenant: Tenant, people: PermissionWorld["people"]): Promise<Household> {
  const household = await addHousehold(world, tenant, { registeredBy: people.supervisor.person });
  for (const [relation, { team, excluded }] of Object.entries(RELATIONS) as [
    keyof typeof RELATIONS,
    { team?: boolean; excluded?: boolean },
  ][]) {
    const { person } = people[relation];
    if (team) await addToTeam(world, household, person);
    if (excluded) {
      await world.owner.query(
        `insert into exclusion (tenant_id, id, household_id, user_id, reason, valid_from)
         values ($1,$2,$3,$4,'es su hermana','2026-01-01')`,
        [tenant.id, randomUUID(), household.id, person.id],
      );
    }
  }
  return household;
}

/**
 * Sends the operation as everybody, each on input of their own, and compares who was let through with `allowed`.
 * Whoever is not is told 403 where the record is in sight and 404 where it is not, and nothing else.
 */
export async function expectAllowed(
  { people }: PermissionWorld,
  contract: OperationContract,
  expected: { readonly allowed: readonly Relation[]; readonly input: () => Promise<unknown> | unknown },
): Promise<void> {
  const answers: Record<string, number> = {};
  for (const [relation, { caller }] of Object.entries(people)) {
    const response = await caller.operate(contract, await expected.input());
    answers[relation] = response.statusCode;
  }
  const outcome = Object.fromEntries(
    Object.entries(answers).map(([relation, status]) => [
      relation,
      status === 200 ? "allowed" : status === 403 || status === 404 ? "refused" : `status ${status}`,
    ]),
  );
  const wanted = Object.fromEntries(
    Object.keys(people).map((relation) => [
      relation,
      expected.allowed.includes(relation as Relation) ? "allowed" : "refused",
    ]),
  );
  expect(outcome).toEqual(wanted);
}
