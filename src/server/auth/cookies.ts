import { createHash, randomBytes } from "node:crypto";
import type { FastifyReply } from "fastify";
import { ABSOLUTE_HOURS } from "../../core/auth/lifetime.ts";

/** Over https the prefix makes browsers refuse a cookie that another host or path could have set. */
const SECURE_NAME = "__Host-trenza";
/** On loopback http, where browsers refuse that prefix. */
const PLAIN_NAME = "trenza";

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits; only the digest of it is stored. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What the database keeps of a token. */
export function digestOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

/** The token a browser sent, if it has the form of one. */
export function tokenOf(cookies: Readonly<Record<string, string | undefined>>, secure: boolean): string | undefined {
  const token = cookies[secure ? SECURE_NAME : PLAIN_NAME];
  return token !== undefined && TOKEN.test(token) ? token : undefined;
}

function attributes(secure: boolean) {
  return { path: "/", httpOnly: true, sameSite: "strict", secure } as const;
}

/** Gives the browser its token. */
export function giveToken(reply: FastifyReply, token: string, secure: boolean): void {
  reply.setCookie(secure ? SECURE_NAME : PLAIN_NAME, token, { ...attributes(secure), maxAge: ABSOLUTE_HOURS * 3600 });
}

/** Takes the token back. */
export function takeToken(reply: FastifyReply, secure: boolean): void {
  reply.clearCookie(secure ? SECURE_NAME : PLAIN_NAME, attributes(secure));
}
