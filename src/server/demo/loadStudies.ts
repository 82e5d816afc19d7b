import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { createStudy, freezeStudy, saveStudyTask, takeStudySnapshot } from "../../contracts/studies.ts";
import { runStudy } from "../../contracts/studyRuns.ts";
import type { TaskContent } from "../../contracts/studyTasks.ts";
import { inTransaction } from "../database/transaction.ts";
import { packageRoot } from "../paths.ts";
import { receiveTable } from "../studies/receiveTable.ts";
import type { Chance } from "./chance.ts";
import { type Narrator, signedInOn, type Teller } from "./narrator.ts";

/** A study as `studies.json` tells it. */
interface DemoStudy {
  readonly title: string;
  readonly createdDaysAgo: number;
  readonly frozenDaysAgo: number | null;
  /** A file beside it; null for a study on the records. */
  readonly table: string | null;
  readonly tasks: readonly TaskContent[];
  readonly run: boolean;
}

interface Scene {
  readonly narrator: Narrator;
  readonly pool: pg.Pool;
  readonly sealingKey: string;
  readonly chance: Chance;
  readonly evaluator: Teller;
  readonly now: Date;
}

const DAY = 86_400_000;

async function handIn(
  { pool, sealingKey, chance, evaluator }: Scene,
  on: Date,
  sent: { studyId: string; path: string },
) {
  const { actor } = signedInOn(evaluator, on);
  const bytes = await readFile(sent.path);
  return inTransaction(pool, actor, async (transaction) => {
    const context = { ...transaction, actor, now: on.toISOString(), operationId: chance.id(on), sealingKey };
    const fileName = sent.path.replace(/^.*[\\/]/, "");
    const received = await receiveTable(context, { studyId: sent.studyId, baseVersion: 1, fileName, bytes });
    if (!received.ok) throw new Error(`the table ${fileName} was refused: ${JSON.stringify(received.failure)}`);
    return received.value.version;
  });
}

async function tell(scene: Scene, folder: string, study: DemoStudy): Promise<void> {
  const { narrator, chance, evaluator, now } = scene;
  const began = new Date(now.getTime() - study.createdDaysAgo * DAY);
  const studyId = chance.id(began);
  const territoryId = evaluator.grants[0]?.territoryId ?? "";
  let version = 1;
  await narrator.tell(evaluator, began, createStudy, { studyId, title: study.title, territoryId });
  if (study.table) version = await handIn(scene, began, { studyId, path: join(folder, study.table) });
  for (const task of study.tasks) {
    const kept = await narrator.tell(evaluator, began, saveStudyTask, { studyId, baseVersion: version, task });
    version = kept.version;
  }
  if (!study.table) await narrator.tell(evaluator, now, takeStudySnapshot, { studyId, baseVersion: version });
  if (study.frozenDaysAgo === null) return;
  const registered = new Date(now.getTime() - study.frozenDaysAgo * DAY);
  await narrator.tell(evaluator, registered, freezeStudy, { studyId, baseVersion: version });
  if (study.run) await narrator.tell(evaluator, now, runStudy, { studyId, runId: chance.id(now) });
}

/**
 * Studies on invented tables, registered and waiting to be computed by the queue as soon as the program runs, and those begun on
 * the records, which gather families told before. Returns how many tables were handed in: operations that no narrator told.
 */
export async function loadStudies(scene: Scene, folder: string, from: "tables" | "records"): Promise<number> {
  const path = join(packageRoot(), folder);
  const { studies } = JSON.parse(await readFile(join(path, "studies.json"), "utf8")) as {
    studies: readonly DemoStudy[];
  };
  const wanted = studies.filter(({ table }) => (table === null) === (from === "records"));
  for (const study of wanted) await tell(scene, path, study);
  return from === "tables" ? wanted.length : 0;
}
