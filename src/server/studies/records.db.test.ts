import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addAssessed } from "../../../tests/builders/assessedFamilies.ts";
import type { Caller } from "../../../tests/builders/caller.ts";
import { addPublishedPack } from "../../../tests/builders/fieldwork.ts";
import { aPack } from "../../../tests/builders/packFiles.ts";
import { anEvaluator, aStudy, freeze, run, see, write } from "../../../tests/builders/studies.ts";
import {
  addHousehold,
  addPersonWith,
  addTenant,
  openWorld,
  type Person,
  type Tenant,
} from "../../../tests/builders/world.ts";
import { drawStudyAllocation, takeStudySnapshot } from "../../contracts/studies.ts";
import { studyResult } from "../../contracts/studyRuns.ts";
import { buildApp } from "../app.ts";

const world = await openWorld();
const app = await buildApp(world.surroundings);
let tenant: Tenant;
let worker: Person;
let evaluator: { readonly person: Person; readonly caller: Caller };
let packVersionId: string;

beforeAll(async () => {
  tenant = await addTenant(world);
  worker = await addPersonWith(world, tenant, "family_worker");
  evaluator = await anEvaluator(app, world, tenant);
  const pack = aPack();
  const purposes = [...pack.pack.purposes, { ...pack.pack.purposes[0], id: "evaluation", consent: true }];
  packVersionId = await addPublishedPack(world, tenant, {
    ...pack,
    pack: { ...pack.pack, purposes: purposes as never },
  });
  for (let family = 0; family < 24; family++) {
    await addAssessed(world, tenant, {
      ...{ worker, packVersionId, agreed: true, first: 2 + (family % 3), later: 3 + (family % 3) },
      territoryId: family % 2 ? tenant.north : tenant.south,
      name: "Familia Prado Secreto",
    });
  }
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const population = (arms: object = { by: "draw" }) => ({
  task: "population" as const,
  content: {
    from: "records" as const,
    packId: "huerto-de-prueba",
    territoryIds: [],
    ...{ enteredFrom: "2026-01-01", enteredTo: "2026-06-30", instrumentId: "bancal" },
    ...{ firstWithinDays: 30, laterFromDays: 60, laterToDays: 200 },
    arms: arms as { by: "draw" },
  },
});

async function gather(studyId: string, caller = evaluator.caller) {
  const { version } = await see(caller, studyId);
  return caller.operate(takeStudySnapshot, { studyId, baseVersion: version });
}

async function contentOf(studyId: string): Promise<string> {
  const { rows } = await world.owner.query(
    "select content from study_snapshot where study_id = $1 and content is not null",
    [studyId],
  );
  return rows[0].content.toString();
}

async function aGathered(arms?: object): Promise<string> {
  const studyId = await aStudy(evaluator.caller, tenant.municipality);
  expect((await write(evaluator.caller, studyId, population(arms))).statusCode).toBe(200);
  const answer = await gather(studyId);
  expect(answer.statusCode, answer.body).toBe(200);
  return studyId;
}

describe("rows gathered from the records", () => {
  it("are those of families that entered, without name, code or day of any of them", async () => {
    const studyId = await aGathered();
    const { data } = await see(evaluator.caller, studyId);
    expect(data?.rows).toBe(24);
    const content = await contentOf(studyId);
    expect(content.split("\n")[0]).toBe(
      "unit,place,entry_day,referred_by,members,children,youngest_age,first_soil,first_water,first_company",
    );
    const { rows } = await world.owner.query(
      "select id, code, name from household where tenant_id = $1 union select id, stage, stage from case_file where tenant_id = $1",
      [tenant.id],
    );
    for (const { id, code, name } of rows) for (const secret of [id, code, name]) expect(content).not.toContain(secret);
    expect(content).not.toMatch(/\d{4}-\d{2}-\d{2}/);
  });

  it("go under other pseudonyms in every study, and the same ones when gathered again", async () => {
    const [one, other] = [await aGathered(), await aGathered()];
    const units = (content: string) =>
      content
        .trim()
        .split("\n")
        .slice(1)
        .map((row) => row.split(",")[0]);
    const first = units(await contentOf(one));
    const elsewhere = new Set(units(await contentOf(other)));
    expect(first.filter((unit) => elsewhere.has(unit))).toEqual([]);
    await gather(one);
    expect(units(await contentOf(one))).toEqual(first);
  });

  it("leave out who has not agreed to evaluations, who took it back, and who the evaluator must not see", async () => {
    const there = await addTenant(world);
    const person = await addPersonWith(world, there, "family_worker");
    const pack = aPack();
    const purposes = [{ ...pack.pack.purposes[0], id: "evaluation", consent: true }] as never;
    const version = await addPublishedPack(world, there, { ...pack, pack: { ...pack.pack, purposes } });
    const { caller, person: asker } = await anEvaluator(app, world, there);
    const given = { worker: person, packVersionId: version, territoryId: there.north, first: 1, later: 2, name: "x" };
    await addAssessed(world, there, { ...given, agreed: true });
    await addAssessed(world, there, { ...given, agreed: false });
    await addAssessed(world, there, { ...given, agreed: "withdrawn" });
    const excluded = await addAssessed(world, there, { ...given, agreed: true });
    await world.owner.query(
      `insert into exclusion (tenant_id, id, household_id, user_id, reason, valid_from) values ($1,$2,$3,$4,'prima','2026-01-01')`,
      [there.id, randomUUID(), excluded.id, asker.id],
    );
    await addHousehold(world, there, { registeredBy: person, level: 3 });
    const studyId = await aStudy(caller, there.municipality);
    await write(caller, studyId, population());
    expect((await gather(studyId, caller)).json().rows).toBe(1);
    const { data } = await see(caller, studyId);
    expect(data?.excluded).toMatchObject([{ reason: "no_consent", n: 2 }]);
  });

  it("are refused when nobody fulfils what is written, or nothing is", async () => {
    const studyId = await aStudy(evaluator.caller, tenant.municipality);
    expect((await gather(studyId)).json().error.code).toBe("population_missing");
    const early = population();
    await write(evaluator.caller, studyId, {
      ...early,
      content: { ...early.content, enteredFrom: "2020-01-01", enteredTo: "2020-02-01" },
    });
    expect((await gather(studyId)).json().error.code).toBe("nobody");
  });

  it("are gathered again when who takes part changes", async () => {
    const studyId = await aGathered();
    await write(evaluator.caller, studyId, population({ by: "territory", programme: [tenant.north] }));
    const seen = await see(evaluator.caller, studyId);
    expect(seen.data).toBeNull();
    expect(seen.tasks[1]?.notes.map(({ code }) => code)).toEqual(["rows_missing"]);
    await gather(studyId);
    expect((await contentOf(studyId)).split("\n")[0]).toContain("unit,programme,place");
  });
});

const question = {
  task: "question" as const,
  content: {
    ...{ question: "¿Mejoran?", unitWord: "familias", secondary: [] },
    outcome: {
      ...{ column: "later_soil", kind: "number" as const, betterWhen: "more" as const },
      ...{ ended: null, endedBy: null, horizon: null, worthwhile: null },
    },
  },
};
const lottery = {
  task: "design" as const,
  content: {
    comparison: { design: "waiting_list_lottery" as const, treatment: "programme", draws: 1000 },
    stratum: "place",
    cluster: null,
  },
};
const power = {
  task: "power" as const,
  content: {
    ...{ programme: 12, comparison: 12, deviation: 1, share: null, correlation: null },
    ...{ clusterSize: null, icc: null, read: true },
  },
};

async function draw(studyId: string, seedWords = "lluvia de abril") {
  const { version } = await see(evaluator.caller, studyId);
  return evaluator.caller.operate(drawStudyAllocation, { studyId, baseVersion: version, seedWords });
}

describe("a draw", () => {
  it("halves every place, is sealed, and is not repeated", async () => {
    const studyId = await aGathered();
    expect((await draw(studyId)).json().error.code).toBe("not_a_lottery");
    await write(evaluator.caller, studyId, lottery);
    const answer = await draw(studyId);
    expect(answer.statusCode, answer.body).toBe(200);
    expect((await see(evaluator.caller, studyId)).allocation).toMatchObject({
      programme: 12,
      comparison: 12,
      seal: answer.json().seal,
    });
    expect((await draw(studyId)).json().error.code).toBe("drawn_already");
    for (const task of [population(), lottery]) {
      expect((await write(evaluator.caller, studyId, task)).json().error.code).toBe("drawn_already");
    }
    expect((await gather(studyId)).json().error.code).toBe("drawn_already");
  });
});

describe("outcomes of the records", () => {
  it("are read once the plan is registered, and not before by any way the database has", async () => {
    const studyId = await aGathered();
    for (const task of [
      question,
      lottery,
      { task: "covariates" as const, content: { covariates: ["first_soil"] } },
      power,
    ]) {
      expect((await write(evaluator.caller, studyId, task)).statusCode).toBe(200);
    }
    expect((await draw(studyId)).statusCode).toBe(200);
    const seen = await see(evaluator.caller, studyId);
    expect(seen.columns.find(({ name }) => name === "later_soil")?.known).toBe("after");
    expect(seen.data?.columns.map(({ name }) => name)).not.toContain("later_soil");
    const cases = await world.owner.query("select id from case_file where tenant_id = $1", [tenant.id]);
    const asked = async () => {
      const client = await world.pool.connect();
      try {
        await client.query("begin");
        await client.query("select set_config('trenza.tenant', $1, true), set_config('trenza.user', $2, true)", [
          tenant.id,
          evaluator.person.id,
        ]);
        const ids = cases.rows.map(({ id }) => id);
        const scores = await client.query("select from app.study_scores($1, $2, 'bancal', 31, 400)", [studyId, ids]);
        const endings = await client.query("select from app.study_endings($1, $2)", [studyId, ids]);
        return [scores.rowCount, endings.rowCount];
      } finally {
        await client.query("rollback");
        client.release();
      }
    };
    expect(await asked()).toEqual([0, 0]);
    await freeze(evaluator.caller, studyId);
    // Two ratings of each of them.
    expect(await asked()).toEqual([48, 24]);
    const runId = await run(world, evaluator.caller, studyId);
    const told = (await evaluator.caller.ask(studyResult, { studyId })).json();
    expect(told.run, JSON.stringify(told.run)).toMatchObject({ id: runId, state: "done" });
    expect(told.result.groups.map(({ n, missing }: { n: number; missing: number }) => [n, missing])).toEqual([
      [12, 0],
      [12, 0],
    ]);
    const { rows } = await world.owner.query("select data, data_sha256 from study_run where id = $1", [runId]);
    expect(rows[0].data.toString()).not.toContain("Secreto");
    expect(rows[0].data_sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});
