import type pg from "pg";
import { ACTIONS, type Action, type Level, type Mode, type ObjectKind, type Scope } from "../../core/access/actions.ts";
import { POLICY, type Policy, ROLES, type Role, type Rule } from "../../core/access/policy.ts";

/** One row of `access_rule`: the reach of a role over a kind of object, whatever the action. */
export interface CoarseRule {
  readonly role: Role;
  readonly object: ObjectKind;
  readonly mode: Mode;
  readonly scope: Scope;
  readonly ceiling: Level;
}

const WIDTH: Readonly<Record<Scope, number>> = { own: 0, team: 1, territory: 2, tenant: 3 };

function contains(wide: Rule, narrow: Rule): boolean {
  const sameShape = wide.scope === narrow.scope || (wide.scope !== "own" && narrow.scope !== "own");
  return sameShape && WIDTH[wide.scope] >= WIDTH[narrow.scope] && wide.ceiling >= narrow.ceiling;
}

/**
 * The rows the database needs for its second wall. Row security does not know actions, only kinds and modes, so among
 * the rules of a role for one kind and mode there must be one that contains the others; anything else is a bug of the table.
 */
export function coarseRules(policy: Policy = POLICY): CoarseRule[] {
  const rules = new Map<string, CoarseRule>();
  for (const role of ROLES) {
    for (const [action, rule] of Object.entries(policy[role]) as [Action, Rule][]) {
      const { kind: object, mode } = ACTIONS[action];
      const key = `${role} ${object} ${mode}`;
      const known = rules.get(key);
      if (!known || contains(rule, known)) rules.set(key, { role, object, mode, ...rule });
      else if (!contains(known, rule))
        throw new Error(`no widest rule for ${key}: row security cannot repeat ${action}`);
    }
  }
  return [...rules.values()];
}

const asKey = (rule: CoarseRule): string => [rule.role, rule.object, rule.mode, rule.scope, rule.ceiling].join(" ");

/** Makes `access_rule` equal to the policy table; runs as owner at the end of every migration. */
export async function syncAccessRules(owner: pg.ClientBase): Promise<void> {
  if ((await differingRules(owner)).length === 0) return;
  const rules = coarseRules();
  const columns = [
    rules.map((rule) => rule.role),
    rules.map((rule) => rule.object),
    rules.map((rule) => rule.mode),
    rules.map((rule) => rule.scope),
    rules.map((rule) => rule.ceiling),
  ];
  await owner.query("begin");
  try {
    await owner.query("lock table access_rule in share row exclusive mode");
    await owner.query("delete from access_rule");
    await owner.query(
      `insert into access_rule (role, object, mode, scope, ceiling)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::smallint[])`,
      columns,
    );
    await owner.query("commit");
  } catch (error) {
    await owner.query("rollback");
    throw error;
  }
}

/** Differences between the program's policy and the database's coarse copy, in words; empty when they agree. */
export async function differingRules(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query("select role, object, mode, scope, ceiling from access_rule");
  const stored = new Set((rows as CoarseRule[]).map(asKey));
  const expected = new Set(coarseRules().map(asKey));
  return [
    ...[...expected].filter((key) => !stored.has(key)).map((key) => `access_rule lacks: ${key}`),
    ...[...stored].filter((key) => !expected.has(key)).map((key) => `access_rule has too much: ${key}`),
  ];
}
