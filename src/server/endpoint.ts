import type { FastifyReply, FastifyRequest } from "fastify";
import type { TSchema } from "typebox";
import type { EndpointContract, InputOf } from "../contracts/contract.ts";
import type { SignedIn } from "./actor.ts";
import type { Answer } from "./failure.ts";
import type { Surroundings } from "./surroundings.ts";

type AnyContract = EndpointContract<TSchema, TSchema>;
// biome-ignore lint/suspicious/noExplicitAny: the collection holds endpoints of every shape; each is checked where it is defined
export type AnyEndpoint = Endpoint<any>;

/** What an endpoint outside the two runners may use. */
export interface EndpointContext {
  readonly surroundings: Surroundings;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Present whenever the contract's access is `signed_in`. */
  readonly signedIn: SignedIn | undefined;
  /** Language of the answer: the account's, else the browser's. */
  readonly language: "es" | "en";
}

/** A route outside the two runners: signing in and out, health, the description of the interface. */
export interface Endpoint<C extends AnyContract> {
  readonly kind: "endpoint";
  readonly name: C["name"];
  readonly contract: C;
  readonly handle: (context: EndpointContext, input: InputOf<C>) => Promise<Answer>;
}

/** Declares an endpoint; the compiler asks for every member. */
export function defineEndpoint<C extends AnyContract>(endpoint: Omit<Endpoint<C>, "kind">): Endpoint<C> {
  return { kind: "endpoint", ...endpoint };
}
