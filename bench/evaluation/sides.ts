import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/server/paths.ts";
import { asked, runApart } from "../apart.ts";
import type { Columns, Numbers, Problem } from "./problem.ts";

/** What a side measured. Memory in bytes. */
export interface Side {
  readonly seconds: Readonly<Record<string, readonly number[]>>;
  readonly numbers: Numbers;
  /** Most memory the process ever held. */
  readonly peak: number;
}

export interface OurSide extends Side {
  /** Bytes of the columns, and what the process held beyond itself and them at most. */
  readonly input: number;
  readonly beyond: number;
  readonly fault?: string | undefined;
}

export interface RSide extends Side {
  readonly version: string;
  /** A package that is not installed. */
  readonly missing?: string | undefined;
}

const ENDING = ".f64";

/** One file of doubles (little-endian) for each column. */
export function writeColumns(folder: string, columns: Columns): void {
  for (const [name, values] of Object.entries(columns))
    writeFileSync(
      join(folder, `${name}${ENDING}`),
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    );
}

function readColumns(folder: string): Columns {
  const names = readdirSync(folder).filter((name) => name.endsWith(ENDING));
  return Object.fromEntries(
    names.map((name) => {
      const bytes = readFileSync(join(folder, name));
      const values = new Float64Array(bytes.byteLength / 8);
      new Uint8Array(values.buffer).set(bytes);
      return [name.slice(0, -ENDING.length), values];
    }),
  );
}

interface Request {
  readonly id: string;
  readonly folder: string;
  readonly runs: number;
}

/** The most memory this process ever held, in bytes; what it inherits from its parent does not count where Linux tells. */
function peakOf(): number {
  const status = "/proc/self/status";
  const told = existsSync(status) ? /^VmHWM:\s+(\d+)/m.exec(readFileSync(status, "utf8"))?.[1] : undefined;
  return 1024 * (told === undefined ? process.resourceUsage().maxRSS : Number(told));
}

/** Measures our side of a problem in this process and answers on standard output. */
export async function measureOurs(problems: readonly Problem[]): Promise<void> {
  const { id, folder, runs } = await asked<Request>();
  const problem = problems.find((one) => one.id === id);
  if (!problem) throw new Error(id);
  const columns = readColumns(folder);
  const run = problem.prepare(columns);
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const seconds: number[] = [];
  let numbers: Numbers = {};
  for (let at = 0; at < runs; at++) {
    globalThis.gc?.();
    const started = process.hrtime.bigint();
    numbers = run();
    seconds.push(Number(process.hrtime.bigint() - started) / 1e9);
  }
  const peak = peakOf();
  const input = Object.values(columns).reduce((sum, values) => sum + values.byteLength, 0);
  const fault = problem.check?.(columns, numbers);
  const side: OurSide = { seconds: { ours: seconds }, numbers, peak, input, beyond: Math.max(0, peak - before), fault };
  process.stdout.write(JSON.stringify(side));
}

/** Our side of a problem on the columns of a folder, in a process of its own. */
export function ourSide(id: string, folder: string, runs: number): Promise<OurSide> {
  const where = { built: "dist/bench-evaluation/main.js", nodeFlags: ["--expose-gc"] };
  return runApart<OurSide>("measure", { id, folder, runs }, where);
}

function output(program: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    let errors = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
    });
    child.stderr.on("data", (chunk: Buffer) => {
      errors += chunk.toString("utf8");
    });
    child.on("error", () => resolve(undefined));
    child.on("close", (code) => (code === 0 ? resolve(text) : reject(new Error(`${args.join(" ")}\n${errors}`))));
  });
}

/** R's side of a problem on the same columns; undefined where there is no R. */
export async function rSide(id: string, folder: string, runs: number): Promise<RSide | undefined> {
  const script = join(packageRoot(), "bench/evaluation/side.R");
  const text = await output("Rscript", ["--vanilla", script, id, folder, String(runs)]);
  if (text === undefined) return undefined;
  const seconds: Record<string, readonly number[]> = {};
  const numbers: Record<string, readonly number[]> = {};
  let [version, missing, peak]: [string, string | undefined, number] = ["", undefined, Number.NaN];
  for (const line of text.split("\n")) {
    const [what, name = "", ...values] = line.trim().split(/\s+/);
    if (what === "time") seconds[name] = values.map(Number);
    if (what === "number") numbers[name] = values.map(Number);
    if (what === "memory") peak = Number(name) * 1024;
    if (what === "version") version = [name, ...values].join(" ");
    if (what === "missing") missing = name;
  }
  return { seconds, numbers, peak, version, missing };
}
