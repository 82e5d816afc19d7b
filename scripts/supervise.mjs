/**
 * Runs one `trenza` command in a child process and starts it again when it dies by a signal nobody here sent
 * (a crash of the engine, the kernel out of memory, kill -9) or of a defect. The database outlives the child and is adopted again.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./bootstrap.mjs";

/** Exit code of a child that met a defect after it had started; 70 is EX_SOFTWARE of sysexits.h. */
export const DEFECT = 70;

const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP"];
const MINUTE_MS = 60_000;
const MAX_DEATHS_A_MINUTE = 40;

/** @param {readonly string[]} args @returns {Promise<number>} exit code of the command */
export async function keepRunning(args) {
  let child;
  let asked = false;
  const forward = (signal) => {
    asked = true;
    child?.kill(signal);
  };
  for (const signal of FORWARDED) process.on(signal, forward);
  let deaths = [];
  try {
    for (;;) {
      const ended = new Promise((resolve) => {
        child = spawn(process.execPath, [join(root, "scripts/child.mjs"), ...args], {
          stdio: ["inherit", "inherit", "inherit", "ipc"],
        });
        child.once("error", (error) => resolve({ code: 1, error }));
        child.once("exit", (code, signal) => resolve({ code, signal }));
      });
      const { code, signal } = await ended;
      if (asked || (!signal && code !== DEFECT)) return code ?? 0;
      deaths = [...deaths.filter((at) => Date.now() - at < MINUTE_MS), Date.now()];
      if (deaths.length > MAX_DEATHS_A_MINUTE) {
        console.error(
          `La aplicación murió ${deaths.length} veces en un minuto (${signal ?? code}). Se detiene; revise el registro.`,
        );
        return 1;
      }
      console.error(`La aplicación murió (${signal ?? code}). Se vuelve a iniciar.`);
    }
  } finally {
    for (const signal of FORWARDED) process.off(signal, forward);
  }
}
