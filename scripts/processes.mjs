import { spawn } from "node:child_process";

/**
 * Runs a program to its end without a shell.
 * @param {readonly string[]} command program and arguments
 * @param {{ cwd: string, show?: boolean, env?: NodeJS.ProcessEnv }} options `show` lets the program write to our terminal
 * @returns {Promise<{ code: number, output: string }>} code 127 when the program does not exist
 */
export function run([program, ...args], { cwd, show = false, env = process.env }) {
  return new Promise((resolve) => {
    // npm is a batch file on Windows, which Node only starts through a shell; our arguments hold no spaces.
    const shell = process.platform === "win32" && program === "npm";
    const child = spawn(program, args, {
      cwd,
      env,
      shell,
      stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
    });
    let output = "";
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    child.on("error", (error) => resolve({ code: 127, output: `${output}${error.message}` }));
    child.on("close", (code, signal) => resolve({ code: code ?? (signal ? 1 : 0), output }));
  });
}

/** The npm that started us when there is one, otherwise the one in PATH. */
export function npmCommand(env = process.env) {
  const path = env.npm_execpath;
  return path?.endsWith("npm-cli.js") ? [process.execPath, path] : ["npm"];
}
