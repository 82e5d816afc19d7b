import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { packageRoot } from "../../src/server/paths.ts";

/**
 * How long a test waits for the product to serve again before it calls it dead. The aim is 10 s on a quiet machine and the
 * slowest return is printed; the limit leaves room for a machine busy with other things.
 */
export const SERVING_AGAIN_MS = Number(process.env.TRENZA_SERVING_AGAIN_MS ?? 60_000);

/** The real application under its real supervisor, in processes of their own. */
export interface Application {
  readonly url: string;
  /** Process number of the serving child; the supervisor starts a new one after a kill. */
  readonly childPid: () => number;
  /** Waits until the application answers; returns how long that took in milliseconds. */
  readonly untilServing: (limit?: number) => Promise<number>;
  /** Everything written to the terminal so far. */
  readonly output: () => string;
  /** Orderly end, as with Ctrl+C. Throws when the application does not leave in order. */
  readonly stop: () => Promise<void>;
}

/** Starts the built application on a data folder, as `npm start` does once everything is built; waits `limit` ms until it serves. */
export async function startApplication(dataDir: string, limit = 60_000): Promise<Application> {
  const port = await freePort();
  const supervise = pathToFileURL(join(packageRoot(), "scripts/supervise.mjs")).href;
  // Whoever started it may be killed: the application then ends by itself.
  const program = `import { keepRunning } from ${JSON.stringify(supervise)};
    process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
    process.channel?.unref();
    process.exitCode = await keepRunning(["start"]);`;
  const env = { ...process.env, TRENZA_DATA: dataDir, PORT: String(port), DATABASE_URL: "", NODE_ENV: "production" };
  const supervisor = spawn(process.execPath, ["--input-type=module", "-e", program], {
    env,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let text = "";
  for (const stream of [supervisor.stdout, supervisor.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
  }
  const url = `http://127.0.0.1:${port}`;
  const application: Application = {
    url,
    childPid: () => childOf(supervisor),
    untilServing: (limit = SERVING_AGAIN_MS) => untilServing(url, supervisor, limit, () => text),
    output: () => text,
    stop: async () => {
      const code = await stop(supervisor);
      if (code !== 0) throw new Error(`the application ended with ${code}:\n${text}`);
    },
  };
  running.add(supervisor);
  supervisor.once("exit", () => running.delete(supervisor));
  await application.untilServing(limit);
  return application;
}

const running = new Set<ChildProcess>();

/** Ends whatever a failed test left running. */
export async function stopEverything(): Promise<void> {
  for (const supervisor of running) await stop(supervisor);
}

async function untilServing(
  url: string,
  supervisor: ChildProcess,
  limit: number,
  output: () => string,
): Promise<number> {
  const startedAt = Date.now();
  for (;;) {
    if (await answers(url)) return Date.now() - startedAt;
    if (supervisor.exitCode !== null) throw new Error(`the application ended:\n${output()}`);
    if (Date.now() - startedAt > limit) throw new Error(`not serving after ${limit} ms:\n${output()}`);
    await pause(25);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}

async function stop(supervisor: ChildProcess): Promise<number | null> {
  if (supervisor.exitCode !== null || supervisor.signalCode !== null) return supervisor.exitCode;
  const ended = new Promise<number | null>((resolve) => supervisor.once("exit", resolve));
  supervisor.kill("SIGTERM");
  const hard = setTimeout(() => supervisor.kill("SIGKILL"), 30_000);
  const code = await ended;
  clearTimeout(hard);
  return code;
}

function childOf(supervisor: ChildProcess): number {
  const children = readFileSync(`/proc/${supervisor.pid}/task/${supervisor.pid}/children`, "utf8");
  const pid = Number(children.trim().split(" ")[0]);
  if (!(pid > 0)) throw new Error("the supervisor has no child right now");
  return pid;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
