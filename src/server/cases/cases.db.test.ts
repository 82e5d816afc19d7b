import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Caller, signInAs } from "../../../tests/builders/caller.ts";
import { type Accompanied, accompany } from "../../../tests/builders/fieldwork.ts";
import { aPack } from "../../../tests/builders/packFiles.ts";
import {
  addPersonWith,
  addTenant,
  openWorld,
  type Person,
  type Tenant,
  type World,
} from "../../../tests/builders/world.ts";
import { assignTeam, caseMoves, closeCase, moveStage } from "../../contracts/cases.ts";
import { householdFile } from "../../contracts/families.ts";
import { buildApp } from "../app.ts";

let world: World;
let app: FastifyInstance;
let tenant: Tenant;
let workerPerson: Person;
let worker: Caller;
let supervisor: Caller;

beforeAll(async () => {
  world = await openWorld();
  app = await buildApp(world.surroundings);
  tenant = await addTenant(world);
  workerPerson = await addPersonWith(world, tenant, "family_worker");
  worker = await signInAs(app, world, workerPerson);
  supervisor = await signInAs(app, world, await addPersonWith(world, tenant, "supervisor"));
});
afterAll(async () => {
  await app.close();
  await world.close();
});

/** A family with an agreed plan, which is all the first step of the test programme asks for. */
async function readyToGrow(): Promise<Accompanied> {
  const accompanied = await accompany(world, { tenant, worker: workerPerson });
  await world.owner.query(
    `insert into plan (tenant_id, id, case_id, household_id, state, agreement_kind, agreed_on)
     values ($1,$2,$3,$4,'agreed','muddy_handshake','2026-02-10')`,
    [tenant.id, randomUUID(), accompanied.caseId, accompanied.household.id],
  );
  return accompanied;
}

const clocksOf = async (caseId: string) => {
  const { rows } = await world.owner.query(
    "select deadline_id as id, state from deadline where case_id = $1 order by deadline_id, state",
    [caseId],
  );
  return rows.map(({ id, state }) => `${id} ${state}`);
};

describe("stages", () => {
  test("move by the programme's table, which starts its clocks and keeps the step in the history", async () => {
    const { caseId, household } = await readyToGrow();
    const moved = await worker.operate(moveStage, { caseId, baseVersion: 1, to: "growing", reason: "Ya brotan." });
    expect(moved.json()).toEqual({ id: caseId, version: 2, stage: "growing" });
    expect(await clocksOf(caseId)).toEqual(["first_watering running", "weeding_review running"]);
    const file = (await worker.ask(householdFile, { householdId: household.id })).json();
    expect(file.case).toMatchObject({ stage: "growing", version: 2 });
    expect(file.timeline).toContainEqual(
      expect.objectContaining({ kind: "stage_changed", what: "growing", words: "Ya brotan." }),
    );
    const stale = await worker.operate(moveStage, { caseId, baseVersion: 1, to: "resting", reason: "llueve" });
    expect(stale.json().error).toMatchObject({
      code: "stale",
      conflict: [{ field: "stage", yours: "resting", theirs: "growing" }],
    });
  });

  test("are offered with what is still missing, to the roles the table names", async () => {
    const { caseId } = await accompany(world, { tenant, worker: workerPerson });
    const offered = (await worker.ask(caseMoves, { caseId })).json();
    expect(offered.moves[0]).toMatchObject({
      to: "growing",
      missing: [
        { kind: "guard", of: "assessment('bancal').times >= 1 and plan.agreed" },
        { kind: "agreement", of: "muddy_handshake" },
      ],
    });
    const forSupervisor = (await supervisor.ask(caseMoves, { caseId })).json();
    expect(forSupervisor.moves.map(({ to }: { to: string }) => to)).toEqual(["compost"]);
  });
});

describe("closing", () => {
  const closing = { to: "compost", closing: "moved_house", closedOn: "2026-03-01", words: "Se mudan al sur." };

  test("keeps reason and result, and stops every clock", async () => {
    const { caseId, household } = await readyToGrow();
    await world.owner.query(
      `insert into deadline (tenant_id, id, case_id, household_id, deadline_id, started_on, due_on)
       values ($1,$2,$3,$4,'weeding_review','2026-02-01','2026-05-01')`,
      [tenant.id, randomUUID(), caseId, household.id],
    );
    const closed = await worker.operate(closeCase, { caseId, baseVersion: 1, ...closing });
    expect(closed.json()).toEqual({ id: caseId, version: 2, stage: "compost" });
    expect(await clocksOf(caseId)).toEqual(["weeding_review stopped"]);
    const file = (await worker.ask(householdFile, { householdId: household.id })).json();
    expect(file.case).toMatchObject({
      closedOn: "2026-03-01",
      closingReason: "moved_house",
      result: "Se mudan al sur.",
    });
    const again = await worker.operate(closeCase, { caseId, baseVersion: 2, ...closing });
    expect(again.json().error.code).toBe("case_closed");
  });

  test("is refused while the programme's table still asks for something", async () => {
    const { caseId } = await readyToGrow();
    await worker.operate(moveStage, { caseId, baseVersion: 1, to: "growing", reason: "" });
    const harvest = { ...closing, to: "harvest", closing: "tomatoes" };
    const refused = await supervisor.operate(closeCase, { caseId, baseVersion: 2, ...harvest });
    expect(refused.statusCode).toBe(422);
    expect(refused.json().error.code).toBe("guard_not_met");
  });

  test("follows the sheet of the territory where the family lives", async () => {
    const pack = aPack();
    const { rows } = await world.owner.query("select code from territory where id = $1", [tenant.north]);
    const key = `test:${rows[0].code}`;
    const local = { id: "flood", result: "other", stages: ["compost"], source: "garden-rules" } as const;
    const overlay = {
      ...Object.values(pack.overlays)[0],
      closings: [local],
      deadlines: [],
      bodies: [],
      documents: [],
      deciders: [],
    };
    const withSheet = { ...pack, overlays: { [key]: overlay } } as typeof pack;
    const { caseId } = await accompany(world, { tenant, worker: workerPerson, pack: withSheet });
    const offered = (await worker.ask(caseMoves, { caseId })).json();
    const compost = offered.moves.find(({ to }: { to: string }) => to === "compost");
    expect(compost.closings).toContain("flood");
  });
});

describe("the team", () => {
  test("grows by colleagues who work where the family lives", async () => {
    const { household } = await accompany(world, { tenant, worker: workerPerson });
    const stranger = await addPersonWith(world, await addTenant(world), "family_worker");
    const colleague = await addPersonWith(world, tenant, "family_worker");
    const entrust = (userId: string) =>
      supervisor.operate(assignTeam, {
        id: randomUUID(),
        householdId: household.id,
        userId,
        role: "member",
        from: "2026-02-01",
      });
    expect((await entrust(stranger.id)).json().error.code).toBe("unknown_colleague");
    const before = await signInAs(app, world, colleague);
    expect((await before.ask(householdFile, { householdId: household.id })).statusCode).toBe(404);
    expect((await entrust(colleague.id)).statusCode).toBe(200);
    expect((await before.ask(householdFile, { householdId: household.id })).statusCode).toBe(200);
    expect((await entrust(colleague.id)).json().error.code).toBe("already_in_team");
  });
});
