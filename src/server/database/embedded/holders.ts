import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { processBirth } from "./processes.ts";

/** One process's claim that it is using the database: a file that says who and since when. */
export interface Holder {
  readonly release: () => void;
  /** Whether some other living process (or other opening in this one) also uses the database. Clears the claims of the dead. */
  readonly others: () => boolean;
}

/** Claims the database of a data folder. Call inside the mutex, so that nobody stops the server in between. */
export function hold(dataDir: string): Holder {
  const folder = join(dataDir, "holders");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const name = `${process.pid}-${randomBytes(4).toString("hex")}`;
  writeFileSync(join(folder, name), `${process.pid} ${processBirth(process.pid)}`, { mode: 0o600 });
  return {
    release: () => rmSync(join(folder, name), { force: true }),
    others: () =>
      readdirSync(folder)
        .filter((entry) => entry !== name)
        .some((entry) => isAlive(join(folder, entry))),
  };
}

function isAlive(file: string): boolean {
  let text = "";
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return false;
  }
  const [pid = "", ...birth] = text.split(" ");
  if (processBirth(Number(pid)) === birth.join(" ")) return true;
  rmSync(file, { force: true });
  return false;
}
