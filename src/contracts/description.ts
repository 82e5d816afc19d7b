import { Type } from "typebox";
import { endpointContract } from "./contract.ts";
import { record } from "./scalars.ts";

export const describeInterface = endpointContract({
  name: "describeInterface",
  method: "GET",
  url: "/api/openapi.json",
  summary: "Descripción de toda la interfaz en OpenAPI 3.1.",
  access: "public",
  input: record({}),
  output: Type.Unknown(),
  failures: {},
});
