import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

interface Bootstrap {
  bootstrap(options: { readonly builds: readonly string[]; readonly quiet: boolean }): Promise<void>;
}

/** Before the browser tests: the web as it is in the sources. */
export async function setup(): Promise<void> {
  const module: Bootstrap = await import(pathToFileURL(resolve("scripts/bootstrap.mjs")).href);
  await module.bootstrap({ builds: ["web"], quiet: true });
}
