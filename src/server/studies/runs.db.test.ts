import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, signInAs } from "../../../tests/builders/caller.ts";
import { anEvaluator, aStudy, aWrittenStudy, freeze, run, see, send, write } from "../../../tests/builders/studies.ts";
import { addPersonWith, addTenant, openWorld, type Tenant } from "../../../tests/builders/world.ts";
import { abandonStudy, freezeStudy } from "../../contracts/studies.ts";
import { studyProtocolFile } from "../../contracts/studyFiles.ts";
import {
  cancelStudyRun,
  recordStudyDeviation,
  replayStudyRun,
  runStudy,
  studyResult,
} from "../../contracts/studyRuns.ts";
import { buildApp } from "../app.ts";
import { computeStudies } from "./computeStudies.job.ts";

const world = await openWorld();
const app = await buildApp(world.surroundings);
let tenant: Tenant;
let evaluator: Caller;
let director: Caller;

beforeAll(async () => {
  tenant = await addTenant(world);
  evaluator = (await anEvaluator(app, world, tenant)).caller;
  director = await signInAs(app, world, await addPersonWith(world, tenant, "programme_director"));
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe("a registered plan", () => {
  it("needs every task, and names those that are missing", async () => {
    const studyId = await aStudy(evaluator, tenant.municipality);
    const answer = await evaluator.operate(freezeStudy, { studyId, baseVersion: 1 });
    expect([answer.statusCode, answer.json().error.code]).toEqual([422, "tasks_open"]);
    expect(answer.json().error.message).toContain("Quiénes participan");
  });

  it("has the hash of the file that is downloaded, and does not change any more", async () => {
    const studyId = await aWrittenStudy(evaluator, tenant.municipality);
    const hash = await freeze(evaluator, studyId);
    const file = (await director.call(studyProtocolFile, { studyId })).json();
    expect([file.sha256, sha256(file.content)]).toEqual([hash, hash]);
    expect(JSON.parse(file.content).protocol).toMatchObject({ stratum: "town", covariates: ["score_before"] });
    const changed = await write(evaluator, studyId, { task: "covariates", content: { covariates: [] } });
    expect([changed.statusCode, changed.json().error.code]).toEqual([409, "plan_frozen"]);
    expect((await send(evaluator, studyId, "a,b\n1,2\n")).json().error.code).toBe("plan_frozen");
    await expect(
      world.owner.query("update study set registration = '{}' where id = $1", [studyId]),
    ).rejects.toMatchObject({ code: "23000" });
    expect((await see(evaluator, studyId)).frozen?.sha256).toBe(hash);
  });

  it("takes money afterwards, which is told apart from the plan", async () => {
    const studyId = await aWrittenStudy(evaluator, tenant.municipality);
    await freeze(evaluator, studyId);
    const costs = { column: "cost", currency: "EUR", perspective: "el ayuntamiento", worth: [100] };
    expect((await write(evaluator, studyId, { task: "costs", content: costs })).statusCode).toBe(200);
    await run(world, evaluator, studyId);
    expect((await evaluator.ask(studyResult, { studyId })).json().costPlanned).toBe(false);
  });

  it("keeps deviations with their reason, which a draft does not have", async () => {
    const studyId = await aWrittenStudy(evaluator, tenant.municipality);
    const deviation = () => ({ studyId, deviationId: randomUUID(), what: "Se midió un mes después", why: "Agosto" });
    const early = await evaluator.operate(recordStudyDeviation, deviation());
    expect(early.json().error.code).toBe("not_frozen");
    await freeze(evaluator, studyId);
    expect((await evaluator.operate(recordStudyDeviation, deviation())).statusCode).toBe(200);
    const { deviations } = await see(director, studyId);
    expect(deviations).toMatchObject([{ what: "Se midió un mes después", why: "Agosto", by: "Rosa Prado" }]);
  });

  it("is left undone with a reason, once", async () => {
    const studyId = await aWrittenStudy(evaluator, tenant.municipality);
    const { version } = await see(evaluator, studyId);
    const answer = await evaluator.operate(abandonStudy, { studyId, baseVersion: version, why: "Sin familias" });
    expect(answer.statusCode).toBe(200);
    const again = { studyId, baseVersion: version + 1, why: "Sin familias" };
    expect((await evaluator.operate(abandonStudy, again)).json().error.code).toBe("already_ended");
    expect((await see(evaluator, studyId)).tasks.every(({ state }) => state === "locked")).toBe(true);
  });
});

describe("a computation", () => {
  it("gives a result that repeats to the byte, and a row in the ledger", async () => {
    const studyId = await aWrittenStudy(evaluator, tenant.municipality);
    await freeze(evaluator, studyId);
    const runId = await run(world, evaluator, studyId);
    const answer = await director.ask(studyResult, { studyId });
    expect(answer.statusCode, answer.body).toBe(200);
    const told = answer.json();
    expect(told.run).toMatchObject({ id: runId, state: "done", progress: 1, reason: null });
    expect(told.result.verdict).toBe("better");
    expect(told.result.estimate.value).toBeGreaterThan(3);
    expect((await see(evaluator, studyId)).state).toBe("analysed");
    const replay = (await director.operate(replayStudyRun, { runId })).json();
    expect(replay).toEqual({
      identical: true,
      resultSha256: told.run.resultSha256,
      replayedSha256: told.run.resultSha256,
    });
    const { rows } = await world.owner.query(
      "select input from ledger where stream_id = $1 and operation = 'computeStudy'",
      [runId],
    );
    expect(rows).toMatchObject([{ input: { studyId, resultSha256: told.run.resultSha256 } }]);
    const stored = await world.owner.query("select result from study_run where id = $1", [runId]);
    expect(sha256(stored.rows[0].result)).toBe(told.run.resultSha256);
  });

  it("is not begun before the plan is registered, nor twice at once", async () => {
    const studyId = await aWrittenStudy(evaluator, tenant.municipality);
    const early = await evaluator.operate(runStudy, { studyId, runId: randomUUID() });
    expect(early.json().error.code).toBe("not_frozen");
    await freeze(evaluator, studyId);
    const runId = randomUUID();
    expect((await evaluator.operate(runStudy, { studyId, runId })).statusCode).toBe(200);
    const twice = await evaluator.operate(runStudy, { studyId, runId: randomUUID() });
    expect(twice.json().error.code).toBe("running_already");
    expect((await evaluator.operate(replayStudyRun, { runId })).json().error.code).toBe("no_result");
    expect((await evaluator.operate(cancelStudyRun, { runId })).json()).toEqual({ runId, state: "cancelled" });
  });

  it("that was stopped gives no result, and is not stopped twice", async () => {
    const studyId = await aWrittenStudy(evaluator, tenant.municipality);
    await freeze(evaluator, studyId);
    const runId = randomUUID();
    await evaluator.operate(runStudy, { studyId, runId });
    await evaluator.operate(cancelStudyRun, { runId });
    await computeStudies.run({ surroundings: world.surroundings, dataDir: "" }, {});
    const { runs, state } = await see(evaluator, studyId);
    expect([state, runs.map((one) => [one.id, one.state, one.resultSha256])]).toEqual([
      "frozen",
      [[runId, "cancelled", null]],
    ]);
    expect((await evaluator.operate(cancelStudyRun, { runId })).json().error.code).toBe("ended_already");
  });

  it("whose process fell silent is taken up again, and given up after three times", async () => {
    const studyId = await aWrittenStudy(evaluator, tenant.municipality);
    await freeze(evaluator, studyId);
    const fallSilent = async (attempts: number) => {
      const runId = randomUUID();
      await evaluator.operate(runStudy, { studyId, runId });
      await world.owner.query(
        "update study_run set state = 'running', attempts = $2, beat_at = now() - interval '1 minute' where id = $1",
        [runId, attempts],
      );
      await computeStudies.run({ surroundings: world.surroundings, dataDir: "" }, {});
      return (await see(evaluator, studyId)).runs.find(({ id }) => id === runId);
    };
    expect(await fallSilent(1)).toMatchObject({ state: "done" });
    expect(await fallSilent(3)).toMatchObject({ state: "failed", reason: expect.stringContaining("tres veces") });
  });

  it("of another institution is not there", async () => {
    const studyId = await aWrittenStudy(evaluator, tenant.municipality);
    await freeze(evaluator, studyId);
    const runId = await run(world, evaluator, studyId);
    const { caller } = await anEvaluator(app, world, await addTenant(world));
    for (const contract of [cancelStudyRun, replayStudyRun]) {
      expect((await caller.operate(contract, { runId })).statusCode).toBe(404);
    }
    expect((await caller.ask(studyResult, { studyId })).statusCode).toBe(404);
    expect((await caller.call(studyProtocolFile, { studyId })).statusCode).toBe(404);
  });
});
