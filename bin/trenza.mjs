#!/usr/bin/env node
/** `npx trenza …`: the command line. Installs and builds first when the clone is not ready. */
import { bootstrap, terminal } from "../scripts/bootstrap.mjs";
import { report } from "../scripts/progress.mjs";
import { keepRunning } from "../scripts/supervise.mjs";

const args = process.argv.slice(2);
try {
  if (args[0] === "start") {
    await bootstrap({ builds: ["server", "web"] });
    process.exitCode = await keepRunning(args);
  } else {
    await bootstrap({ builds: ["server"], quiet: true });
    const { main } = await import("../dist/server/main.js");
    process.exitCode = await main(args, terminal());
  }
} catch (error) {
  report(error);
  process.exit();
}
