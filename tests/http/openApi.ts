import type { FastifyInstance } from "fastify";

/** A JSON schema as it stands in the OpenAPI document. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One route as the OpenAPI document tells it to anybody. */
export interface DescribedRoute {
  readonly name: string;
  readonly method: "GET" | "POST";
  readonly url: string;
  /** What travels: body of a POST, query of a GET. */
  readonly input: JsonSchema;
  /** Schema of the answer per status. */
  readonly answers: ReadonlyMap<number, JsonSchema>;
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { name: string; required?: boolean; schema: JsonSchema }[];
  readonly requestBody?: { content: { "application/json": { schema: JsonSchema } } };
  readonly responses: Record<string, { content?: { "application/json": { schema: JsonSchema } } }>;
}

/** The whole document. */
export interface OpenApiDocument {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
}

function inputOf({ parameters = [], requestBody }: Operation): JsonSchema {
  if (requestBody) return requestBody.content["application/json"].schema;
  return {
    type: "object",
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
    required: parameters.filter(({ required }) => required).map(({ name }) => name),
    additionalProperties: false,
  };
}

/** Reads the document as a client would, and lists its routes. */
export async function describedRoutes(app: FastifyInstance): Promise<DescribedRoute[]> {
  const document = (await app.inject("/api/openapi.json")).json() as OpenApiDocument;
  return Object.entries(document.paths).flatMap(([url, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: operation.operationId,
      method: method.toUpperCase() as "GET" | "POST",
      url,
      input: inputOf(operation),
      answers: new Map(
        Object.entries(operation.responses).map(([status, answer]) => {
          return [Number(status), answer.content?.["application/json"].schema ?? {}] as const;
        }),
      ),
    })),
  );
}
