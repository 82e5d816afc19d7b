import { health as contract } from "../../contracts/health.ts";
import { defineEndpoint } from "../endpoint.ts";
import { generalAnswer } from "../failure.ts";

export const health = defineEndpoint({
  name: contract.name,
  contract,
  handle: async ({ surroundings }) => {
    try {
      await surroundings.pool.query("select 1");
    } catch {
      return generalAnswer("unavailable");
    }
    return {
      status: 200,
      body: { status: "ok", database: surroundings.database, version: surroundings.version },
    };
  },
});
