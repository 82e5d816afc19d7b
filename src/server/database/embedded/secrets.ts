import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EmbeddedDatabaseError } from "./failure.ts";

/** Passwords of the embedded database; they exist only in a file that nobody but the owner of the data folder reads. */
export interface Secrets {
  readonly superuser: string;
  readonly app: string;
}

const FILE = "secrets.json";

export function findSecrets(dataDir: string): Secrets | undefined {
  let text: string;
  try {
    text = readFileSync(join(dataDir, FILE), "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    if (code !== "EACCES") throw error;
    throw new EmbeddedDatabaseError(
      "no_permission",
      `Los datos de ${dataDir} son de otro usuario. Use Trenza con el mismo usuario que los creó.`,
      error,
    );
  }
  const value = JSON.parse(text) as Partial<Secrets>;
  return value.superuser && value.app ? { superuser: value.superuser, app: value.app } : undefined;
}

/** Makes new passwords and keeps them; 256 bits each, in letters that need no quoting. */
export function createSecrets(dataDir: string): Secrets {
  const secrets = { superuser: randomBytes(32).toString("base64url"), app: randomBytes(32).toString("base64url") };
  const file = join(dataDir, FILE);
  writeFileSync(`${file}.new`, JSON.stringify(secrets), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return secrets;
}
