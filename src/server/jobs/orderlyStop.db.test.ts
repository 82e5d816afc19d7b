import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { addPerson, addTenant, openWorld } from "../../../tests/builders/world.ts";
import { readAnchors } from "../audit/anchor.ts";
import { appendToLedger } from "../audit/ledger.ts";
import { inTransaction } from "../database/transaction.ts";
import { startJobs, tasks } from "./startJobs.ts";

const world = await openWorld();
const dataDir = mkdtempSync(join(tmpdir(), "trenza-jobs-"));
afterAll(async () => {
  await world.close();
  rmSync(dataDir, { recursive: true });
});

describe("the jobs of the product", () => {
  it("are found by folder, and those without an asker have a time", () => {
    const timed = tasks.filter((task) => task.cron !== undefined).map((task) => task.name);
    expect(timed).toEqual(expect.arrayContaining(["anchorLedger", "forgetAttempts", "sealReadLog"]));
  });

  it("anchor every chain when the process ends in order", async () => {
    const { surroundings, app, pool } = world;
    const lines: string[] = [];
    const jobs = await startJobs({ installation: { app, dataDir }, surroundings, log: (line) => lines.push(line) });
    const person = await addPerson(world, await addTenant(world));
    const { tenantId, id: userId } = person;
    for (let index = 0; index < 2; index++) {
      await inTransaction(pool, { tenantId, userId, purpose: "care" }, (transaction) =>
        appendToLedger(transaction, {
          tenantId,
          operationId: randomUUID(),
          operation: "recordSession",
          stream: "session",
          streamId: randomUUID(),
          version: 1,
          actorId: userId,
          device: "",
          claimedAt: null,
          input: {},
        }),
      );
    }
    await jobs.stop();
    const { anchors } = readAnchors(dataDir);
    expect(anchors.filter(({ tenant }) => tenant === tenantId).at(-1)?.seq).toBe("2");
    expect(lines).toEqual([]);
  });
});
