import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { BrowserContext } from "playwright-core";
import { buildApp } from "../../src/server/app.ts";
import { packageRoot } from "../../src/server/paths.ts";
import { cookieName, openTokenFor, openWorld, type Person, type World } from "../builders/world.ts";

/** The application on a port of its own, over a database of this test file. */
export interface Site {
  readonly world: World;
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Starts the application with the built web. `TRENZA_WEB_FOLDER` names another build. */
export async function openSite(): Promise<Site> {
  const webFolder = process.env.TRENZA_WEB_FOLDER ?? join(packageRoot(), "dist/web");
  const world = await openWorld({ webFolder });
  const app: FastifyInstance = await buildApp(world.surroundings);
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  return {
    world,
    url,
    close: async () => {
      await app.close();
      await world.close();
    },
  };
}

/** Signs somebody in without the page, as their browser would be after password and second factor. */
export async function enter(context: BrowserContext, site: Site, person: Person): Promise<void> {
  const value = await openTokenFor(site.world, person);
  await context.addCookies([
    { name: cookieName(site.world), value, url: site.url, httpOnly: true, sameSite: "Strict" },
  ]);
}
