import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { SpaceState } from "../../src/server/database/embedded/space.ts";
import { openInstallation } from "../../src/server/installation.ts";
import { listen } from "../../src/server/listen.ts";
import { type Application, SERVING_AGAIN_MS, startApplication, stopEverything } from "./application.ts";
import { gatherEvidence } from "./evidence.ts";
import { aDataFolder, type Families, prepareFamilies } from "./families.ts";
import { aNote, readNotes, sendNote, startLoad } from "./load.ts";

const folder = dirname(aDataFolder());
const disk = join(folder, "disk");
const filler = join(disk, "filler");

/** A real file system of 60 MiB, where the machine lets us mount one. */
function mountSmallDisk(): boolean {
  mkdirSync(disk);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=60m,mode=0711", "tmpfs", disk], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const mounted = mountSmallDisk();
if (!mounted) console.log("No file system can be mounted here: the full disk is simulated by a quota.");

afterAll(async () => {
  await stopEverything();
  if (mounted) execFileSync("umount", [disk]);
  rmSync(folder, { recursive: true, force: true });
});

/** Fills the disk, leaving `leave` bytes. */
function fillDisk(leave: number): void {
  const handle = openSync(filler, "a");
  try {
    const free = () => statfsSync(disk).bavail * statfsSync(disk).bsize;
    while (free() > leave) writeSync(handle, Buffer.alloc(Math.min(64 * 1024, Math.max(4096, free() - leave)), 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  } finally {
    closeSync(handle);
  }
}

async function untilStatus(status: number, ask: () => Promise<{ status: number }>, limit: number): Promise<void> {
  await expect.poll(async () => (await ask()).status, { timeout: limit, interval: 50 }).toBe(status);
}

async function fillAndFree(application: Application, families: Families, leave: number): Promise<void> {
  fillDisk(leave);
  await untilStatus(507, () => sendNote(application.url, families, aNote(1)), 20_000);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const refused = await sendNote(application.url, families, aNote(1));
    expect(refused).toEqual({ status: 507, message: expect.stringContaining("No queda espacio en el disco") });
    expect(await readNotes(application.url, families)).toEqual({ status: 200, message: "" });
  }
  rmSync(filler);
  await untilStatus(200, () => sendNote(application.url, families, aNote(2)), SERVING_AGAIN_MS);
}

describe("a full disk", () => {
  it("refuses writes in plain Spanish, goes on reading, and writes again once there is room", async () => {
    await (mounted ? onSmallDisk() : underSimulatedQuota());
  });
});

async function onSmallDisk(): Promise<void> {
  const dataDir = join(disk, "data");
  const families = await prepareFamilies(dataDir);
  const application = await startApplication(dataDir);
  const load = startLoad(() => application.url, families, 2);
  await expect.poll(() => load.acknowledged.size, { timeout: 60_000 }).toBeGreaterThan(20);
  // First as disks fill in life, with little left; then to the last byte, while others are writing.
  await fillAndFree(application, families, 4 * 1024 * 1024);
  await fillAndFree(application, families, 0);
  await load.finish();
  await application.stop();
  const { notes } = await gatherEvidence(dataDir);
  expect([...load.acknowledged].filter(([id, text]) => notes.get(id) !== text)).toEqual([]);
  expect([...load.refusals.keys()]).toContain(507);
}

/** The application as it is, told by a simulated guard that its room runs out and comes back. */
async function underSimulatedQuota(): Promise<void> {
  const dataDir = join(folder, "data");
  const families = await prepareFamilies(dataDir);
  const installation = await openInstallation({ env: { TRENZA_DATA: dataDir }, cwd: "/", log: () => {} });
  let state: SpaceState = "enough";
  const space = { state: () => state, releaseReserve: () => false, tend: () => {} };
  const server = { port: 0, host: "127.0.0.1", demo: false, secureCookies: false, version: "test" };
  const listening = await listen({ installation: { ...installation, space }, ...server });
  const send = () => sendNote(listening.url, families, aNote(1));
  expect((await send()).status).toBe(200);
  for (const full of ["low", "critical"] as const) {
    state = full;
    expect(await send()).toEqual({ status: 507, message: expect.stringContaining("No queda espacio en el disco") });
    expect(await readNotes(listening.url, families)).toEqual({ status: 200, message: "" });
    state = "enough";
    expect((await send()).status).toBe(200);
  }
  await listening.close();
  await installation.stop();
}
