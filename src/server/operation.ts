import type pg from "pg";
import type { TSchema } from "typebox";
import type { CodesOf, Envelope, InputOf, OperationContract, OutputOf } from "../contracts/contract.ts";
import { type AccessObject, type Actor, permit } from "../core/access/policy.ts";
import type { Result } from "../core/result.ts";
import type { SignedIn } from "./actor.ts";
import { appendToLedger, hashOf, sealMembers } from "./audit/ledger.ts";
import type { Database } from "./database/connect.ts";
import { inTransaction, Rollback, type Transaction, together } from "./database/transaction.ts";
import { type Answer, answerFailure, type Failure, GENERAL_FAILURES, generalAnswer } from "./failure.ts";

// biome-ignore lint/suspicious/noExplicitAny: the collection holds operations of every shape; each is checked where it is defined
export type AnyOperation = Operation<any, any, any, any>;
type AnyContract = OperationContract<TSchema, TSchema, string>;

/** What the loading and saving halves of an operation may use. */
export interface OperationContext {
  readonly db: Database;
  readonly client: pg.PoolClient;
  readonly actor: Actor;
  /** The server's instant, the same through the whole operation (ISO); the tenant's day is `actor.today`. */
  readonly now: string;
  readonly operationId: string;
  /** Key of this installation's digests. */
  readonly sealingKey: string;
}

