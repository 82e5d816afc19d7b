import cookie from "@fastify/cookie";
import swagger from "@fastify/swagger";
import type { ErrorObject } from "ajv";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { TSchema } from "typebox";
import { type Contract, type Envelope, ErrorBody, envelopeOf } from "../contracts/contract.ts";
import type { SignedIn } from "./actor.ts";
import { refusalAtGate } from "./auth/gate.ts";
import { findSignedIn } from "./auth/signedIn.ts";
import { endpoints, operations, queries } from "./collect.ts";
import type { AnyEndpoint } from "./endpoint.ts";
import { type Answer, answerError, GENERAL_FAILURES, type GeneralCode, generalAnswer } from "./failure.ts";
import { refuseUndeclaredRoutes } from "./http/declared.ts";
import { addSecurityHeaders, comesFromElsewhere, securityHeaders } from "./http/headers.ts";
import { compileValidator, fieldFailures, unstorableText } from "./http/validation.ts";
import { serveWeb, wantsPage } from "./http/web.ts";
import { type AnyOperation, runOperation } from "./operation.ts";
import { type AnyQuery, runQuery } from "./query.ts";
import type { Surroundings } from "./surroundings.ts";

const BODY_LIMIT = 2 * 1024 * 1024;

function languageOf(request: FastifyRequest): "es" | "en" {
  return /^en\b/.test(request.headers["accept-language"] ?? "") ? "en" : "es";
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  if (answer.repeated) reply.header("idempotent-replay", "true");
  return reply.status(answer.status).send(answer.body);
}

function descriptionOf(contract: Contract): { url: string; config: { contract: Contract } } {
  return { url: contract.url, config: { contract } };
}

function schemaOf(contract: Contract): { summary: string; operationId: string; response: Record<string, TSchema> } {
  return { summary: contract.summary, operationId: contract.name, response: responses(contract) };
}

/** Every status a route may answer with, each with its schema: what is not declared never leaves the process. */
function responses(contract: Contract): Record<string, TSchema> {
  const general: GeneralCode[] = ["bad_input", "too_many", "defect", "unavailable", "disk_full"];
  if (contract.kind !== "endpoint" || contract.access === "signed_in") general.push("not_signed_in", "forbidden");
  if (contract.kind !== "endpoint") general.push("not_found");
  const isWrite = contract.kind === "operation" || (contract.kind === "endpoint" && contract.method === "POST");
  if (isWrite) general.push("wrong_origin", "too_large", "unsupported");
  if (contract.kind === "operation") general.push("operation_reused");
  const statuses = new Set<number>(general.map((code) => GENERAL_FAILURES[code].status));
  if (contract.kind !== "query") for (const text of Object.values(contract.failures)) statuses.add(text.status);
  return { 200: contract.output, ...Object.fromEntries([...statuses].map((status) => [status, ErrorBody])) };
}

type Entered = { readonly signedIn: SignedIn } | { readonly refusal: Answer };

/** Who asks, or why nobody may: not signed in, second factor owed, screen lent to a family. */
async function enter(
  surroundings: Surroundings,
  request: FastifyRequest,
  contract: Contract,
  input: unknown,
): Promise<Entered> {
  const language = languageOf(request);
  const signedIn = await findSignedIn(surroundings, request.cookies);
  if (!signedIn) return { refusal: generalAnswer("not_signed_in", language) };
  const code = refusalAtGate(contract, signedIn, input);
  if (code) return { refusal: generalAnswer(code, signedIn.language) };
  const purpose = declaredPurpose(request.headers["trenza-purpose"]) ?? signedIn.actor.purpose;
  return { signedIn: { ...signedIn, actor: { ...signedIn.actor, purpose } } };
}

/** What the caller says the request is for; saying it opens nothing that no grant was given for. */
function declaredPurpose(header: string | string[] | undefined): string | undefined {
  return typeof header === "string" && /^[a-z][a-z_]{0,39}$/.test(header) ? header : undefined;
}

function registerOperation(app: FastifyInstance, surroundings: Surroundings, operation: AnyOperation): void {
  const { contract } = operation;
  app.route({
    ...descriptionOf(contract),
    method: "POST",
    schema: { ...schemaOf(contract), body: envelopeOf(contract.input) },
    handler: async (request, reply) => {
      const envelope = request.body as Envelope<never>;
      const entered = await enter(surroundings, request, contract, envelope.input);
      if ("refusal" in entered) return send(reply, entered.refusal);
      return send(reply, await runOperation(surroundings, { operation, signedIn: entered.signedIn, envelope }));
    },
  });
}

function registerQuery(app: FastifyInstance, surroundings: Surroundings, query: AnyQuery): void {
  const { contract } = query;
  app.route({
    ...descriptionOf(contract),
    method: "GET",
    schema: { ...schemaOf(contract), querystring: contract.parameters },
    handler: async (request, reply) => {
      const entered = await enter(surroundings, request, contract, request.query);
      if ("refusal" in entered) return send(reply, entered.refusal);
      return send(reply, await runQuery(surroundings, query, entered.signedIn, request.query as never));
    },
  });
}

