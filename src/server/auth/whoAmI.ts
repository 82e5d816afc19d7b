import { createHmac } from "node:crypto";
import { whoAmI as contract } from "../../contracts/auth.ts";
import { ACTIONS, type Action } from "../../core/access/actions.ts";
import { type Actor, isActive, POLICY, ROLES, ruleOf } from "../../core/access/policy.ts";
import { IDLE_MINUTES } from "../../core/auth/lifetime.ts";
import type { SignedIn } from "../actor.ts";
import { inTransaction } from "../database/transaction.ts";
import { defineEndpoint } from "../endpoint.ts";
import { getSignedIn } from "./currentPerson.ts";

/** Actions that some active grant allows somewhere; the screen hides the rest, the server decides anyway. */
export function possibleActions(actor: Actor): Action[] {
  const active = actor.grants.filter((grant) => isActive(grant, actor));
  return (Object.keys(ACTIONS) as Action[]).filter((action) =>
    active.some((grant) => ruleOf(POLICY, grant.role, action) !== undefined),
  );
}

function activeRoles(actor: Actor) {
  const held = new Set(actor.grants.filter((grant) => isActive(grant, actor)).map((grant) => grant.role));
  return ROLES.filter((role) => held.has(role));
}

/** The family that holds the screen gets a key of its own: with it nothing the worker typed before can be read. */
function deviceKeyOf(signedIn: SignedIn, key: Buffer): string | null {
  if (signedIn.stage !== "open") return null;
  if (signedIn.familyMode === null) return key.toString("base64");
  return createHmac("sha256", key).update(`family ${signedIn.familyMode.assessmentId}`).digest("base64");
}

const OWN_ACCOUNT = `
  select tenant.name, tenant.demo, secrets.totp_confirmed, secrets.device_key,
         secrets.family_mode_pin_hash is not null as pin_set
  from tenant, app.find_own_secrets() secrets where tenant.id = app.tenant()`;

export const whoAmI = defineEndpoint({
  name: contract.name,
  contract,
  handle: async (context) => {
    const signedIn = getSignedIn(context);
    const { actor } = signedIn;
    const account = await inTransaction(context.surroundings.pool, actor, async ({ client }) => {
      return (await client.query(OWN_ACCOUNT)).rows[0];
    });
    return {
      status: 200,
      body: {
        userId: actor.userId,
        displayName: signedIn.displayName,
        email: signedIn.email,
        language: signedIn.language,
        stage: signedIn.stage,
        roles: activeRoles(actor),
        actions: possibleActions(actor),
        tenantId: actor.tenantId,
        tenantName: account.name,
        timeZone: signedIn.timeZone,
        demo: account.demo,
        secondFactorConfirmed: account.totp_confirmed,
        familyModePinSet: account.pin_set,
        familyMode: signedIn.familyMode,
        deviceKey: deviceKeyOf(signedIn, account.device_key),
        idleMinutes: IDLE_MINUTES,
        expiresAt: signedIn.expiresAt,
      },
    };
  },
});
