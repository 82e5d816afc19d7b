import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Binaries } from "./binaries.ts";
import { type DatabaseUser, runAs } from "./databaseUser.ts";
import { EmbeddedDatabaseError, failureFromLog } from "./failure.ts";
import type { Placement } from "./placement.ts";
import type { Secrets } from "./secrets.ts";
import type { DiskPlan } from "./settings.ts";

/** Character classification of the C library; ordering always comes from ICU's Spanish rules. First one the system has. */
const LOCALES = ["C.UTF-8", "es_ES.UTF-8", "en_US.UTF-8", "C"];

interface ClusterRequest {
  readonly placement: Placement;
  readonly binaries: Binaries;
  readonly user: DatabaseUser | undefined;
  readonly secrets: Secrets;
  readonly disk: DiskPlan;
  /** False for a throw-away cluster, which need not survive a power cut. */
  readonly durable: boolean;
}

/** Makes the cluster; either it is complete afterwards or it is not there. */
export async function createCluster({
  placement,
  binaries,
  user,
  secrets,
  disk,
  durable,
}: ClusterRequest): Promise<void> {
  const fresh = join(placement.home, "cluster.new");
  const passwordFile = join(placement.home, "password");
  try {
    writeFileSync(passwordFile, secrets.superuser, { mode: 0o600 });
    if (user) chownSync(passwordFile, user.uid, user.gid);
    let output = "";
    for (const locale of LOCALES) {
      makeOwnFolder(fresh, user);
      const result = await runAs(user, binaries.initdb, [
        ...initdbArguments({ fresh, passwordFile, locale, disk }),
        ...(durable ? [] : ["--no-sync"]),
      ]);
      if (result.code === 0) {
        renameSync(fresh, placement.cluster);
        return;
      }
      output = result.output;
      if (!output.includes("invalid locale name")) break;
    }
    throw failureFromLog(output, { cluster: placement.cluster, program: binaries.initdb });
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(fresh, { recursive: true, force: true });
  }
}

function initdbArguments(request: { fresh: string; passwordFile: string; locale: string; disk: DiskPlan }): string[] {
  return [
    `--pgdata=${request.fresh}`,
    "--username=postgres",
    "--encoding=UTF8",
    `--locale=${request.locale}`,
    "--locale-provider=icu",
    "--icu-locale=es",
    "--auth=scram-sha-256",
    `--pwfile=${request.passwordFile}`,
    `--wal-segsize=${request.disk.walSegmentMib}`,
    "--data-checksums",
  ];
}

/** An empty folder that belongs to the database's user and is closed to others. */
export function makeOwnFolder(folder: string, user: DatabaseUser | undefined): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
}

export function clusterExists(placement: Placement): boolean {
  return existsSync(join(placement.cluster, "PG_VERSION"));
}

/** Refuses a cluster that these programs cannot open, saying which side is newer. */
export function checkVersion(placement: Placement, binaries: Binaries): void {
  const version = Number(readFileSync(join(placement.cluster, "PG_VERSION"), "utf8").trim());
  if (version === binaries.major) return;
  const advice =
    version > binaries.major
      ? "Use una versión de Trenza más reciente."
      : "Ábralos con la versión de Trenza que los creó y páselos a la nueva.";
  throw new EmbeddedDatabaseError(
    "other_version",
    `Los datos de ${placement.dataDir} son de PostgreSQL ${version} y estos programas son de PostgreSQL ${binaries.major}. ${advice}`,
  );
}

/**
 * Sets passwords without a connection, as only whoever owns the files can: after a restore, or when the file that kept
 * them was lost. The server must not be running. Passwords go through standard input, never through the command line.
 */
export async function resetPasswords(
  request: Omit<ClusterRequest, "disk" | "durable"> & { readonly settings: readonly string[] },
): Promise<void> {
  const { placement, binaries, user, secrets, settings } = request;
  // Single-user mode reads one statement per line and goes on after an error, so a missing application role is harmless.
  const statements = [
    `ALTER ROLE postgres PASSWORD '${secrets.superuser}'`,
    `DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'trenza_app') THEN ALTER ROLE trenza_app PASSWORD '${secrets.app}'; END IF; END $$`,
  ];
  const args = ["--single", "-D", placement.cluster, ...settings, "postgres"];
  const { code, output } = await runAs(user, binaries.postgres, args, `${statements.join("\n")}\n`);
  if (code !== 0 || /\b(FATAL|ERROR|PANIC):/.test(output)) {
    throw failureFromLog(output, { cluster: placement.cluster, program: binaries.postgres });
  }
}
