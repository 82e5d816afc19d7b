import { randomUUID } from "node:crypto";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse as Response } from "fastify";
import type { EndpointContract, OperationContract, QueryContract } from "../../src/contracts/contract.ts";
import { cookieName, openTokenFor, type Person, type World } from "./world.ts";

/** Calls the application as one browser would, without a network. */
export interface Caller {
  readonly cookies: Record<string, string>;
  readonly get: (url: string, query?: Record<string, string>) => Promise<Response>;
  readonly post: (url: string, body: unknown, headers?: Record<string, string>) => Promise<Response>;
  /** Sends an operation in a fresh envelope. */
  readonly operate: (contract: OperationContract, input: unknown, operationId?: string) => Promise<Response>;
  readonly ask: (contract: QueryContract, parameters: Record<string, string>) => Promise<Response>;
  readonly call: (contract: EndpointContract, input: unknown) => Promise<Response>;
}

/** A browser with these cookies; cookies the server sets are kept. */
export function callerWith(app: FastifyInstance, cookies: Record<string, string> = {}): Caller {
  const send = async (options: InjectOptions): Promise<Response> => {
    const response = await app.inject({ ...options, cookies: { ...cookies } });
    for (const { name, value } of response.cookies) {
      if (value === "") delete cookies[name];
      else cookies[name] = value;
    }
    return response;
  };
  const get: Caller["get"] = (url, query = {}) => send({ method: "GET", url, query });
  const post: Caller["post"] = (url, body, headers = {}) =>
    send({ method: "POST", url, payload: body as object, headers: { "content-type": "application/json", ...headers } });
  return {
    cookies,
    get,
    post,
    operate: (contract, input, operationId = randomUUID()) =>
      post(contract.url, { operationId, claimedAt: new Date().toISOString(), input }),
    ask: (contract, parameters) => get(contract.url, parameters),
    call: (contract, input) =>
      contract.method === "GET" ? get(contract.url, input as Record<string, string>) : post(contract.url, input),
  };
}

/** A browser in which this person is fully signed in. */
export async function signInAs(app: FastifyInstance, world: World, person: Person): Promise<Caller> {
  return callerWith(app, { [cookieName(world)]: await openTokenFor(world, person) });
}
