import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InjectOptions, LightMyRequestResponse as Response } from "fastify";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { health } from "../../src/contracts/health.ts";
import { buildApp } from "../../src/server/app.ts";
import { endpoints, operations, queries } from "../../src/server/collect.ts";
import { openPool } from "../../src/server/database/connect.ts";
import { signInAs } from "../builders/caller.ts";
import { addPersonWith, addTenant, openWorld, type Person } from "../builders/world.ts";

const folder = mkdtempSync(join(tmpdir(), "trenza-web-"));
writeFileSync(join(folder, "index.html"), "<!doctype html><html lang=es><title>Trenza</title></html>");
writeFileSync(join(folder, "robots.txt"), "User-agent: *\nDisallow: /\n");
const world = await openWorld({ webFolder: folder });
const app = await buildApp(world.surroundings);
let person: Person;

beforeAll(async () => {
  person = await addPersonWith(world, await addTenant(world), "supervisor");
});
afterAll(async () => {
  await app.close();
  await world.close();
  rmSync(folder, { recursive: true });
});

const contracts = [...operations, ...queries, ...endpoints].map((route) => ({
  name: route.name,
  url: route.contract.url,
  method:
    route.contract.kind === "query" ? "GET" : route.contract.kind === "operation" ? "POST" : route.contract.method,
}));

function faultsOf(answer: Response): string[] {
  const { headers } = answer;
  const policy = String(headers["content-security-policy"]);
  const directives = new Map(
    policy.split("; ").map((part) => [part.split(" ")[0], part.split(" ").slice(1).join(" ")]),
  );
  const wrong: [boolean, string][] = [
    [directives.get("default-src") !== "'none'", "default-src"],
    [directives.get("script-src") !== "'self'", "script-src"],
    [directives.get("style-src") !== "'self'", "style-src"],
    [directives.get("frame-ancestors") !== "'none'", "frame-ancestors"],
    [directives.get("base-uri") !== "'none'", "base-uri"],
    [/unsafe|https?:|\*/.test(policy), "something from elsewhere"],
    [headers["x-content-type-options"] !== "nosniff", "nosniff"],
    [headers["referrer-policy"] !== "no-referrer", "referrer-policy"],
    [headers["x-frame-options"] !== "DENY", "x-frame-options"],
    [headers["cross-origin-opener-policy"] !== "same-origin", "opener policy"],
    [headers["cross-origin-resource-policy"] !== "same-origin", "resource policy"],
    [!String(headers["permissions-policy"]).includes("camera=()"), "permissions-policy"],
    [headers["x-powered-by"] !== undefined || headers.server !== undefined, "names the program"],
    [Object.keys(headers).some((name) => name.startsWith("access-control-")), "lets other sites read"],
  ];
  return wrong.flatMap(([isWrong, what]) => (isWrong ? [what] : []));
}

describe("the security headers", () => {
  it.each(contracts)("are on $name, refused and answered, and nothing of it is cached", async ({ method, url }) => {
    const caller = await signInAs(app, world, person);
    const answers = [
      await app.inject({ method: method as "GET", url }),
      method === "GET" ? await caller.get(url) : await caller.post(url, {}),
    ];
    for (const answer of answers) {
      expect([answer.statusCode, faultsOf(answer)]).toEqual([answer.statusCode, []]);
      expect(answer.headers["cache-control"]).toBe("no-store");
    }
  });

  it("are on every other answer: pages, files, unknown addresses, forms and methods, and what cannot be decoded", async () => {
    const json = { "content-type": "application/json" };
    const cases: [number, InjectOptions][] = [
      [200, { url: "/" }],
      [200, { url: "/familias/12" }],
      [200, { url: "/robots.txt" }],
      [404, { url: "/missing.js" }],
      [404, { url: "/api/no-such-thing" }],
      [404, { url: "/../../etc/passwd.txt" }],
      [404, { method: "DELETE", url: "/api/who-am-i" }],
      [400, { url: "/%zz" }],
      [400, { url: "/api/%c0%ae%c0%ae" }],
      [400, { method: "POST", url: "/api/sign-in", payload: "{", headers: json }],
      [415, { method: "POST", url: "/api/sign-in", payload: "{}", headers: { "content-type": "text/plain" } }],
      [413, { method: "POST", url: "/api/sign-in", payload: `{"email":"${"x".repeat(3_000_000)}"}`, headers: json }],
      [
        403,
        { method: "POST", url: "/api/sign-in", payload: "{}", headers: { ...json, origin: "https://evil.example" } },
      ],
    ];
    for (const [status, request] of cases) {
      const answer = await app.inject(request);
      expect([request.url, answer.statusCode, faultsOf(answer)]).toEqual([request.url, status, []]);
    }
  });

  it("are on the answer that the database is away, which does not say why", async () => {
    const pool = openPool({ ...world.app, port: 1, host: "/nonexistent" }, "test", 1);
    const alone = await buildApp({ ...world.surroundings, pool });
    const answer = await alone.inject(health.url);
    expect([answer.statusCode, faultsOf(answer)]).toEqual([503, []]);
    expect(answer.json().error.code).toBe("unavailable");
    expect(answer.body).not.toContain("nonexistent");
    await alone.close();
    await pool.end();
  });

  it("ask for https everywhere once the site is reached by https, and not before", async () => {
    const https = await buildApp({ ...world.surroundings, secureCookies: true });
    for (const url of ["/", "/api/no-such-thing", "/%zz", health.url]) {
      expect((await https.inject(url)).headers["strict-transport-security"]).toBe(
        "max-age=31536000; includeSubDomains",
      );
      expect((await app.inject(url)).headers["strict-transport-security"]).toBeUndefined();
    }
    await https.close();
  });
});
