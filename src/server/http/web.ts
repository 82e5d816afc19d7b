import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

/** Serves the files of the built browser application and returns its one page. */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<string> {
  const page = join(folder, "index.html");
  if (!existsSync(page)) throw new Error(`no built browser application in ${folder}`);
  const html = readFileSync(page, "utf8");
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    setHeaders: (reply, path) => {
      const lasting = path.includes("/assets/");
      reply.header("cache-control", lasting ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  return html;
}

/** True for an address that a person opens: it gets the page, which then shows the right screen or its own 404. */
export function wantsPage(method: string, url: string): boolean {
  const path = url.split("?")[0] ?? "";
  return method === "GET" && !path.startsWith("/api") && !/\.\w+$/.test(path);
}
