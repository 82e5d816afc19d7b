import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** Text that tells one life of a process number from the next one: numbers are reused, start times are not. */
export function processBirth(pid: number): string | undefined {
  if (process.platform === "linux") {
    const stat = linuxStat(pid);
    // Field 22 counted after the closing parenthesis of the name, which may itself hold spaces: see proc(5).
    return stat && stat.state !== "Z" && stat.state !== "X" ? stat.start : undefined;
  }
  if (!mayBeAlive(pid)) return undefined;
  if (process.platform === "win32") return "unknown";
  const born = ask("ps", ["-o", "lstart=", "-p", String(pid)]);
  return born || undefined;
}

/** Command line of a process as one text; empty when it cannot be told. */
export function processCommand(pid: number): string {
  if (process.platform === "win32") return "";
  if (process.platform !== "linux") return ask("ps", ["-ww", "-o", "command=", "-p", String(pid)]);
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

/** Processes whose working folder is `folder`; PostgreSQL's processes stand in their cluster. Linux only, empty elsewhere. */
export function processesIn(folder: string): readonly number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === folder;
      } catch {
        return false;
      }
    });
}

/** Sends a signal; a process that has already gone is not an error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function linuxStat(pid: number): { state: string; start: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [state, start] = [fields[0], fields[19]];
    return state && start ? { state, start } : undefined;
  } catch {
    return undefined;
  }
}

function mayBeAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function ask(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, [...args], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "";
  }
}
