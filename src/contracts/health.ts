import { Type } from "typebox";
import { endpointContract } from "./contract.ts";
import { oneOf, record } from "./scalars.ts";

export const health = endpointContract({
  name: "health",
  method: "GET",
  url: "/health",
  summary: "Dice si el servicio y su base de datos responden.",
  access: "public",
  input: record({}),
  output: record({ status: oneOf("ok"), database: oneOf("embedded", "external"), version: Type.String() }),
  failures: {},
});