/** A large body is read only when somebody signed in sends it: anybody else is refused before. */
async function admitLargeBody(
  surroundings: Surroundings,
  contract: AnyEndpoint["contract"],
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
): Promise<FastifyReply | undefined> {
  if (contract.bodyLimit === undefined) return undefined;
  const entered = await enter(surroundings, request, contract, undefined);
  return "refusal" in entered ? send(reply, entered.refusal) : undefined;
}

function registerEndpoint(app: FastifyInstance, surroundings: Surroundings, endpoint: AnyEndpoint): void {
  const { contract } = endpoint;
  const part = contract.method === "GET" ? "querystring" : "body";
  app.route({
    ...descriptionOf(contract),
    method: contract.method,
    bodyLimit: contract.bodyLimit ?? BODY_LIMIT,
    onRequest: (request, reply) => admitLargeBody(surroundings, contract, { request, reply }),
    schema: { ...schemaOf(contract), [part]: contract.input },
    handler: async (request, reply) => {
      const input = (contract.method === "GET" ? request.query : request.body) as never;
      if (contract.access === "public") {
        const signedIn = await findSignedIn(surroundings, request.cookies);
        const language = signedIn?.language ?? languageOf(request);
        return send(reply, await endpoint.handle({ surroundings, request, reply, signedIn, language }, input));
      }
      const entered = await enter(surroundings, request, contract, input);
      if ("refusal" in entered) return send(reply, entered.refusal);
      const { signedIn } = entered;
      const { language } = signedIn;
      return send(reply, await endpoint.handle({ surroundings, request, reply, signedIn, language }, input));
    },
  });
}

function answerUnexpected(error: unknown, request: FastifyRequest): Answer {
  const language = languageOf(request);
  const { validation, statusCode, code } = error as { validation?: ErrorObject[]; statusCode?: number; code?: string };
  if (validation) return generalAnswer("bad_input", language, fieldFailures(validation, language));
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE" || statusCode === 413) return generalAnswer("too_large", language);
  if (statusCode === 415) return generalAnswer("unsupported", language);
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return generalAnswer("bad_input", language);
  const answer = answerError(error, language);
  if (answer.status === 500) console.error(`defect in ${request.method} ${request.routeOptions.url ?? ""}`, error);
  return answer;
}

/**
 * Whether a request would write what the disk has no room for. Room runs out for operations first, then for signing in,
 * and last for reads, which need a little for their log.
 */
function lacksRoom({ space }: Surroundings, request: FastifyRequest): boolean {
  const { contract } = request.routeOptions.config as { contract?: Contract };
  if (space === undefined || contract === undefined || request.method === "GET") return false;
  const state = space.state();
  return contract.kind === "operation" ? state !== "enough" : state === "critical";
}

/** Builds the HTTP application on given surroundings; nothing listens yet. */
export async function buildApp(surroundings: Surroundings): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
    // Behind a reverse proxy on this machine the caller's address is what the proxy says; nobody else is believed.
    trustProxy: "loopback",
    // An address that cannot be decoded reaches no hook: it gets the same headers and the same kind of answer here.
    frameworkErrors: (_error, request, reply) => {
      reply.headers(securityHeaders(surroundings.secureCookies));
      return send(reply, generalAnswer("bad_input", languageOf(request)));
    },
  });
  // A page elsewhere may send text/plain without asking first; nothing of ours does.
  app.removeContentTypeParser("text/plain");
  app.setValidatorCompiler(compileValidator);
  addSecurityHeaders(app, surroundings.secureCookies);
  await app.register(cookie);
  await app.register(swagger, {
    openapi: { openapi: "3.1.0", info: { title: "Trenza", version: surroundings.version } },
  });
  app.addHook("preValidation", async (request, reply) => {
    if (comesFromElsewhere(request.method, request.headers)) {
      return send(reply, generalAnswer("wrong_origin", languageOf(request)));
    }
    if (lacksRoom(surroundings, request)) return send(reply, generalAnswer("disk_full", languageOf(request)));
    const path = unstorableText(request.body) ?? unstorableText(request.query);
    if (path !== undefined) {
      const message = "Contiene un carácter que no se puede guardar.";
      return send(reply, generalAnswer("bad_input", languageOf(request), [{ path, code: "unstorable", message }]));
    }
  });
  app.setErrorHandler((error, request, reply) => send(reply, answerUnexpected(error, request)));
  const page = surroundings.webFolder === null ? undefined : await serveWeb(app, surroundings.webFolder);
  app.setNotFoundHandler((request, reply) => {
    if (page === undefined || !wantsPage(request.method, request.url)) {
      return send(reply, generalAnswer("not_found", languageOf(request)));
    }
    return reply.status(200).type("text/html; charset=utf-8").header("cache-control", "no-cache").send(page);
  });
  refuseUndeclaredRoutes(app);
  for (const operation of operations) registerOperation(app, surroundings, operation);
  for (const query of queries) registerQuery(app, surroundings, query);
  for (const endpoint of endpoints) registerEndpoint(app, surroundings, endpoint);
  return app;
}
