import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { keepPlans } from "./keepPlans.ts";
import type { DB } from "./schema.ts";

const INT8 = 20;
const DATE = 1082;
const NUMERIC = 1700;
const TIMESTAMPTZ = 1184;
const DATE_ARRAY = 1182;

/** Set once for the process: 64-bit integers, dates and decimals stay text, instants become ISO strings in UTC. */
function setParsers(): void {
  const asText = (value: string): string => value;
  pg.types.setTypeParser(INT8, asText);
  pg.types.setTypeParser(DATE, asText);
  pg.types.setTypeParser(NUMERIC, asText);
  pg.types.setTypeParser(TIMESTAMPTZ, (value) => new Date(value).toISOString());
  pg.types.setTypeParser(DATE_ARRAY as never, asText);
}
setParsers();

export type Database = Kysely<DB>;

/** Opens a pool on one login. Connections are named so that an operator sees who holds them. */
export function openPool(config: pg.PoolConfig, name: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    max,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    application_name: name,
    // Statements sent without waiting for the one before travel together; they still run one after the other.
    pipeline: true,
    ...config,
  });
  pool.on("error", () => {
    // An idle connection ended (server restart): the pool opens another one at the next use.
  });
  pool.on("connect", (client) => {
    // The same between two statements of a transaction: its next statement fails, the process must not.
    client.on("error", () => {});
    // A pooler that hands every transaction another connection must be told (PgBouncer before 1.21 loses the plans).
    if (process.env.TRENZA_PREPARED !== "0") keepPlans(client);
  });
  return pool;
}

const builders = new WeakMap<object, Database>();

/** The typed builder over one open connection, so that everything of a transaction goes through it. */
export function builderOn(client: pg.PoolClient): Database {
  const known = builders.get(client);
  if (known) return known;
  const single = {
    connect: async () => ({
      query: (...args: unknown[]) => (client.query as (...all: unknown[]) => unknown)(...args),
      release: () => undefined,
    }),
    end: async () => undefined,
  };
  const builder = new Kysely<DB>({ dialect: new PostgresDialect({ pool: single as never }) });
  builders.set(client, builder);
  return builder;
}
