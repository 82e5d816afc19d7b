import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { expect } from "vitest";
import type { OutputOf } from "../../src/contracts/contract.ts";
import { createStudy, freezeStudy, saveStudyTask, study } from "../../src/contracts/studies.ts";
import { sendStudyTable } from "../../src/contracts/studyFiles.ts";
import { runStudy } from "../../src/contracts/studyRuns.ts";
import type { TaskContent } from "../../src/contracts/studyTasks.ts";
import { computeStudies } from "../../src/server/studies/computeStudies.job.ts";
import { type Caller, signInAs } from "./caller.ts";
import { aLotteryTable, LOTTERY_COLUMNS } from "./lottery.ts";
import { addPersonWith, type Person, type Tenant, type World } from "./world.ts";

type StudyOutput = OutputOf<typeof study>;

/** Somebody who evaluates a municipality, signed in. */
export async function anEvaluator(
  app: FastifyInstance,
  world: World,
  tenant: Tenant,
): Promise<{ readonly person: Person; readonly caller: Caller }> {
  const person = await addPersonWith(world, tenant, "evaluator");
  return { person, caller: await signInAs(app, world, person) };
}

/** Begins a study and gives its id. */
export async function aStudy(caller: Caller, territoryId: string, title = "¿Cambia algo?"): Promise<string> {
  const studyId = randomUUID();
  const answer = await caller.operate(createStudy, { studyId, title, territoryId });
  expect(answer.statusCode, answer.body).toBe(200);
  return studyId;
}

/** The study as this person sees it. */
export async function see(caller: Caller, studyId: string): Promise<StudyOutput> {
  const answer = await caller.ask(study, { studyId });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

/** Writes a task on the newest version and gives the answer. */
export async function write(caller: Caller, studyId: string, task: TaskContent) {
  const { version } = await see(caller, studyId);
  return caller.operate(saveStudyTask, { studyId, baseVersion: version, task });
}

/** Hands a table in, on the newest version. */
export async function send(caller: Caller, studyId: string, table: string | Buffer) {
  const { version } = await see(caller, studyId);
  const content = Buffer.from(table).toString("base64");
  return caller.call(sendStudyTable, { studyId, baseVersion: version, fileName: "familias.csv", content });
}

async function writeAll(caller: Caller, studyId: string, tasks: readonly TaskContent[]): Promise<void> {
  for (const task of tasks) {
    const answer = await write(caller, studyId, task);
    expect(answer.statusCode, answer.body).toBe(200);
  }
}

const plainOutcome = { ended: null, endedBy: null, horizon: null, worthwhile: 3 } as const;

/** Everything written of a study on the table of the lottery, ready to be registered. */
export async function aWrittenStudy(caller: Caller, territoryId: string, table = aLotteryTable()): Promise<string> {
  const studyId = await aStudy(caller, territoryId, "Lista de espera por sorteo");
  expect((await send(caller, studyId, table)).statusCode).toBe(200);
  await writeAll(caller, studyId, [
    { task: "population", content: { from: "table", columns: [...LOTTERY_COLUMNS], observedUntil: "2026-06-30" } },
    {
      task: "question",
      content: {
        question: "¿Mejora la puntuación de las familias?",
        unitWord: "familias",
        outcome: { column: "score_after", kind: "number", betterWhen: "more", ...plainOutcome },
        secondary: [],
      },
    },
    {
      task: "design",
      content: {
        comparison: { design: "waiting_list_lottery", treatment: "programme", draws: 1000 },
        stratum: "town",
        cluster: null,
      },
    },
    { task: "covariates", content: { covariates: ["score_before"] } },
    {
      task: "power",
      content: {
        ...{ programme: 40, comparison: 40, deviation: 4, share: null, correlation: null },
        ...{ clusterSize: null, icc: null, read: true },
      },
    },
  ]);
  return studyId;
}

/** Registers the plan and gives its hash. */
export async function freeze(caller: Caller, studyId: string): Promise<string> {
  const { version } = await see(caller, studyId);
  const answer = await caller.operate(freezeStudy, { studyId, baseVersion: version });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json().sha256;
}

/** Has a study computed and waits until it is; gives the run. */
export async function run(world: World, caller: Caller, studyId: string): Promise<string> {
  const runId = randomUUID();
  const answer = await caller.operate(runStudy, { studyId, runId });
  expect(answer.statusCode, answer.body).toBe(200);
  await computeStudies.run({ surroundings: world.surroundings, dataDir: "" }, {});
  return runId;
}
