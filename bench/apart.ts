import { spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { packageRoot } from "../src/server/paths.ts";

interface Apart {
  /** The built benchmarks, from the package's folder. */
  readonly built?: string;
  readonly nodeFlags?: readonly string[];
}

/** Calls an exported function of the built benchmarks in a process of its own and answers what it wrote. */
export function runApart<Answer>(
  name: string,
  request: unknown,
  { built: file = "dist/bench/main.js", nodeFlags = [] }: Apart = {},
): Promise<Answer> {
  const built = pathToFileURL(join(packageRoot(), file)).href;
  const script = `import(${JSON.stringify(built)}).then((bench) => bench.${name}())`;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...nodeFlags, "--input-type=module", "-e", script], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", reject);
    child.on("exit", (code) =>
      code === 0
        ? resolve(JSON.parse(Buffer.concat(chunks).toString("utf8")) as Answer)
        : reject(new Error(`${name} ended with ${code}`)),
    );
    child.stdin.end(JSON.stringify(request));
  });
}

/** What the process was asked for, from its standard input. */
export async function asked<Request>(): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString("utf8")) as Request;
}
