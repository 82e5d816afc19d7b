/** `npm run bench`: makes the clone ready, builds the benchmarks and runs them. They are measurements, not tests. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bootstrap, root } from "./bootstrap.mjs";
import { run } from "./processes.mjs";
import { PlainFailure, report, step } from "./progress.mjs";

try {
  await bootstrap({ builds: ["server", "web"] });
  if (!existsSync(join(root, "bench/main.ts"))) throw new PlainFailure("No existe bench/main.ts.");
  await step({ label: "Construyendo las mediciones" }, async () => {
    const vite = join(root, "node_modules/vite/bin/vite.js");
    const target = ["--ssr", "bench/main.ts", "--outDir", "dist/bench"];
    const command = [
      process.execPath,
      vite,
      "build",
      "--config",
      "vite.server.config.ts",
      "--logLevel",
      "warn",
      ...target,
    ];
    const { code, output } = await run(command, { cwd: root });
    if (code !== 0) throw new PlainFailure(`La construcción falló.\n${output}`);
  });
  const { main } = await import(pathToFileURL(join(root, "dist/bench/main.js")).href);
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  report(error);
}
