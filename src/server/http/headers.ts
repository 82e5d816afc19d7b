import type { FastifyInstance } from "fastify";

/** Nothing inline, nothing from elsewhere, no frame, no plug-in. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** What every answer carries, error pages included. */
export function securityHeaders(secure: boolean): Record<string, string> {
  return {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ...(secure && { "strict-transport-security": "max-age=31536000; includeSubDomains" }),
  };
}

/** Puts the security headers on every answer; nothing of the interface is ever cached. */
export function addSecurityHeaders(app: FastifyInstance, secure: boolean): void {
  app.addHook("onRequest", async (request, reply) => {
    reply.headers(securityHeaders(secure));
    if (request.url.startsWith("/api") || request.url.startsWith("/health")) reply.header("cache-control", "no-store");
  });
}

/** A state-changing request must come from our own page: its origin, when told, is this host. */
export function comesFromElsewhere(
  method: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): boolean {
  if (method === "GET" || method === "HEAD") return false;
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return true;
  const origin = headers.origin;
  if (origin === undefined) return false;
  if (typeof origin !== "string" || !URL.canParse(origin)) return true;
  return new URL(origin).host !== headers.host;
}
