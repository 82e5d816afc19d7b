import { existsSync, readdirSync, statfsSync, statSync, writeFileSync } from "node:fs";
import { totalmem } from "node:os";
import { join } from "node:path";

const MIB = 1024 * 1024;
const SMALL_DISK = 1024 * MIB;

/** What depends on the size of the disk that holds the cluster. */
export interface DiskPlan {
  /** Size of one write-ahead log file in MiB; fixed when the cluster is made. */
  readonly walSegmentMib: number;
  readonly minWalMib: number;
  readonly maxWalMib: number;
  /** Bytes kept back so that the database can recover on a full disk. */
  readonly reserveBytes: number;
  /** Below this many free bytes no new writes are accepted. */
  readonly lowBytes: number;
}

/** Small disks (tests, a memory stick) get small log files: PostgreSQL stops at once when it cannot extend its log. */
export function planForDisk(home: string, cluster: string): DiskPlan {
  const { blocks, bsize } = statfsSync(home);
  const plan =
    blocks * bsize < SMALL_DISK
      ? { walSegmentMib: 1, minWalMib: 5, maxWalMib: 8, reserveBytes: 3 * MIB, lowBytes: 6 * MIB }
      : { walSegmentMib: 16, minWalMib: 80, maxWalMib: 1024, reserveBytes: 48 * MIB, lowBytes: 128 * MIB };
  const made = walSegmentMib(cluster) ?? plan.walSegmentMib;
  // A cluster keeps the file size it was made with when it moves to another disk; PostgreSQL wants room for two files.
  return {
    ...plan,
    walSegmentMib: made,
    minWalMib: Math.max(plan.minWalMib, 2 * made),
    maxWalMib: Math.max(plan.maxWalMib, 3 * made),
  };
}

function walSegmentMib(cluster: string): number | undefined {
  const folder = join(cluster, "pg_wal");
  if (!existsSync(folder)) return undefined;
  const segment = readdirSync(folder).find((name) => /^[0-9A-F]{24}$/.test(name));
  return segment ? statSync(join(folder, segment)).size / MIB : undefined;
}

/** 256 MiB of shared buffers from 8 GiB of memory on, never under 128 MiB; the rest is left to the system's file cache. */
function sharedBuffersMib(): number {
  return totalmem() >= 8 * 1024 * MIB ? 256 : 128;
}

/** Settings of every embedded server; `changes` wins. Personal data must not reach the log, so statements and details stay out. */
export function serverSettings(
  disk: DiskPlan,
  changes: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return {
    listen_addresses: "",
    unix_socket_permissions: "0700",
    max_connections: "60",
    password_encryption: "scram-sha-256",
    shared_buffers: `${sharedBuffersMib()}MB`,
    effective_cache_size: `${Math.floor(totalmem() / 2 / MIB)}MB`,
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    random_page_cost: "1.1",
    jit: "off",
    fsync: "on",
    synchronous_commit: "on",
    full_page_writes: "on",
    wal_level: "replica",
    wal_compression: "on",
    max_wal_senders: "2",
    max_replication_slots: "2",
    min_wal_size: `${disk.minWalMib}MB`,
    max_wal_size: `${disk.maxWalMib}MB`,
    checkpoint_timeout: "5min",
    // A killed application must not keep its locks: the server looks whether the other end is still there.
    client_connection_check_interval: process.platform === "linux" ? "1s" : "0",
    restart_after_crash: "on",
    timezone: "UTC",
    log_timezone: "UTC",
    lc_messages: "C",
    log_destination: "stderr",
    logging_collector: "off",
    log_statement: "none",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_parameter_max_length_on_error: "0",
    log_line_prefix: "%m [%p] ",
    ...changes,
  };
}

/** Writes settings and access rules beside the cluster, where only we write. Returns the arguments that name them. */
export function writeSettings(home: string, settings: Readonly<Record<string, string>>): readonly string[] {
  const configFile = join(home, "postgresql.conf");
  const accessFile = join(home, "pg_hba.conf");
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`);
  write(configFile, ["# Trenza writes this file at every start.", ...lines]);
  // Passwords for everybody on the socket: another account of the machine gets nothing by being on it.
  const network = process.platform === "win32" ? ["host all all 127.0.0.1/32 scram-sha-256"] : [];
  write(accessFile, ["local all all scram-sha-256", ...network]);
  return ["-c", `config_file=${configFile}`, "-c", `hba_file=${accessFile}`];
}

function write(file: string, lines: readonly string[]): void {
  writeFileSync(file, `${lines.join("\n")}\n`, { mode: 0o644 });
}
