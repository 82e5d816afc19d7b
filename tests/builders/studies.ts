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

/** Numbers that depend on the seed only. */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** A waiting list of families in two towns, drawn by lot; whoever started is 4 points better off on average. */
export function aLotteryTable(n = 80): string {
  const chance = chanceFrom(7);
  const rows = Array.from({ length: n }, (_, row) => {
    const drawn = row % 2;
    const town = row % 4 < 2 ? "Robledo" : "Encinar";
    const before = 20 + Math.round(10 * chance());
    const after = before + 4 * drawn + Math.round(6 * chance());
    return [town, before, drawn, after, chance() < 0.4 + 0.3 * drawn ? 1 : 0, Math.round(900 + 300 * drawn)].join(",");
  });
  return `town,score_before,programme,score_after,home_together,cost\n${rows.join("\n")}\n`;
}

export const LOTTERY_COLUMNS = [
  { name: "town", label: "Pueblo", kind: "category", known: "before", unit: "" },
  { name: "score_before", label: "Puntos antes", kind: "number", known: "before", unit: "puntos" },
  { name: "programme", label: "Programa", kind: "yes_no", known: "at_entry", unit: "" },
  { name: "score_after", label: "Puntos después", kind: "number", known: "after", unit: "puntos" },
  { name: "home_together", label: "Siguen juntas", kind: "yes_no", known: "after", unit: "" },
  { name: "cost", label: "Coste", kind: "number", known: "after", unit: "euros" },
] as const;

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
