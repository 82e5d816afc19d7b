import pg from "pg";
import type { TSchema } from "typebox";
import type { CodesOf, InputOf, OperationContract } from "../contracts/contract.ts";
import { CARE_PURPOSE } from "../core/access/actions.ts";
import { accepted, type Result, refused } from "../core/result.ts";
import type { SignedIn } from "./actor.ts";
import { openPool } from "./database/connect.ts";
import type { Answer, Failure } from "./failure.ts";
import { newId } from "./ids.ts";
import type { Installation } from "./installation.ts";
import { dayIn } from "./moment.ts";
import { type Operation, type OperationSurroundings, runOperation } from "./operation.ts";

/**
 * The person in whose name a command of the terminal acts, by e-mail, with exactly the grants that person has. Undefined for an
 * unknown or disabled account. `owner` is the connection of whoever runs the installation: nobody else may act for another.
 */
export async function findSignedInByEmail(
  owner: Pick<pg.ClientBase, "query">,
  email: string,
  now: Date,
): Promise<SignedIn | undefined> {
  const { rows } = await owner.query(
    `select person.tenant_id as "tenantId", person.id as "userId", person.display_name as "displayName", person.email,
            person.language, tenant.time_zone as "timeZone", app.grants_of(person.tenant_id, person.id) as grants
     from user_account person
     join tenant on tenant.id = person.tenant_id
     where person.email = lower($1) and person.disabled_at is null`,
    [email.trim()],
  );
  const row = rows[0];
  if (!row) return undefined;
  const { tenantId, userId, grants, ...account } = row;
  return {
    ...account,
    signInId: userId,
    stage: "open",
    familyMode: null,
    expiresAt: now.toISOString(),
    actor: { tenantId, userId, purpose: CARE_PURPOSE, today: dayIn(now, account.timeZone), grants },
  };
}

/** Runs one operation in that person's name, as the browser would; the ledger says that it came from the terminal. */
export async function operateAs<
  C extends OperationContract<TSchema, TSchema, string>,
  State,
  New,
  F extends Failure & { readonly code: CodesOf<C> },
>(
  surroundings: OperationSurroundings,
  signedIn: SignedIn,
  operation: Operation<C, State, New, F>,
  input: InputOf<C>,
): Promise<Answer> {
  const envelope = { operationId: newId(), claimedAt: surroundings.clock().toISOString(), device: "terminal", input };
  return runOperation(surroundings, { operation, signedIn, envelope });
}

/** What a command was refused, in a sentence for whoever typed it. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** An operation's or a query's answer, for a command. */
export function asResult<Output>(answer: Answer): Result<Output, Refusal> {
  if (answer.status === 200) return accepted(answer.body as Output);
  return refused((answer.body as { readonly error: Refusal }).error);
}

interface Behalf {
  readonly email: string;
  /** How the connections are called in the database. */
  readonly command: string;
}

/** Works in the name of the person with this e-mail, on an open installation, for as long as `work` takes. */
export async function onBehalfOf<Output>(
  { owner, app, sealingKey }: Pick<Installation, "owner" | "app" | "sealingKey">,
  { email, command }: Behalf,
  work: (surroundings: OperationSurroundings, signedIn: SignedIn) => Promise<Result<Output, Refusal>>,
): Promise<Result<Output, Refusal>> {
  const client = new pg.Client({ ...owner, application_name: command });
  const pool = openPool(app, command, 1);
  try {
    await client.connect();
    const signedIn = await findSignedInByEmail(client, email, new Date());
    if (!signedIn) return refused({ code: "unknown_account", message: `No hay ninguna cuenta activa «${email}».` });
    return await work({ pool, sealingKey, clock: () => new Date() }, signedIn);
  } finally {
    await pool.end();
    await client.end();
  }
}
