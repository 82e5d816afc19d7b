import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../src/server/paths.ts";
import { startApplication, stopEverything } from "./application.ts";
import { gatherEvidence } from "./evidence.ts";
import { aDataFolder, prepareFamilies } from "./families.ts";
import { readNotes, startLoad } from "./load.ts";

const dataDir = aDataFolder();
const folder = dirname(dataDir);

/** Runs `trenza …` as a person would. */
function trenza(...args: readonly string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, TRENZA_DATA: dataDir, DATABASE_URL: "" };
    const child = spawn(process.execPath, [join(packageRoot(), "scripts/child.mjs"), ...args], { env, stdio: "pipe" });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    child.on("close", (code) => resolve({ code, output }));
  });
}

afterAll(async () => {
  await stopEverything();
  rmSync(folder, { recursive: true, force: true });
});

describe("a backup under load", () => {
  it("restores to exactly one moment of the original, with everything acknowledged before it began", async () => {
    const families = await prepareFamilies(dataDir);
    const application = await startApplication(dataDir);
    const load = startLoad(() => application.url, families);
    await expect.poll(() => load.acknowledged.size, { timeout: 60_000 }).toBeGreaterThan(50);
    const before = [...load.acknowledged.keys()];
    const backup = await trenza("backup", join(folder, "copy.tar.gz"));
    expect(backup).toMatchObject({ code: 0, output: expect.stringContaining("Copia hecha") });
    // Whoever writes must not have been stopped by it.
    expect([...load.refusals.keys()]).toEqual([]);
    const during = load.acknowledged.size;
    expect(during).toBeGreaterThan(before.length);
    await load.finish();
    await application.stop();

    const restored = join(folder, "restored");
    const restore = await trenza("restore", join(folder, "copy.tar.gz"), "--into", restored);
    expect(restore).toMatchObject({ code: 0, output: expect.stringContaining("public.ledger") });

    const original = await gatherEvidence(dataDir);
    const copy = await gatherEvidence(restored);
    expect(before.filter((id) => !copy.notes.has(id))).toEqual([]);
    // The copy's chain is the beginning of the original's, and its notes are those that this beginning tells of.
    expect(copy.hashes).toEqual(original.hashes.slice(0, copy.hashes.length));
    const then = original.ledgerNotes.slice(0, copy.ledgerNotes.length);
    expect(copy.notes).toEqual(new Map(then.map((id) => [id, original.notes.get(id)])));

    const opened = await startApplication(restored);
    expect(await readNotes(opened.url, families)).toEqual({ status: 200, message: "" });
    await opened.stop();
  });
});
