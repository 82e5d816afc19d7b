import { readFileSync } from "node:fs";
import { join } from "node:path";
import { demoIsLoaded, dropEmptied, ensureDemo } from "../../server/demo/ensureDemo.ts";
import { demoSignInLines } from "../../server/demo/loadDemo.ts";
import { type Installation, openInstallation } from "../../server/installation.ts";
import { startJobs } from "../../server/jobs/startJobs.ts";
import { type Listening, listen } from "../../server/listen.ts";
import { packageRoot } from "../../server/paths.ts";
import type { Command, CommandIo } from "../command.ts";

const DEFAULT_PORT = 3000;

function portOf(io: CommandIo): number {
  const port = Number(io.env.PORT ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`PORT debe ser un número entre 0 y 65535; se recibió «${io.env.PORT}».`);
  }
  return port;
}

function versionOfPackage(): string {
  return (JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as { version: string }).version;
}

/** An address on this machine, or the one an operator behind a proxy asks for. */
function hostOf(io: CommandIo): string {
  return io.env.HOST ?? "127.0.0.1";
}

async function announce(io: CommandIo, installation: Installation, listening: Listening): Promise<void> {
  io.out("");
  io.out(`Trenza está en marcha: ${listening.url}`);
  io.out(
    installation.database === "embedded"
      ? `Datos en ${installation.dataDir}${installation.adopted ? " (la base de datos ya estaba en marcha)" : ""}`
      : "Datos en la base de datos de DATABASE_URL",
  );
  if (listening.surroundings.demo) for (const line of demoSignInLines()) io.out(line);
  io.out("Para terminar: Ctrl+C");
}

function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
}

async function run(args: readonly string[], io: CommandIo): Promise<number> {
  const unknown = args.find((word) => word !== "--demo");
  if (unknown !== undefined) {
    io.err(`start no conoce «${unknown}». Uso: npm start -- [--demo]`);
    return 2;
  }
  const port = portOf(io);
  const asked = untilAsked();
  const installation = await openInstallation({ env: io.env, cwd: io.cwd, log: io.out });
  try {
    const wantsDemo = installation.database === "embedded" || args.includes("--demo");
    if (wantsDemo) await ensureDemo({ installation, log: io.out });
    const listening = await listen({
      installation,
      port,
      host: hostOf(io),
      demo: await demoIsLoaded(installation),
      secureCookies: io.env.TRENZA_HTTPS === "1",
      version: versionOfPackage(),
    });
    const jobs = await startJobs({ installation, surroundings: listening.surroundings, log: io.err });
    await announce(io, installation, listening);
    await dropEmptied(installation);
    await asked;
    // Jobs use the application's pool, so they end first.
    await jobs.stop();
    await listening.close();
    return 0;
  } finally {
    await installation.stop();
  }
}

export const command: Command = {
  words: "start",
  usage: "[--demo]",
  summary: "Inicia Trenza: base de datos, migraciones, demostración si está vacía, y la página.",
  run,
};
