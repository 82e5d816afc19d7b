import { describeInterface as contract } from "../../contracts/description.ts";
import { defineEndpoint } from "../endpoint.ts";

export const describeInterface = defineEndpoint({
  name: contract.name,
  contract,
  handle: async ({ request }) => ({ status: 200, body: request.server.swagger() }),
});
