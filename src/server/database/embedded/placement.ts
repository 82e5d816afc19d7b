import { createHash, randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DatabaseUser, runAs } from "./databaseUser.ts";
import { EmbeddedDatabaseError } from "./failure.ts";

/** Where everything of one embedded database lies. */
export interface Placement {
  /** What the person chose: passwords, claims, log and the pointer to `home`. */
  readonly dataDir: string;
  /** Folder that the database's user can reach; holds the cluster and its settings. */
  readonly home: string;
  /** PostgreSQL's own folder. */
  readonly cluster: string;
  /** Folder of the Unix socket, closed to everybody but the database's user (and root). */
  readonly socketDir: string;
  readonly logFile: string;
}

/** System folder that root uses when the chosen one cannot be reached by the database's user. */
const SYSTEM_FOLDER = "/var/lib/trenza";
const POINTER = "database.json";
/** Socket paths end at 104 bytes on macOS and 108 on Linux, the closing zero included. */
const LONGEST_SOCKET_PATH = 103;

/** Decides where the database lies, or reads it from the pointer that an earlier start left. Makes the folders. */
export async function placeDatabase(
  chosenDir: string,
  user: DatabaseUser | undefined,
  log: (line: string) => void,
): Promise<Placement> {
  const dataDir = makeDataDir(chosenDir, user);
  const home = pointedHome(dataDir) ?? (await chooseHome(dataDir, user, log));
  if (user && !(await canEnter(home, user))) {
    throw new EmbeddedDatabaseError(
      "no_permission",
      `El usuario de la base de datos ya no puede entrar en ${home}. Devuelva el permiso de paso (chmod o+x) a esa carpeta y a las que la contienen.`,
    );
  }
  return {
    dataDir,
    home,
    cluster: join(home, "cluster"),
    socketDir: makeSocketDir(dataDir, home, user),
    logFile: join(dataDir, "postgres.log"),
  };
}

/** Folder that the database's user can certainly reach, for copies of the programs. */
export function reachableFolder(dataDir: string, user: DatabaseUser | undefined): string {
  return user ? makeSystemFolder() : dataDir;
}

function makeDataDir(chosenDir: string, user: DatabaseUser | undefined): string {
  try {
    // Root lets the database's user pass through (not look around); nobody else has business here.
    mkdirSync(chosenDir, { recursive: true, mode: user ? 0o711 : 0o700 });
    return realpathSync(chosenDir);
  } catch (error) {
    throw new EmbeddedDatabaseError(
      "no_permission",
      `No se puede crear ni abrir la carpeta de datos ${chosenDir} (${(error as NodeJS.ErrnoException).code}). Elija otra con TRENZA_DATA.`,
      error,
    );
  }
}

function pointedHome(dataDir: string): string | undefined {
  const file = join(dataDir, POINTER);
  if (!existsSync(file)) return undefined;
  const { home } = JSON.parse(readFileSync(file, "utf8")) as { home: string };
  const absolute = home.startsWith("/") ? home : join(dataDir, home);
  if (absolute === join(dataDir, "database")) return absolute;
  const owner = readFileSync(join(absolute, "owner"), "utf8");
  if (owner !== dataDir && existsSync(join(owner, POINTER))) {
    throw new EmbeddedDatabaseError(
      "busy",
      `${dataDir} es una copia de ${owner} y ambas apuntan a la misma base de datos (${absolute}). Borre ${file} de la copia para que empiece una propia, o use trenza backup y trenza restore.`,
    );
  }
  writeFileSync(join(absolute, "owner"), dataDir);
  return absolute;
}

async function chooseHome(
  dataDir: string,
  user: DatabaseUser | undefined,
  log: (line: string) => void,
): Promise<string> {
  const inside = join(dataDir, "database");
  mkdirSync(inside, { recursive: true, mode: 0o755 });
  if (!user || (await canEnter(inside, user))) {
    writeFileSync(join(dataDir, POINTER), JSON.stringify({ home: "database" }));
    return inside;
  }
  // A new name each time: a folder left by an earlier installation is never taken over, nor deleted.
  const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 8);
  const outside = join(makeSystemFolder(), `${name}-${randomBytes(3).toString("hex")}`);
  mkdirSync(outside, { mode: 0o755 });
  writeFileSync(join(outside, "owner"), dataDir);
  writeFileSync(join(dataDir, POINTER), JSON.stringify({ home: outside }));
  log(`Solo root puede entrar en ${dataDir}: la base de datos se guarda en ${outside}.`);
  return outside;
}

function makeSystemFolder(): string {
  mkdirSync(SYSTEM_FOLDER, { recursive: true, mode: 0o711 });
  return SYSTEM_FOLDER;
}

/** Asks the system itself, since permissions also come from ACLs, mounts and security modules. */
async function canEnter(folder: string, user: DatabaseUser): Promise<boolean> {
  return (await runAs(user, "/bin/sh", ["-c", 'cd "$0"', folder])).code === 0;
}

function makeSocketDir(dataDir: string, home: string, user: DatabaseUser | undefined): string {
  const inside = join(home, "socket");
  const fits = Buffer.byteLength(join(inside, ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH;
  const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 16);
  const short = user
    ? join(makeSystemFolder(), `s-${name}`)
    : join(tmpdir(), `trenza-${process.getuid?.() ?? 0}-${name}`);
  const folder = fits ? inside : short;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
  const found = lstatSync(folder);
  const owner = user?.uid ?? process.getuid?.() ?? found.uid;
  // In a shared temporary folder somebody else could have made this name first.
  if (!found.isDirectory() || found.uid !== owner) {
    throw new EmbeddedDatabaseError(
      "busy",
      `La carpeta de conexión ${folder} es de otro usuario. Bórrela o elija otra carpeta de datos con TRENZA_DATA.`,
    );
  }
  chmodSync(folder, 0o700);
  return folder;
}
