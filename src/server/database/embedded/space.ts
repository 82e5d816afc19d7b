import { closeSync, existsSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { DiskPlan } from "./settings.ts";

/** How much room the disk has: `low` means that only what must go on (reads and their log) may still write. */
export type SpaceState = "enough" | "low" | "critical";

/** Watches the disk of the cluster, because PostgreSQL stops at once when it cannot extend its write-ahead log. */
export interface SpaceGuard {
  /** Costs one system call (about 2 µs), so it may be asked before every write. */
  readonly state: () => SpaceState;
  /** Gives the reserve back to the disk, so that a database that stopped on a full disk can recover. */
  readonly releaseReserve: () => boolean;
  /** Makes the reserve again once there is room, and gives it back when room runs out. */
  readonly tend: () => void;
}

const CHUNK = Buffer.alloc(1024 * 1024, 1);

export function guardSpace(home: string, plan: DiskPlan): SpaceGuard {
  const reserve = join(home, "reserve");
  const free = () => {
    const { bavail, bsize } = statfsSync(home);
    return bavail * bsize;
  };
  const state = (): SpaceState => {
    const bytes = free();
    if (bytes >= plan.lowBytes) return "enough";
    return bytes >= plan.lowBytes / 2 ? "low" : "critical";
  };
  const releaseReserve = () => {
    if (!existsSync(reserve)) return false;
    rmSync(reserve);
    return true;
  };
  const tend = () => {
    if (existsSync(reserve)) {
      if (state() === "critical") releaseReserve();
    } else if (free() > plan.lowBytes + 2 * plan.reserveBytes) fill(reserve, plan.reserveBytes);
  };
  return { state, releaseReserve, tend };
}

/** Real blocks, not a hole: written out, since a sparse file would keep nothing back. */
function fill(file: string, bytes: number): void {
  const handle = openSync(file, "w", 0o600);
  try {
    for (let written = 0; written < bytes; written += CHUNK.length) writeSync(handle, CHUNK);
    fsyncSync(handle);
  } catch {
    rmSync(file, { force: true });
  } finally {
    closeSync(handle);
  }
}
