/** `npm start`: makes the clone ready, then runs the application and keeps it running. */
import { bootstrap } from "./bootstrap.mjs";
import { report } from "./progress.mjs";
import { keepRunning } from "./supervise.mjs";

try {
  await bootstrap({ builds: ["server", "web"] });
  process.exitCode = await keepRunning(["start", ...process.argv.slice(2)]);
} catch (error) {
  report(error);
}
