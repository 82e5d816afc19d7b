import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { findPostmaster } from "../../src/server/database/embedded/postmaster.ts";
import { signal } from "../../src/server/database/embedded/processes.ts";
import { startApplication, stopEverything } from "./application.ts";
import { gatherEvidence } from "./evidence.ts";
import { aDataFolder, prepareFamilies } from "./families.ts";
import { startLoad } from "./load.ts";

const dataDir = aDataFolder();
const server = () => findPostmaster(join(dataDir, "database/cluster"))?.pid;

afterAll(async () => {
  await stopEverything();
  rmSync(dirname(dataDir), { recursive: true, force: true });
});

describe("two applications on one data folder", () => {
  it("share one database server, and neither takes it away from the other", async () => {
    const families = await prepareFamilies(dataDir);
    const [first, second] = await Promise.all([startApplication(dataDir), startApplication(dataDir)]);
    const pid = server();
    const firstLoad = startLoad(() => first.url, families, 2);
    const secondLoad = startLoad(() => second.url, families, 2);
    await untilAcknowledged(firstLoad, 30);
    await untilAcknowledged(secondLoad, 30);
    await firstLoad.finish();
    await first.stop();
    expect(server()).toBe(pid);

    const third = await startApplication(dataDir);
    const thirdLoad = startLoad(() => third.url, families, 2);
    await untilAcknowledged(thirdLoad, 30);
    signal(third.childPid(), "SIGKILL");
    const before = thirdLoad.acknowledged.size;
    await untilAcknowledged(thirdLoad, before + 30);
    expect(server()).toBe(pid);
    // The second one never noticed any of this.
    expect([...secondLoad.refusals.keys()]).toEqual([]);

    await Promise.all([secondLoad.finish(), thirdLoad.finish()]);
    await second.stop();
    expect(server()).toBe(pid);
    await third.stop();
    expect(server()).toBeUndefined();

    const { notes, ledgerNotes } = await gatherEvidence(dataDir);
    const sent = [...firstLoad.acknowledged, ...secondLoad.acknowledged, ...thirdLoad.acknowledged];
    expect(notes).toEqual(new Map(sent));
    expect(ledgerNotes).toHaveLength(sent.length);
  });
});

async function untilAcknowledged(load: ReturnType<typeof startLoad>, count: number): Promise<void> {
  await expect.poll(() => load.acknowledged.size, { timeout: 60_000, interval: 20 }).toBeGreaterThanOrEqual(count);
}
