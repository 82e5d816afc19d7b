import cookie from "@fastify/cookie";
import swagger from "@fastify/swagger";
import type { ErrorObject } from "ajv";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { TSchema } from "typebox";
import { type Contract, type Envelope, ErrorBody, envelopeOf } from "../contracts/contract.ts";
import { findSignedIn } from "./auth/signedIn.ts";
import { endpoints, operations, queries } from "./collect.ts";
import { type Answer, answerError, GENERAL_FAILURES, type GeneralCode, generalAnswer } from "./failure.ts";
import { addSecurityHeaders, comesFromElsewhere } from "./http/headers.ts";
import { compileValidator, fieldFailures, unstorableText } from "./http/validation.ts";
import { serveWeb, wantsPage } from "./http/web.ts";
import { runOperation } from "./operation.ts";
import { runQuery } from "./query.ts";
import type { Surroundings } from "./surroundings.ts";

const BODY_LIMIT = 2 * 1024 * 1024;

function languageOf(request: FastifyRequest): "es" | "en" {
  return /^en\b/.test(request.headers["accept-language"] ?? "") ? "en" : "es";
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  if (answer.repeated) reply.header("idempotent-replay", "true");
  return reply.status(answer.status).send(answer.body);
}

/** Every status a route may answer with, each with its schema: what is not declared never leaves the process. */
function responses(contract: Contract): Record<string, TSchema> {
  const general: GeneralCode[] = ["bad_input", "too_many", "defect", "unavailable", "disk_full"];
  if (contract.kind !== "endpoint" || contract.access === "signed_in") general.push("not_signed_in", "forbidden");
  if (contract.kind !== "endpoint") general.push("not_found");
  if (contract.kind !== "query") general.push("wrong_origin", "too_large", "unsupported");
  if (contract.kind === "operation") general.push("operation_reused");
  const statuses = new Set<number>(general.map((code) => GENERAL_FAILURES[code].status));
  if (contract.kind !== "query") for (const text of Object.values(contract.failures)) statuses.add(text.status);
  return { 200: contract.output, ...Object.fromEntries([...statuses].map((status) => [status, ErrorBody])) };
}

async function signedInFor(surroundings: Surroundings, request: FastifyRequest) {
  return findSignedIn(surroundings, request.cookies);
}

function registerRoutes(app: FastifyInstance, surroundings: Surroundings): void {
  for (const operation of operations) {
    const { contract } = operation;
    app.route({
      method: "POST",
      url: contract.url,
      schema: {
        summary: contract.summary,
        operationId: contract.name,
        body: envelopeOf(contract.input),
        response: responses(contract),
      },
      handler: async (request, reply) => {
        const signedIn = await signedInFor(surroundings, request);
        if (!signedIn) return send(reply, generalAnswer("not_signed_in", languageOf(request)));
        const envelope = request.body as Envelope<never>;
        return send(reply, await runOperation(surroundings, { operation, signedIn, envelope }));
      },
    });
  }
  for (const query of queries) {
    const { contract } = query;
    app.route({
      method: "GET",
      url: contract.url,
      schema: {
        summary: contract.summary,
        operationId: contract.name,
        querystring: contract.parameters,
        response: responses(contract),
      },
      handler: async (request, reply) => {
        const signedIn = await signedInFor(surroundings, request);
        if (!signedIn) return send(reply, generalAnswer("not_signed_in", languageOf(request)));
        return send(reply, await runQuery(surroundings, query, signedIn, request.query as never));
      },
    });
  }
  for (const endpoint of endpoints) {
    const { contract } = endpoint;
    const input = contract.method === "GET" ? { querystring: contract.input } : { body: contract.input };
    app.route({
      method: contract.method,
      url: contract.url,
      schema: { summary: contract.summary, operationId: contract.name, ...input, response: responses(contract) },
      handler: async (request, reply) => {
        const signedIn = await signedInFor(surroundings, request);
        if (contract.access === "signed_in" && !signedIn) {
          return send(reply, generalAnswer("not_signed_in", languageOf(request)));
        }
        const given = (contract.method === "GET" ? request.query : request.body) as never;
        return send(reply, await endpoint.handle({ surroundings, request, reply, signedIn }, given));
      },
    });
  }
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

/** Builds the HTTP application on given surroundings; nothing listens yet. */
export async function buildApp(surroundings: Surroundings): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
  });
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
  registerRoutes(app, surroundings);
  app.get("/api/openapi.json", { schema: { hide: true } }, async () => app.swagger());
  return app;
}
