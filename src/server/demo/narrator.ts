import type pg from "pg";
import type { TSchema } from "typebox";
import type { InputOf, OperationContract, OutputOf } from "../../contracts/contract.ts";
import type { Grant } from "../../core/access/policy.ts";
import type { SignedIn } from "../actor.ts";
import { operations } from "../collect.ts";
import { dayIn } from "../moment.ts";
import { runOperation } from "../operation.ts";
import type { Chance } from "./chance.ts";

/** Somebody in whose name operations are told. */
export interface Teller {
  readonly tenantId: string;
  readonly userId: string;
  readonly displayName: string;
  readonly email: string;
  readonly timeZone: string;
  readonly grants: readonly Grant[];
}

/** Tells what happened, on the day it happened, through the same operations as the screens. */
export interface Narrator {
  readonly tell: <C extends OperationContract<TSchema, TSchema, string>>(
    teller: Teller,
    on: Date,
    contract: C,
    input: InputOf<C>,
  ) => Promise<OutputOf<C>>;
  readonly told: () => number;
}

/** The person as the runner needs it on a day of the story. */
export function signedInOn(teller: Teller, on: Date): SignedIn {
  const { tenantId, userId, grants, timeZone } = teller;
  return {
    signInId: userId,
    displayName: teller.displayName,
    email: teller.email,
    language: "es",
    stage: "open",
    familyMode: null,
    timeZone,
    expiresAt: on.toISOString(),
    actor: { tenantId, userId, purpose: "care", today: dayIn(on, timeZone), grants },
  };
}

/** Makes a narrator; a refused operation is a fault of the story and stops it with the reason. */
export function narratorOn(pool: pg.Pool, sealingKey: string, chance: Chance): Narrator {
  let count = 0;
  return {
    told: () => count,
    tell: async (teller, on, contract, input) => {
      const operation = operations.find(({ name }) => name === contract.name);
      if (!operation) throw new Error(`no operation ${contract.name}`);
      const envelope = { operationId: chance.id(on), claimedAt: on.toISOString(), device: "demo", input };
      const answer = await runOperation(
        { pool, sealingKey, clock: () => on },
        { operation, signedIn: signedInOn(teller, on), envelope },
      );
      if (answer.status !== 200) {
        throw new Error(
          `${contract.name} was refused: ${JSON.stringify(answer.body).slice(0, 2000)} for ${JSON.stringify(input).slice(0, 500)}`,
        );
      }
      count += 1;
      return answer.body as never;
    },
  };
}
