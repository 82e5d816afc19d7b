import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { TestProject } from "vitest/node";
import { TEST_FOLDER } from "../database/leftovers.ts";
import { type Application, startApplication } from "../fault/application.ts";

interface Bootstrap {
  bootstrap(options: { readonly builds: readonly string[]; readonly quiet: boolean }): Promise<void>;
}

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the application with the demonstration loaded. */
    application: string;
  }
}

/** Loading the demonstration takes 15 s on two quiet cores. */
const FIRST_START_MS = 240_000;

let folder: string | undefined;
let application: Application | undefined;

/**
 * Before the browser tests: what the sources say is built, and the application runs as `npm start` runs it, on a data folder of
 * its own with the demonstration. `TRENZA_APPLICATION` names one that is already running, to write tests faster.
 */
export async function setup(project: TestProject): Promise<void> {
  const running = process.env.TRENZA_APPLICATION;
  if (running) return project.provide("application", running);
  const module: Bootstrap = await import(pathToFileURL(resolve("scripts/bootstrap.mjs")).href);
  await module.bootstrap({ builds: ["server", "web"], quiet: true });
  folder = mkdtempSync(join(tmpdir(), TEST_FOLDER));
  // Open for passing through: as root, the server runs as another user.
  chmodSync(folder, 0o711);
  application = await startApplication(folder, FIRST_START_MS);
  project.provide("application", application.url);
}

export async function teardown(): Promise<void> {
  await application?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
}
