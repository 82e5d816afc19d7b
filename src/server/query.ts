import type pg from "pg";
import type { TSchema } from "typebox";
import type { OutputOf, ParametersOf, QueryContract } from "../contracts/contract.ts";
import type { Actor } from "../core/access/policy.ts";
import type { SignedIn } from "./actor.ts";
import type { Database } from "./database/connect.ts";
import { inTransaction, Rollback } from "./database/transaction.ts";
import { type Answer, generalAnswer } from "./failure.ts";

type AnyContract = QueryContract<TSchema, TSchema>;
// biome-ignore lint/suspicious/noExplicitAny: the collection holds queries of every shape; each is checked where it is defined
export type AnyQuery = Query<any>;

/** What a read may use. Lists add the compiled predicate of their action (`compilePredicate`) to their one statement. */
export interface QueryContext {
  readonly db: Database;
  readonly client: pg.PoolClient;
  readonly actor: Actor;
  readonly now: string;
  readonly signedIn: SignedIn;
  /** Key of this installation's digests. */
  readonly sealingKey: string;
}

/** What the read log keeps of one answer: whose file, or which rows of a list. */
export interface ReadTrace {
  readonly householdId?: string;
  readonly shownIds?: readonly string[];
  readonly shownCount?: number;
  readonly reason?: string;
}

/** A read, complete by construction: it says who may ask, and what the read log keeps of it. */
export interface Query<C extends AnyContract> {
  readonly kind: "query";
  readonly name: C["name"];
  readonly contract: C;
  /** Whether this person may ask at all; which rows they see is decided by predicate and row security. */
  readonly permission: (actor: Actor, now: string) => boolean;
  /** Undefined: it does not exist for this person (404). One statement shaped for the screen. */
  readonly read: (context: QueryContext, parameters: ParametersOf<C>) => Promise<OutputOf<C> | undefined>;
  /** The trace of a personal record, or the plain reason why nothing personal was shown. */
  readonly trace: ((output: OutputOf<C>, parameters: ParametersOf<C>) => ReadTrace) | "nothing_personal";
}

/** Declares a query; the compiler asks for every member. */
export function defineQuery<C extends AnyContract>(query: Omit<Query<C>, "kind">): Query<C> {
  return { kind: "query", ...query };
}

const MAX_SHOWN_IDS = 100;

/** Keeps who read what; every reading of personal records ends here. */
export async function logRead(client: pg.PoolClient, actor: Actor, name: string, trace: ReadTrace): Promise<void> {
  const shown = trace.shownIds ?? [];
  await client.query(
    `insert into read_log (tenant_id, actor_id, query, household_id, shown_ids, shown_count, reason)
     values ($1,$2,$3,$4,$5,$6,$7)`,
    [
      actor.tenantId,
      actor.userId,
      name,
      trace.householdId ?? null,
      shown.slice(0, MAX_SHOWN_IDS),
      trace.shownCount ?? Math.max(shown.length, 1),
      trace.reason ?? null,
    ],
  );
}

export interface QuerySurroundings {
  readonly pool: pg.Pool;
  readonly sealingKey: string;
  readonly clock: () => Date;
}

/** The only way to read: permission → transaction → one statement → read log in the same transaction → answer. */
export async function runQuery<C extends AnyContract>(
  surroundings: QuerySurroundings,
  query: Query<C>,
  signedIn: SignedIn,
  parameters: ParametersOf<C>,
): Promise<Answer> {
  const now = surroundings.clock().toISOString();
  const { sealingKey } = surroundings;
  const { actor, language } = signedIn;
  if (!query.permission(actor, now)) return generalAnswer("forbidden", language);
  return inTransaction<Answer>(surroundings.pool, actor, async (transaction) => {
    const output = await query.read({ ...transaction, actor, now, signedIn, sealingKey }, parameters);
    if (output === undefined) throw new Rollback<Answer>(generalAnswer("not_found", language));
    if (query.trace !== "nothing_personal") {
      transaction.lastly(logRead(transaction.client, actor, query.name, query.trace(output, parameters)));
    }
    return { status: 200, body: output };
  });
}
