import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { expect } from "vitest";
import type { OutputOf } from "../../src/contracts/contract.ts";
import { createStudy, saveStudyTask, study } from "../../src/contracts/studies.ts";
import type { TaskContent } from "../../src/contracts/studyTasks.ts";
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
