import Fastify, { type FastifyInstance } from "fastify";
import { Type } from "typebox";
import { describe, expect, it } from "vitest";
import { ErrorBody } from "../../src/contracts/contract.ts";
import { endpoints, operations, queries } from "../../src/server/collect.ts";
import { refuseUndeclaredRoutes } from "../../src/server/http/declared.ts";

function appWith(register: (app: FastifyInstance) => void): () => void {
  const app = Fastify();
  refuseUndeclaredRoutes(app);
  return () => register(app);
}

const handler = async () => ({});
const response = { 200: Type.Object({}), 404: ErrorBody };

describe("a route that does not say who may call it and what it answers", () => {
  it("keeps the process from starting", () => {
    const contract = { kind: "query", name: "x", action: "household.read" };
    const cases: [string, object, object][] = [
      ["has no contract", {}, { response }],
      ["no schema of its answer", { contract }, {}],
      ["no schema of its answer", { contract }, { response: { 404: ErrorBody } }],
      ["no action of the policy", { contract: { ...contract, action: "household.destroy" } }, { response }],
      ["no action of the policy", { contract: { kind: "operation", name: "x" } }, { response }],
      ["does not say who may call it", { contract: { kind: "endpoint", name: "x" } }, { response }],
      ["of no known kind", { contract: { kind: "other", action: "household.read" } }, { response }],
    ];
    for (const [reason, config, schema] of cases) {
      const register = appWith((app) => app.route({ method: "GET", url: "/x", handler, config, schema }));
      expect(register).toThrow(reason);
    }
  });

  it("is the only one refused", () => {
    const declared = [
      { kind: "query", name: "x", action: "household.read" },
      { kind: "operation", name: "x", action: "case.open" },
      { kind: "endpoint", name: "x", access: "public" },
    ];
    for (const contract of declared) {
      const register = appWith((app) =>
        app.route({ method: "GET", url: "/x", handler, config: { contract }, schema: { response } }),
      );
      expect(register).not.toThrow();
    }
  });
});

describe("the collected routes", () => {
  it("have names and addresses of their own", () => {
    const all = [...operations, ...queries, ...endpoints];
    expect(all.length).toBeGreaterThan(10);
    for (const key of [
      (route: (typeof all)[number]) => route.name,
      (route: (typeof all)[number]) => route.contract.url,
    ]) {
      const values = all.map(key);
      expect(values.filter((value, index) => values.indexOf(value) !== index)).toEqual([]);
    }
  });

  it("ask for permission in code that runs, and tell what the read log keeps", () => {
    for (const operation of operations)
      expect([operation.name, typeof operation.permission]).toEqual([operation.name, "function"]);
    for (const query of queries) {
      expect([query.name, typeof query.permission]).toEqual([query.name, "function"]);
      expect([query.name, query.trace === "nothing_personal" || typeof query.trace === "function"]).toEqual([
        query.name,
        true,
      ]);
    }
  });
});
