import { expect, test } from "vitest";
import { completeAction, plan as planQuery } from "../src/contracts/plans.ts";
import { accepted } from "../src/core/result.ts";
import { defineOperation, type Operation } from "../src/server/operation.ts";
import { defineQuery } from "../src/server/query.ts";

const parts: Omit<Operation<typeof completeAction, object, object, never>, "kind"> = {
  name: completeAction.name,
  contract: completeAction,
  load: async () => ({}),
  permission: () => [],
  decide: () => accepted({}),
  save: async (_context, _decided, { actionId }) => ({
    output: { actionId, version: 1 },
    stream: { kind: "goal_action", id: actionId, version: 1 },
  }),
};

/** The lines below are checked by the compiler: an expected error that does not come is an error itself. */
test("an operation without its permission does not compile", () => {
  const { permission: _, ...without } = parts;
  // @ts-expect-error: `permission` is required
  expect(defineOperation(without)).toBeDefined();
  expect(defineOperation(parts)).toHaveProperty("permission");
});

test("a query that does not say what the read log keeps does not compile", () => {
  const reading = { name: planQuery.name, contract: planQuery, permission: () => true, read: async () => undefined };
  // @ts-expect-error: `trace` is required
  expect(defineQuery(reading)).toBeDefined();
});

type Stage = "seed" | "sprout" | "tree";
const next = { seed: ["sprout"], sprout: ["tree"], tree: [] } as const satisfies Record<Stage, readonly Stage[]>;

test("a state table that forgets a state, or leads to one that does not exist, does not compile", () => {
  // @ts-expect-error: `tree` is missing
  const forgetful = { seed: ["sprout"], sprout: [] } as const satisfies Record<Stage, readonly Stage[]>;
  // @ts-expect-error: there is no `flower`
  const wishful = { ...next, tree: ["flower"] } as const satisfies Record<Stage, readonly Stage[]>;
  expect([forgetful, wishful]).toHaveLength(2);
});
