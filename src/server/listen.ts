import { existsSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type pg from "pg";
import { checkCatalogue } from "./access/catalogue.ts";
import { buildApp } from "./app.ts";
import { openPool } from "./database/connect.ts";
import type { Installation } from "./installation.ts";
import { packageRoot } from "./paths.ts";
import type { Surroundings } from "./surroundings.ts";

const POOL_SIZE = 16;

export interface ListenRequest {
  readonly installation: Installation;
  readonly port: number;
  readonly host: string;
  readonly demo: boolean;
  readonly secureCookies: boolean;
  readonly version: string;
  readonly clock?: () => Date;
}

/** The running application: its address and the way to end it in order. */
export interface Listening {
  readonly url: string;
  readonly app: FastifyInstance;
  readonly pool: pg.Pool;
  readonly surroundings: Surroundings;
  readonly close: () => Promise<void>;
}

async function refuseOpenRows(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await checkCatalogue(client);
  } finally {
    client.release();
  }
}

function isBusy(error: unknown): boolean {
  return (error as { code?: string }).code === "EADDRINUSE";
}

/** Builds the application on an open installation and listens. Throws a Spanish sentence when the port is taken. */
export async function listen(request: ListenRequest): Promise<Listening> {
  const { installation, port, host } = request;
  const pool = openPool(installation.app, "trenza app", POOL_SIZE);
  await refuseOpenRows(pool).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  const webFolder = join(packageRoot(), "dist/web");
  const surroundings: Surroundings = {
    pool,
    clock: request.clock ?? (() => new Date()),
    sealingKey: installation.sealingKey,
    database: installation.database,
    version: request.version,
    demo: request.demo,
    secureCookies: request.secureCookies,
    webFolder: existsSync(join(webFolder, "index.html")) ? webFolder : null,
    space: installation.space,
  };
  const app = await buildApp(surroundings);
  try {
    const url = await app.listen({ port, host });
    return {
      url,
      app,
      pool,
      surroundings,
      close: async () => {
        await app.close();
        await pool.end();
      },
    };
  } catch (error) {
    await app.close();
    await pool.end();
    if (isBusy(error)) {
      throw new Error(
        `El puerto ${port} ya está en uso. Cierre el otro programa o elija otro: PORT=${port + 1} npm start`,
      );
    }
    throw error;
  }
}
