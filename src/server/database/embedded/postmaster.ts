import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Binaries } from "./binaries.ts";
import { type DatabaseUser, programEnvironment } from "./databaseUser.ts";
import { EmbeddedDatabaseError, failureFromLog } from "./failure.ts";
import type { Placement } from "./placement.ts";
import { processBirth, processCommand, processesIn, signal } from "./processes.ts";

const START_PATIENCE_MS = 60_000;
const STOP_PATIENCE_MS = 30_000;
/** The two lock files, of the cluster and of its socket, name a process that still counts as there until its parent collects it. */
const LEFT_BEHIND = /lock file "([^"]+)" already exists/;
const LARGEST_LOG_BYTES = 10 * 1024 * 1024;

/** A running server of one cluster. */
export interface Postmaster {
  readonly pid: number;
  readonly birth: string;
  readonly port: number;
}

/** The live server of a cluster, whoever started it; undefined when there is none, also when its lock file was left behind. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const [pidLine, , , portLine] = readLockFile(cluster);
  const pid = Number(pidLine);
  if (!(pid > 0)) return undefined;
  const birth = processBirth(pid);
  // The number may have passed to another program since; ours names its cluster on its command line.
  const ours = process.platform === "win32" || processCommand(pid).includes(cluster);
  return birth !== undefined && ours ? { pid, birth, port: Number(portLine) || 5432 } : undefined;
}

export function isRunning(postmaster: Postmaster): boolean {
  return processBirth(postmaster.pid) === postmaster.birth;
}

/** Line 8 of the lock file: `starting`, `ready`, `stopping`. */
function status(cluster: string): string {
  return (readLockFile(cluster)[7] ?? "").trim();
}

/** Waits for a server to accept connections. Undefined when it went away instead. */
export async function untilReady(cluster: string, postmaster: Postmaster): Promise<Postmaster | undefined> {
  const deadline = Date.now() + START_PATIENCE_MS;
  while (isRunning(postmaster)) {
    // The port line is filled in while starting, so it is read again.
    if (status(cluster) === "ready") return findPostmaster(cluster);
    if (Date.now() > deadline) {
      throw new EmbeddedDatabaseError("start_failed", "La base de datos lleva un minuto arrancando y no responde.");
    }
    await pause(20);
  }
  return undefined;
}

export interface ServerRequest {
  readonly placement: Placement;
  readonly binaries: Binaries;
  readonly user: DatabaseUser | undefined;
  readonly settings: readonly string[];
}

/**
 * Starts the server and waits until it accepts connections. After a kill -9 the old shared memory may still be held by
 * orphaned backends, or the dead process not yet be collected: those are put away and the start is tried again.
 */
export async function startPostmaster(request: ServerRequest): Promise<Postmaster> {
  const { cluster } = request.placement;
  const deadline = Date.now() + START_PATIENCE_MS;
  for (let attempt = 0; ; attempt += 1) {
    const said = await startOnce(request);
    if (typeof said !== "string") return said;
    const leftBehind = LEFT_BEHIND.exec(said)?.[1];
    const occupied = leftBehind !== undefined || said.includes("pre-existing shared memory block");
    if (!occupied || Date.now() > deadline) throw failureFromLog(said, { cluster, program: request.binaries.postgres });
    const racing = findPostmaster(cluster);
    if (racing) {
      const ready = await untilReady(cluster, racing);
      if (ready) return ready;
    } else {
      for (const pid of processesIn(cluster)) signal(pid, attempt < 15 ? "SIGQUIT" : "SIGKILL");
      if (leftBehind) rmSync(resolve(cluster, leftBehind), { force: true });
    }
    await pause(100);
  }
}

/** One try: the server, or what it wrote to its log before it gave up. */
async function startOnce({ placement, binaries, user, settings }: ServerRequest): Promise<Postmaster | string> {
  rotateLog(placement.logFile);
  const log = openSync(placement.logFile, "a", 0o600);
  const logStart = statSync(placement.logFile).size;
  const socket = process.platform === "win32" ? [] : ["-k", placement.socketDir];
  const args = ["-D", placement.cluster, ...socket, ...settings];
  // Its own session, so that Ctrl+C reaches only the application, which then stops the server in order.
  const child = spawn(binaries.postgres, args, {
    ...user,
    cwd: "/",
    env: programEnvironment(),
    detached: true,
    windowsHide: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let spawnError = "";
  let ended = false;
  child.once("error", (error) => {
    spawnError = error.message;
    ended = true;
  });
  child.once("exit", () => {
    ended = true;
  });
  child.unref();
  while (!ended) {
    const postmaster = findPostmaster(placement.cluster);
    if (postmaster && postmaster.pid === child.pid) {
      const ready = await untilReady(placement.cluster, postmaster);
      if (ready) return ready;
    }
    await pause(20);
  }
  return spawnError || readFileSync(placement.logFile, "utf8").slice(logStart);
}

/** Fast stop: open transactions are rolled back, everything acknowledged is written; harder only when that hangs. */
export async function stopPostmaster(postmaster: Postmaster): Promise<void> {
  // Windows has no signals; its end is abrupt there and the next start recovers, as after a power cut.
  for (const name of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    if (!isRunning(postmaster)) return;
    signal(postmaster.pid, name);
    const deadline = Date.now() + STOP_PATIENCE_MS;
    while (isRunning(postmaster) && Date.now() < deadline) await pause(20);
  }
}

function readLockFile(cluster: string): readonly string[] {
  try {
    return readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return [];
  }
}

function rotateLog(file: string): void {
  try {
    if (statSync(file).size > LARGEST_LOG_BYTES) renameSync(file, `${file}.1`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
