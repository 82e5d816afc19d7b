import { createServer } from "node:net";
import pg from "pg";
import { findBinaries } from "./binaries.ts";
import { checkVersion, clusterExists, createCluster, resetPasswords } from "./cluster.ts";
import { type DatabaseUser, databaseUser } from "./databaseUser.ts";
import { EmbeddedDatabaseError } from "./failure.ts";
import { type Holder, hold } from "./holders.ts";
import { withMutex } from "./mutex.ts";
import { type Placement, placeDatabase, reachableFolder } from "./placement.ts";
import {
  findPostmaster,
  type Postmaster,
  type ServerRequest,
  startPostmaster,
  stopPostmaster,
  untilReady,
} from "./postmaster.ts";
import { createSecrets, findSecrets, type Secrets } from "./secrets.ts";
import { planForDisk, serverSettings, writeSettings } from "./settings.ts";
import { guardSpace, type SpaceGuard } from "./space.ts";
import { keepAlive } from "./watch.ts";

export interface EmbeddedRequest {
  /** Absolute folder; made when missing. */
  readonly dataDir: string;
  /** Receives Spanish lines for the person who started Trenza. */
  readonly log: (line: string) => void;
  /** PostgreSQL settings that win over ours, such as `fsync: "off"` for a throw-away cluster. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** The embedded PostgreSQL of one data folder, running. */
export interface EmbeddedDatabase {
  /** Connection of `postgres` to the database `trenza`. */
  readonly superuser: pg.ClientConfig;
  /** Password that the migration runner gives to `trenza_app`. */
  readonly appPassword: string;
  /** Connection to the database `trenza` as one of its roles. */
  readonly login: (role: "postgres" | "trenza_app") => pg.ClientConfig;
  /** True when the server was already running. */
  readonly adopted: boolean;
  readonly placement: Placement;
  readonly space: SpaceGuard;
  /** Gives the database up; the last orderly process to do so stops the server. */
  readonly stop: () => Promise<void>;
}

interface Opened {
  readonly placement: Placement;
  readonly secrets: Secrets;
  readonly postmaster: Postmaster;
  readonly adopted: boolean;
  readonly space: SpaceGuard;
}

/**
 * Opens the database of a data folder: makes it when new, adopts the running server when there is one, starts it otherwise,
 * and starts it again whenever it dies while this process lives.
 * @throws EmbeddedDatabaseError with a Spanish message
 */
export async function openEmbedded(request: EmbeddedRequest): Promise<EmbeddedDatabase> {
  const user = databaseUser();
  const placement = await placeDatabase(request.dataDir, user, request.log);
  const { opened, holder } = await withMutex(placement.dataDir, () => openHeld(request, placement, user));
  const reopen = () => withMutex(placement.dataDir, () => openServer(request, placement, { user, others: () => true }));
  const watch = keepAlive({ postmaster: opened.postmaster, space: opened.space, reopen, log: request.log });
  const login = (role: "postgres" | "trenza_app") => connection(opened, role);
  return {
    superuser: login("postgres"),
    appPassword: opened.secrets.app,
    login,
    adopted: opened.adopted,
    placement,
    space: opened.space,
    stop: async () => {
      await watch.end();
      await withMutex(placement.dataDir, () => giveUp(placement, holder));
    },
  };
}

async function openHeld(request: EmbeddedRequest, placement: Placement, user: DatabaseUser | undefined) {
  const holder = hold(placement.dataDir);
  try {
    const opened = await openServer(request, placement, { user, others: holder.others });
    await makeDatabase(connection(opened, "postgres"));
    return { opened, holder };
  } catch (error) {
    await giveUp(placement, holder);
    throw error;
  }
}

/** Adopts or starts the server. Runs inside the mutex. */
async function openServer(
  request: EmbeddedRequest,
  placement: Placement,
  { user, others }: { user: DatabaseUser | undefined; others: () => boolean },
): Promise<Opened> {
  const disk = planForDisk(placement.home, placement.cluster);
  const space = guardSpace(placement.home, disk);
  const found = findSecrets(placement.dataDir);
  const live = findPostmaster(placement.cluster);
  if (live && found) {
    const postmaster = await untilReady(placement.cluster, live);
    if (postmaster) return { placement, secrets: found, postmaster, adopted: true, space };
  } else if (live) {
    if (others()) {
      throw new EmbeddedDatabaseError(
        "wrong_password",
        `Falta ${placement.dataDir}/secrets.json. Detenga los demás procesos de Trenza y vuelva a iniciar.`,
      );
    }
    await stopPostmaster(live);
  }
  const env = request.env ?? process.env;
  const reachable = reachableFolder(placement.dataDir, user);
  const binaries = await findBinaries({ user, reachable, env, log: request.log });
  const network: Record<string, string> =
    process.platform === "win32" ? { listen_addresses: "127.0.0.1", port: String(await freePort()) } : {};
  const settings = writeSettings(placement.home, serverSettings(disk, { ...network, ...request.settings }));
  const secrets = found ?? createSecrets(placement.dataDir);
  if (!clusterExists(placement)) {
    request.log("Creando la base de datos (solo la primera vez)…");
    const durable = request.settings?.fsync !== "off";
    await createCluster({ placement, binaries, user, secrets, disk, durable });
  } else {
    checkVersion(placement, binaries);
    if (!found) await resetPasswords({ placement, binaries, user, secrets, settings });
  }
  const postmaster = await startOnFullDisk({ placement, binaries, user, settings }, space, request.log);
  space.tend();
  return { placement, secrets, postmaster, adopted: false, space };
}

/** A database that stopped because the disk was full needs a little room to recover: the reserve is that room. */
async function startOnFullDisk(
  server: ServerRequest,
  space: SpaceGuard,
  log: (line: string) => void,
): Promise<Postmaster> {
  try {
    return await startPostmaster(server);
  } catch (error) {
    if (!(error instanceof EmbeddedDatabaseError) || error.code !== "no_space" || !space.releaseReserve()) throw error;
    log("El disco está lleno: se usa el espacio de reserva para poder abrir la base de datos.");
    return startPostmaster(server);
  }
}

async function giveUp(placement: Placement, holder: Holder): Promise<void> {
  const last = !holder.others();
  holder.release();
  const postmaster = last ? findPostmaster(placement.cluster) : undefined;
  if (postmaster) await stopPostmaster(postmaster);
}

function connection(opened: Opened, role: "postgres" | "trenza_app"): pg.ClientConfig {
  const onWindows = process.platform === "win32";
  return {
    host: onWindows ? "127.0.0.1" : opened.placement.socketDir,
    port: opened.postmaster.port,
    user: role,
    password: role === "postgres" ? opened.secrets.superuser : opened.secrets.app,
    database: "trenza",
  };
}

/** Node reaches Unix sockets everywhere but on Windows, so there the server listens on a loopback port that is free now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function makeDatabase(superuser: pg.ClientConfig): Promise<void> {
  const client = new pg.Client({ ...superuser, database: "postgres" });
  try {
    await client.connect();
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = 'trenza'");
    if (rowCount === 0) await client.query("CREATE DATABASE trenza");
  } catch (error) {
    if ((error as { code?: string }).code !== "28P01") throw error;
    throw new EmbeddedDatabaseError(
      "wrong_password",
      "La contraseña guardada en secrets.json no es la de la base de datos. Detenga Trenza, borre ese archivo y vuelva a iniciar: se harán contraseñas nuevas.",
      error,
    );
  } finally {
    await client.end();
  }
}
