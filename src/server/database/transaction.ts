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

/** An open transaction with a count of its statements (a list is one statement, never one per row). */
export interface Transaction {
  readonly client: pg.PoolClient;
  readonly db: Database;
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
      await client.query(opening(identity));
      const value = await work({ client, db: builderOn(client) });
      await client.query("commit");
      return value;
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
