import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPostmaster, stopPostmaster } from "../../src/server/database/embedded/postmaster.ts";
import { processBirth } from "../../src/server/database/embedded/processes.ts";

/** Start of the name of every throw-away data folder of the tests. */
export const TEST_FOLDER = "trenza-test-";

/** Puts away what test runs that were killed left behind: their servers and their folders. */
export async function clearLeftovers(): Promise<void> {
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(TEST_FOLDER));
  for (const folder of folders.map((name) => join(tmpdir(), name))) {
    if (!wasAbandoned(folder)) continue;
    const postmaster = findPostmaster(join(folder, "database/cluster"));
    if (postmaster) await stopPostmaster(postmaster);
    rmSync(folder, { recursive: true, force: true });
  }
}

function wasAbandoned(folder: string): boolean {
  const holders = join(folder, "holders");
  // A folder without claims is being made, opened or closed by somebody right now: only a dead claim tells of a killed run.
  const claims = existsSync(holders) ? readdirSync(holders) : [];
  return (
    claims.length > 0 &&
    claims.every((name) => {
      const [pid = "", ...birth] = readText(join(holders, name)).split(" ");
      return processBirth(Number(pid)) !== birth.join(" ");
    })
  );
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