/** A consequence to run after the commit, written in the same transaction. */
export interface Job {
  readonly task: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What saving reports: the answer, and which record moved to which version. */
export interface Saved<Output> {
  readonly output: Output;
  readonly stream: { readonly kind: string; readonly id: string; readonly version: number };
  readonly jobs?: readonly Job[];
}

/**
 * A write, complete by construction: every member is required, so an operation without permission does not compile.
 * `load` returns undefined for a record that does not exist (404); `decide` is the pure rule; `save` only stores.
 */
export interface Operation<C extends AnyContract, State, New, F extends Failure & { readonly code: CodesOf<C> }> {
  readonly kind: "operation";
  readonly name: C["name"];
  readonly contract: C;
  readonly load: (context: OperationContext, input: InputOf<C>) => Promise<State | undefined>;
  /** The object the contract's action is asked about. */
  readonly permission: (state: State, input: InputOf<C>) => AccessObject | readonly AccessObject[];
  readonly decide: (state: State, input: InputOf<C>, actor: Actor, now: string) => Result<New, F>;
  readonly save: (context: OperationContext, decided: New, input: InputOf<C>) => Promise<Saved<OutputOf<C>>>;
}

/** Declares an operation; the compiler asks for every member. */
export function defineOperation<C extends AnyContract, State, New, F extends Failure & { readonly code: CodesOf<C> }>(
  operation: Omit<Operation<C, State, New, F>, "kind">,
): Operation<C, State, New, F> {
  return { kind: "operation", ...operation };
}

/** What the runner needs of the process. */
export interface OperationSurroundings {
  readonly pool: pg.Pool;
  readonly sealingKey: string;
  readonly clock: () => Date;
}

interface Run<C extends AnyContract, State, New, F extends Failure & { readonly code: CodesOf<C> }> {
  readonly operation: Operation<C, State, New, F>;
  readonly signedIn: SignedIn;
  readonly envelope: Envelope<InputOf<C>>;
}

/** Claims the operation id. Returns the earlier answer when this id was already accepted. */
async function claim(transaction: Transaction, run: Run<AnyContract, unknown, unknown, never>, inputHash: string) {
  const { tenantId, userId } = run.signedIn.actor;
  const { rowCount } = await transaction.client.query(
    `insert into operation_receipt (tenant_id, operation_id, operation, input_hash, actor_id)
     values ($1,$2,$3,$4,$5) on conflict do nothing`,
    [tenantId, run.envelope.operationId, run.operation.name, inputHash, userId],
  );
  if (rowCount === 1) return undefined;
  const { rows } = await transaction.client.query(
    `select operation, input_hash, actor_id, output from operation_receipt where tenant_id = $1 and operation_id = $2`,
    [tenantId, run.envelope.operationId],
  );
  const earlier = rows[0];
  const same =
    earlier?.operation === run.operation.name && earlier.input_hash === inputHash && earlier.actor_id === userId;
  return same
    ? { status: 200, body: earlier.output, repeated: true }
    : generalAnswer("operation_reused", run.signedIn.language);
}

function allowed(
  run: { signedIn: SignedIn },
  action: OperationContract["action"],
  objects: AccessObject | readonly AccessObject[],
  now: string,
): boolean {
  const list = Array.isArray(objects) ? (objects as readonly AccessObject[]) : [objects as AccessObject];
  return list.length > 0 && list.every((object) => permit(run.signedIn.actor, action, object, now));
}

/**
 * The only way to write: transaction → idempotency → load → permission → decide → save → jobs → ledger → answer.
 * Whatever is refused leaves no trace; whatever is accepted is in the ledger or not stored at all.
 */
export async function runOperation<
  C extends AnyContract,
  State,
  New,
  F extends Failure & { readonly code: CodesOf<C> },
>(surroundings: OperationSurroundings, run: Run<C, State, New, F>): Promise<Answer> {
  const { operation, signedIn, envelope } = run;
  const { actor, language } = signedIn;
  const { contract } = operation;
  const inputHash = hashOf(envelope.input);
  const now = surroundings.clock().toISOString();
  return inTransaction<Answer>(surroundings.pool, actor, async (transaction) => {
    const { sealingKey } = surroundings;
    const context: OperationContext = { ...transaction, actor, now, operationId: envelope.operationId, sealingKey };
    // Loading travels behind the claim, which the server runs first: a repeated operation finds its earlier answer.
    const [earlier, state] = await together([
      claim(transaction, run as never, inputHash),
      operation.load(context, envelope.input),
    ]);
    if (earlier) throw new Rollback<Answer>(earlier);
    if (state === undefined) throw new Rollback<Answer>(generalAnswer("not_found", language));
    if (!allowed(run, contract.action, operation.permission(state, envelope.input), now)) {
      throw new Rollback<Answer>(generalAnswer("forbidden", language));
    }
    const decided = operation.decide(state, envelope.input, actor, now);
    if (!decided.ok) {
      throw new Rollback<Answer>(
        answerFailure(decided.failure, { ...GENERAL_FAILURES, ...contract.failures }, language),
      );
    }
    const saved = await operation.save(context, decided.value, envelope.input);
    await finish(transaction, { contract, envelope, actor, saved, sealingKey });
    return { status: 200, body: saved.output };
  });
}

interface Finish {
  readonly contract: AnyContract;
  readonly envelope: Envelope<unknown>;
  readonly actor: Actor;
  readonly saved: Saved<unknown>;
  readonly sealingKey: string;
}

async function finish(
  transaction: Transaction,
  { contract, envelope, actor, saved, sealingKey }: Finish,
): Promise<void> {
  const { client, lastly } = transaction;
  for (const job of saved.jobs ?? []) {
    lastly(client.query("select app.add_job($1, $2)", [job.task, JSON.stringify(job.payload)]));
  }
  lastly(
    client.query("update operation_receipt set output = $3 where tenant_id = $1 and operation_id = $2", [
      actor.tenantId,
      envelope.operationId,
      JSON.stringify(saved.output),
    ]),
  );
  await appendToLedger(transaction, {
    tenantId: actor.tenantId,
    operationId: envelope.operationId,
    operation: contract.name,
    stream: saved.stream.kind,
    streamId: saved.stream.id,
    version: saved.stream.version,
    actorId: actor.userId,
    device: envelope.device ?? "",
    claimedAt: new Date(envelope.claimedAt).toISOString(),
    input: sealMembers(envelope.input as Record<string, unknown>, contract.sealed ?? [], sealingKey),
  });
}
