import fc from "fast-check";
import Fastify from "fastify";
import type { TSchema } from "typebox";
import { describe, expect, it } from "vitest";
import { endpoints, operations, queries } from "../../src/server/collect.ts";
import { valid } from "./arbitraryOf.ts";
import type { JsonSchema } from "./openApi.ts";

const CANARY = "an undeclared field";

/** The same value with an undeclared field in every object that has a fixed form. */
function withCanaries(value: unknown, schema: JsonSchema): unknown {
  const choices = schema.anyOf as JsonSchema[] | undefined;
  if (choices) {
    const fitting = choices.find(
      (choice) => choice.type === (Array.isArray(value) ? "array" : value === null ? "null" : typeof value),
    );
    return fitting ? withCanaries(value, fitting) : value;
  }
  if (Array.isArray(value)) return value.map((item) => withCanaries(item, (schema.items ?? {}) as JsonSchema));
  if (typeof value !== "object" || value === null || schema.type !== "object") return value;
  const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
  const members = Object.entries(value).map(([name, member]) => [name, withCanaries(member, properties[name] ?? {})]);
  const open = schema.patternProperties !== undefined || typeof schema.additionalProperties === "object";
  return { ...Object.fromEntries(members), ...(!open && { canary: CANARY }) };
}

const routes = [...operations, ...queries, ...endpoints].map(({ name, contract }) => ({
  name,
  output: contract.output as TSchema,
}));

describe("what a route did not declare never leaves the process", () => {
  it.each(routes)("$name", async ({ output }) => {
    const schema = JSON.parse(JSON.stringify(output)) as JsonSchema;
    const app = Fastify();
    let next: unknown;
    app.get("/", { schema: { response: { 200: output } } }, async (_request, reply) => reply.send(next));
    for (const value of fc.sample(valid(schema, "", new Map()), { numRuns: 20, seed: 7 })) {
      if (typeof value !== "object" || value === null) continue;
      next = value;
      expect((await app.inject("/")).statusCode).toBe(200);
      // In an object that may also be null the serializer refuses the whole answer instead of leaving the field out.
      next = withCanaries(value, schema);
      const { statusCode, body } = await app.inject("/");
      expect([[200, 500].includes(statusCode), body.includes(CANARY)]).toEqual([true, false]);
    }
    await app.close();
  });
});
