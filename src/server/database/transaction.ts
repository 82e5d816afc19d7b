import type pg from "pg";
import { builderOn, type Database } from "./connect.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const WORD = /^[a-z_]{1,40}$/;

/** On whose behalf a transaction runs; row security reads these three settings. */
export interface TransactionIdentity {
  readonly tenantId: string;
  readonly userId: string;
  readonly purpose: string;
}

/** An open transaction. */
export interface Transaction {
  readonly client: pg.PoolClient;
  readonly db: Database;
  /** Lets a statement travel with the commit: its answer is awaited with it, and its failure undoes everything. */
  readonly lastly: (statement: Promise<unknown>) => void;
}

function opening(identity: TransactionIdentity): string {
  if (!UUID.test(identity.tenantId) || !UUID.test(identity.userId) || !WORD.test(identity.purpose)) {
    throw new TypeError("transaction identity is malformed");
  }
  // One round trip; the three values are checked above, so they cannot leave their quotes.
  return (
    `begin; select set_config('trenza.tenant','${identity.tenantId}',true),` +
    `set_config('trenza.user','${identity.userId}',true),set_config('trenza.purpose','${identity.purpose}',true)`
  );
}

const SERIALIZATION_FAILURE = "40001";
const DEADLOCK = "40P01";

function mayRetry(error: unknown): boolean {
  const code = (error as { code?: string }).code;
  return code === SERIALIZATION_FAILURE || code === DEADLOCK;
}

/** Thrown inside a transaction to leave it without effect and hand a value out. */
export class Rollback<Value> extends Error {
  readonly value: Value;
  constructor(value: Value) {
    super("rolled back on purpose");
    this.value = value;
  }
}

/**
 * Waits until all of them have ended, also when one fails, so that none still speaks on a connection its caller has given
 * back; then hands out the values, or throws the first failure in their order.
 */
export async function together<const Work extends readonly unknown[]>(
  work: Work,
): Promise<{ -readonly [Place in keyof Work]: Awaited<Work[Place]> }> {
  await Promise.allSettled(work);
  return Promise.all(work) as never;
}

/**
 * The opening travels with the first statement of `work`, and the commit with its last ones. The server runs them in order and
 * nothing after one that failed, so a commit behind a failure rolls back; the failure is what the caller gets.
 */
async function bracketed<Value>(
  client: pg.PoolClient,
  begin: string,
  work: (transaction: Transaction) => Promise<Value>,
): Promise<Value> {
  const last: Promise<unknown>[] = [];
  const lastly = (statement: Promise<unknown>) => {
    statement.catch(() => undefined); // Told below, unless the work has failed before.
    last.push(statement);
  };
  const [, value] = await together([client.query(begin), work({ client, db: builderOn(client), lastly })]);
  await together([...last, client.query("commit")]);
  return value;
}

/**
 * Runs `work` in one transaction bound to a tenant and a user (`set local` only, so nothing leaks to the next user of
 * the connection). A `Rollback` undoes it and becomes the result; a deadlock is tried again twice.
 */
export async function inTransaction<Value>(
  pool: pg.Pool,
  identity: TransactionIdentity,
  work: (transaction: Transaction) => Promise<Value>,
): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      return await bracketed(client, opening(identity), work);
    } catch (error) {
      await client.query("rollback").catch((rollbackError: Error) => {
        broken = rollbackError;
      });
      if (error instanceof Rollback) return error.value as Value;
      if (attempt < 3 && mayRetry(error)) continue;
      throw error;
    } finally {
      client.release(broken);
    }
  }
}
