import { type Static, type TSchema, Type } from "typebox";
import type { Action } from "../core/access/actions.ts";

/** How a refusal reaches a person: the HTTP status and one sentence per language; `{name}` is filled from the failure's parameters. */
export interface FailureText {
  readonly status: 403 | 404 | 409 | 413 | 422 | 429;
  readonly es: string;
  readonly en: string;
}

/** A write. The same object serves router, browser, outbox, command line, tests and OpenAPI. */
export interface OperationContract<
  Input extends TSchema = TSchema,
  Output extends TSchema = TSchema,
  Codes extends string = string,
> {
  readonly kind: "operation";
  /** Intention in the field's words, such as `recordSession`. */
  readonly name: string;
  readonly url: string;
  /** One Spanish sentence: what this does. */
  readonly summary: string;
  readonly action: Action;
  readonly input: Input;
  readonly output: Output;
  readonly failures: Readonly<Record<Codes, FailureText>>;
  /** Top-level members of the input that are sealed: the ledger keeps only a keyed digest of them. */
  readonly sealed?: readonly string[];
  /** True when the decision needs the server's word at once and never waits in an outbox. */
  readonly onlineOnly?: boolean;
  /** True when a family that holds the screen may do this to its own open assessment (`assessmentId` of the input). */
  readonly familyMode?: true;
}

/** A read shaped for one screen. */
export interface QueryContract<Parameters extends TSchema = TSchema, Output extends TSchema = TSchema> {
  readonly kind: "query";
  readonly name: string;
  readonly url: string;
  readonly summary: string;
  readonly action: Action;
  readonly parameters: Parameters;
  readonly output: Output;
  /** True when a family that holds the screen may read this about its own open assessment (`assessmentId` of the parameters). */
  readonly familyMode?: true;
}

/** A route outside the two runners (signing in, health). `access` says who may call it. */
export interface EndpointContract<Input extends TSchema = TSchema, Output extends TSchema = TSchema> {
  readonly kind: "endpoint";
  readonly name: string;
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly summary: string;
  readonly access: "public" | "signed_in";
  readonly input: Input;
  readonly output: Output;
  readonly failures: Readonly<Record<string, FailureText | { status: 401; es: string; en: string }>>;
  /** Largest body in bytes, where a file travels; only whoever has signed in may send so much. */
  readonly bodyLimit?: number;
  /** True when a sign-in that still owes its second factor may call this. */
  readonly beforeSecondFactor?: true;
  /** True when a sign-in with a password that somebody else gave may call this: to choose another. */
  readonly withGivenPassword?: true;
  /** True when a family that holds the screen may call this. */
  readonly familyMode?: true;
}

export type Contract = OperationContract | QueryContract | EndpointContract;

/** Infers the type of an operation contract and keeps it literal. */
export function operationContract<Input extends TSchema, Output extends TSchema, Codes extends string>(
  contract: Omit<OperationContract<Input, Output, Codes>, "kind">,
): OperationContract<Input, Output, Codes> {
  return { kind: "operation", ...contract };
}

/** Infers the type of a query contract and keeps it literal. */
export function queryContract<Parameters extends TSchema, Output extends TSchema>(
  contract: Omit<QueryContract<Parameters, Output>, "kind">,
): QueryContract<Parameters, Output> {
  return { kind: "query", ...contract };
}

/** Infers the type of an endpoint contract and keeps it literal. */
export function endpointContract<Input extends TSchema, Output extends TSchema>(
  contract: Omit<EndpointContract<Input, Output>, "kind">,
): EndpointContract<Input, Output> {
  return { kind: "endpoint", ...contract };
}

export type InputOf<C extends { readonly input: TSchema }> = Static<C["input"]>;
export type OutputOf<C extends { readonly output: TSchema }> = Static<C["output"]>;
export type ParametersOf<C extends { readonly parameters: TSchema }> = Static<C["parameters"]>;
export type CodesOf<C> = C extends OperationContract<TSchema, TSchema, infer Codes> ? Codes : never;

/** What travels for every operation: the id minted by the device, its clock's claim, and the input. */
export function envelopeOf<Input extends TSchema>(input: Input) {
  return Type.Object(
    {
      operationId: Type.String({ format: "uuid" }),
      claimedAt: Type.String({ format: "date-time", maxLength: 40 }),
      device: Type.Optional(Type.String({ maxLength: 80 })),
      input,
    },
    { additionalProperties: false },
  );
}

export interface Envelope<Input> {
  readonly operationId: string;
  readonly claimedAt: string;
  readonly device?: string;
  readonly input: Input;
}

/** The body of every refusal. `fields` points at what to change; `conflict` shows both values of a stale edit. */
export const ErrorBody = Type.Object(
  {
    error: Type.Object(
      {
        code: Type.String(),
        message: Type.String(),
        fields: Type.Optional(
          Type.Array(
            Type.Object(
              { path: Type.String(), code: Type.String(), message: Type.String() },
              { additionalProperties: false },
            ),
          ),
        ),
        conflict: Type.Optional(
          Type.Array(
            Type.Object(
              { field: Type.String(), yours: Type.Unknown(), theirs: Type.Unknown() },
              { additionalProperties: false },
            ),
          ),
        ),
        details: Type.Optional(Type.Unknown()),
      },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type ErrorBody = Static<typeof ErrorBody>;
