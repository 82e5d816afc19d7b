import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { EmbeddedDatabaseError } from "./failure.ts";

/** The unprivileged account PostgreSQL runs as; undefined means: as ourselves. */
export interface DatabaseUser {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root, so root hands it to `nobody`, which every Unix has. */
export function databaseUser(): DatabaseUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith("nobody:"));
  const [, , uid, gid] = line?.split(":") ?? [];
  if (!uid || !gid || Number(uid) === 0) {
    throw new EmbeddedDatabaseError(
      "no_permission",
      "Trenza se inició como root y no existe el usuario «nobody» para la base de datos. Iníciela con un usuario normal.",
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}

export interface ProgramResult {
  /** Exit code; 126 when the program may not be run, 127 when it does not exist. */
  readonly code: number;
  readonly output: string;
}

/** Environment of every database program: nothing of ours (no passwords, no PG* variables) leaks in. */
export function programEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, TMP } = process.env;
  return { PATH, LANG: "C", TZ: "UTC", ...(SystemRoot ? { SystemRoot, TEMP, TMP } : {}) };
}

/** Runs a program to its end as the database's user, in a folder everybody may enter. */
export function runAs(
  user: DatabaseUser | undefined,
  program: string,
  args: readonly string[],
  input = "",
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = spawn(program, [...args], { ...user, cwd: "/", env: programEnvironment(), stdio: "pipe" });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on("error", (error: NodeJS.ErrnoException) =>
      resolve({ code: error.code === "EACCES" ? 126 : 127, output: error.message }),
    );
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}
