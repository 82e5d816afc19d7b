/**
 * `npm run bench` and `npm run bench:evaluation` (the analyses beside R's): makes the clone ready, builds the benchmarks
 * and runs them. They are measurements, not tests.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bootstrap, root } from "./bootstrap.mjs";
import { run } from "./processes.mjs";
import { PlainFailure, report, step } from "./progress.mjs";

const [first, ...others] = process.argv.slice(2);
const { entry, folder, builds, args } =
  first === "--evaluation"
    ? { entry: "bench/evaluation/main.ts", folder: "dist/bench-evaluation", builds: [], args: others }
    : { entry: "bench/main.ts", folder: "dist/bench", builds: ["server", "web"], args: process.argv.slice(2) };

try {
  await bootstrap({ builds });
  if (!existsSync(join(root, entry))) throw new PlainFailure(`No existe ${entry}.`);
  await step({ label: "Construyendo las mediciones" }, async () => {
    const vite = join(root, "node_modules/vite/bin/vite.js");
    const target = ["--ssr", entry, "--outDir", folder];
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
  const { main } = await import(pathToFileURL(join(root, folder, "main.js")).href);
  process.exitCode = await main(args);
} catch (error) {
  report(error);
}
