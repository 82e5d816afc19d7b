import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { findPostmaster } from "../../src/server/database/embedded/postmaster.ts";
import { processesIn, signal } from "../../src/server/database/embedded/processes.ts";
import { type Application, SERVING_AGAIN_MS, startApplication, stopEverything } from "./application.ts";
import { gatherEvidence } from "./evidence.ts";
import { aDataFolder, type Families, prepareFamilies } from "./families.ts";
import { aNote, sendNote, startLoad } from "./load.ts";

const ROUNDS = 20;
const seed = Number(process.env.TRENZA_SEED ?? Date.now() % 1_000_000);
const dataDir = aDataFolder();
const cluster = join(dataDir, "database/cluster");

/** Small generator of repeatable numbers in [0, 1): the seed is printed, so a failure can be run again. */
let state = seed;
function random(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}

const deaths: Record<string, (application: Application) => void> = {
  "application killed": (application) => signal(application.childPid(), "SIGKILL"),
  "application crashed": (application) => signal(application.childPid(), "SIGABRT"),
  "database killed": () => signal(postmaster(), "SIGKILL"),
  "database and its backends killed": () => killDatabase(),
  "one backend killed": () => signal(processesIn(cluster).find((pid) => pid !== postmaster()) ?? 0, "SIGKILL"),
  "everything killed": (application) => {
    killDatabase();
    signal(application.childPid(), "SIGKILL");
  },
};

function postmaster(): number {
  const found = findPostmaster(cluster);
  if (!found) throw new Error("no database server to kill");
  return found.pid;
}

function killDatabase(): void {
  const pids = new Set([postmaster(), ...processesIn(cluster)]);
  for (const pid of pids) signal(pid, "SIGKILL");
}

afterAll(async () => {
  await stopEverything();
  rmSync(dirname(dataDir), { recursive: true, force: true });
});

describe("twenty deaths under load", () => {
  it("loses no acknowledged operation, repeats none, keeps the chain whole and serves again", async () => {
    const families = await prepareFamilies(dataDir);
    const application = await startApplication(dataDir);
    const load = startLoad(() => application.url, families);
    const kinds = Object.entries(deaths);
    let slowest = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      await pause(150 + random() * 800);
      const [kind, strike] = kinds[round % kinds.length] ?? kinds[0] ?? ["", () => {}];
      strike(application);
      const startedAt = Date.now();
      await untilWriting(application, families, `${kind}, round ${round}, seed ${seed}`);
      slowest = Math.max(slowest, Date.now() - startedAt);
    }
    await load.finish();
    await application.stop();
    const { notes, ledgerNotes } = await gatherEvidence(dataDir);
    console.log(
      `${ROUNDS} deaths (seed ${seed}): ${load.acknowledged.size} operations acknowledged, slowest return ${slowest} ms`,
    );
    expect(load.acknowledged.size).toBeGreaterThan(ROUNDS);
    const own = [...notes].filter(([id]) => !probes.has(id));
    expect(new Map(own)).toEqual(new Map(load.acknowledged));
    // One row of the ledger for each note and one note for each row: nothing was applied twice or half.
    expect([...ledgerNotes].sort()).toEqual([...notes.keys()].sort());
  });
});

const probes = new Set<string>();

/** Writes until the server accepts: reading alone would not show that the database takes work again. */
async function untilWriting(application: Application, families: Families, what: string): Promise<void> {
  const probe = aNote(0);
  probes.add(probe.noteId);
  const deadline = Date.now() + SERVING_AGAIN_MS;
  for (;;) {
    const { status, message } = await sendNote(application.url, families, probe);
    if (status === 200) return;
    if (Date.now() > deadline) {
      const seen = `last answer ${status} ${message}\n${application.output()}`;
      throw new Error(`not writing again after ${SERVING_AGAIN_MS} ms: ${what}; ${seen}`);
    }
    await pause(25);
  }
}
