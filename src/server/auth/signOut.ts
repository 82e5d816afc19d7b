import { signOutEverywhere as everywhere, mySignIns as list, signOut as single } from "../../contracts/auth.ts";
import { IDLE_MINUTES } from "../../core/auth/lifetime.ts";
import { inTransaction } from "../database/transaction.ts";
import { defineEndpoint } from "../endpoint.ts";
import { endOwnSignIns } from "./auth.data.ts";
import { closeBrowser } from "./browser.ts";
import { getSignedIn } from "./currentPerson.ts";
import { forgetSignIn } from "./signedIn.ts";

export const signOut = defineEndpoint({
  name: single.name,
  contract: single,
  handle: async ({ surroundings, request, reply }) => {
    await closeBrowser(surroundings, request, reply);
    return { status: 200, body: { done: true } };
  },
});

export const signOutEverywhere = defineEndpoint({
  name: everywhere.name,
  contract: everywhere,
  handle: async (context) => {
    const { surroundings, request, reply } = context;
    const { actor } = getSignedIn(context);
    const ended = await inTransaction(surroundings.pool, actor, ({ client }) =>
      endOwnSignIns(client, surroundings.clock(), null),
    );
    await closeBrowser(surroundings, request, reply);
    forgetSignIn(surroundings.pool);
    return { status: 200, body: { ended } };
  },
});

interface OwnSignIn {
  readonly id: string;
  readonly opened_at: string;
  readonly last_seen_at: string;
  readonly device: string;
}

export const mySignIns = defineEndpoint({
  name: list.name,
  contract: list,
  handle: async (context) => {
    const { actor, signInId } = getSignedIn(context);
    const now = context.surroundings.clock();
    const idleSince = new Date(now.getTime() - IDLE_MINUTES * 60_000);
    const rows = await inTransaction(context.surroundings.pool, actor, async ({ client }) => {
      return (await client.query<OwnSignIn>("select * from app.own_sign_ins($1, $2)", [idleSince, now])).rows;
    });
    const signIns = rows.map(({ id, opened_at, last_seen_at, device }) => {
      return { id, openedAt: opened_at, lastSeenAt: last_seen_at, device, current: id === signInId };
    });
    return { status: 200, body: { signIns } };
  },
});
