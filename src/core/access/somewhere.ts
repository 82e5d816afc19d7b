import type { Action } from "./actions.ts";
import { type Actor, isActive, POLICY, ruleOf } from "./policy.ts";

/** True when some active grant of this person allows the action on something; which things is decided thing by thing. */
export function holdsSomewhere(actor: Actor, action: Action): boolean {
  return actor.grants.some((grant) => isActive(grant, actor) && ruleOf(POLICY, grant.role, action) !== undefined);
}
