import { expect, it } from "vitest";
import { POLICY, type Policy } from "../../core/access/policy.ts";
import { coarseRules } from "./rules.ts";

it("keeps one rule for each role, kind and mode, the widest", () => {
  const rules = coarseRules();
  const keys = rules.map(({ role, object, mode }) => `${role} ${object} ${mode}`);
  expect(new Set(keys).size).toBe(keys.length);
  const policy: Policy = {
    ...POLICY,
    peer_partner: {
      "task.write": { scope: "team", ceiling: 1 },
      "session.write": { scope: "territory", ceiling: 2 },
      "plan.write": { scope: "team", ceiling: 2 },
    },
  };
  expect(coarseRules(policy).filter(({ role }) => role === "peer_partner")).toEqual([
    { role: "peer_partner", object: "household", mode: "write", scope: "territory", ceiling: 2 },
  ]);
});

it("refuses a table whose rules for one kind and mode have no widest one, because row security could not repeat it", () => {
  const policy: Policy = {
    ...POLICY,
    peer_partner: {
      "task.write": { scope: "team", ceiling: 3 },
      "session.write": { scope: "territory", ceiling: 1 },
    },
  };
  expect(() => coarseRules(policy)).toThrow("no widest rule for peer_partner household write");
});
