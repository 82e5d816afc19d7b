import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Caller, signInAs } from "../../../tests/builders/caller.ts";
import { anEvaluator, aWrittenStudy, freeze, run } from "../../../tests/builders/studies.ts";
import { addPersonWith, addTenant, openWorld, type Tenant } from "../../../tests/builders/world.ts";
import { studyReport } from "../../contracts/studyFiles.ts";
import { buildApp } from "../app.ts";

const world = await openWorld();
const app = await buildApp(world.surroundings);
let tenant: Tenant;
let evaluator: Caller;
let analysed: string;

beforeAll(async () => {
  tenant = await addTenant(world);
  evaluator = (await anEvaluator(app, world, tenant)).caller;
  analysed = await aWrittenStudy(evaluator, tenant.municipality);
  await freeze(evaluator, analysed);
  await run(world, evaluator, analysed);
});
afterAll(async () => {
  await app.close();
  await world.close();
});

const linux = process.platform === "linux" && process.arch === "x64";

describe("the report of a study", () => {
  it.runIf(linux)("is an accessible PDF with a name that any computer keeps", async () => {
    const director = await signInAs(app, world, await addPersonWith(world, tenant, "programme_director"));
    const answer = await director.call(studyReport, { studyId: analysed });
    expect(answer.statusCode, answer.body).toBe(200);
    const { fileName, content } = answer.json();
    expect(fileName).toMatch(/^informe-[a-z0-9-]+\.pdf$/);
    const pdf = Buffer.from(content, "base64");
    expect(pdf.toString("latin1", 0, 5)).toBe("%PDF-");
    const again = await director.call(studyReport, { studyId: analysed });
    expect(again.json().content).toBe(content);
    const english = await director.call(studyReport, { studyId: analysed, language: "en" });
    expect(english.json().content).not.toBe(content);
  });

  it("is not made before there is a result, and says so", async () => {
    const studyId = await aWrittenStudy(evaluator, tenant.municipality);
    await freeze(evaluator, studyId);
    const answer = await evaluator.call(studyReport, { studyId });
    expect([answer.statusCode, answer.json().error.code]).toEqual([422, "no_result"]);
  });

  it.each(["family_worker", "supervisor", "auditor"] as const)("is nothing to a %s", async (role) => {
    const caller = await signInAs(app, world, await addPersonWith(world, tenant, role));
    expect((await caller.call(studyReport, { studyId: analysed })).statusCode).toBe(404);
  });
});
