/** The supervised process: runs the built command line and leaves in an orderly way when its supervisor is gone. */
import { terminal } from "./bootstrap.mjs";
import { report } from "./progress.mjs";
import { DEFECT } from "./supervise.mjs";

/** A defect nobody caught: the supervisor starts the application again, as after a crash of the engine. */
for (const event of ["uncaughtException", "unhandledRejection"]) {
  process.on(event, (error) => {
    console.error(error);
    process.exit(DEFECT);
  });
}
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();

try {
  const { main } = await import("../dist/server/main.js");
  process.exitCode = await main(process.argv.slice(2), terminal());
} catch (error) {
  report(error);
}
// A start that failed half-way may have left something listening; a supervised process ends when its command has.
process.exit();
