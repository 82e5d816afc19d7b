/**
 * Makes a fresh clone ready to run, with nothing but Node: installs from the lockfile when needed, builds when needed.
 * Only Node built-ins may be imported here, because nothing else exists yet.
 */
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { npmCommand, run } from "./processes.mjs";
import { PlainFailure, step } from "./progress.mjs";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const MINIMUM_NODE = [20, 19];

/** Sources that end up in each build; a change in any of them makes the build stale. */
const BUILDS = {
  server: {
    label: "Construyendo el servidor",
    config: "vite.server.config.ts",
    sources: ["src/core", "src/evaluation", "src/contracts", "src/server", "src/cli", "demo"],
    proof: "dist/server/main.js",
  },
  web: {
    label: "Construyendo la aplicación web",
    config: "vite.config.ts",
    sources: ["src/core", "src/contracts", "src/web", "docs/glossary.json"],
    proof: "dist/web/index.html",
  },
};

/** Refuses a Node older than the product runs on. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [needMajor, needMinor] = MINIMUM_NODE;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  throw new PlainFailure(
    `Trenza necesita Node ${MINIMUM_NODE.join(".")} o posterior y este es ${version}.\nInstale una versión reciente desde https://nodejs.org y repita la orden.`,
  );
}

/** Whether what is installed is what the lockfile asks for; optional packages of other platforms may be missing. */
export function isInstalled(folder = root) {
  const lockText = readText(join(folder, "package-lock.json"));
  const installedText = readText(join(folder, "node_modules/.package-lock.json"));
  if (lockText === undefined || installedText === undefined) return false;
  const marker = join(folder, "node_modules/.trenza-installed");
  const mark = digest([lockText, installedText, process.platform, process.arch]);
  if (readText(marker) === mark) return true;
  const installed = JSON.parse(installedText).packages ?? {};
  const complete = Object.entries(JSON.parse(lockText).packages).every(([path, wanted]) => {
    if (path === "" || wanted.link) return true;
    const found = installed[path];
    return found ? found.version === wanted.version : wanted.optional === true || wanted.devOptional === true;
  });
  if (complete) writeFileSync(marker, mark);
  return complete;
}

async function ensureInstalled(quiet) {
  if (isInstalled()) return;
  await step({ label: "Instalando las dependencias desde package-lock.json", quiet }, async () => {
    // Development packages hold the builder; NODE_ENV=production would leave them out.
    const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--include=dev", "--include=optional"];
    const { code, output } = await run([...npmCommand(), "ci", ...flags], { cwd: root });
    if (code !== 0 || !isInstalled()) {
      throw new PlainFailure(
        `No se pudieron instalar las dependencias (npm ci terminó con código ${code}). ¿Hay conexión con el registro de npm y sitio en el disco?\n${lastLines(output)}`,
      );
    }
  });
}

/** Hash of everything a build reads. */
function sourcesDigest({ sources, config }) {
  const files = [...sources.flatMap((source) => filesUnder(join(root, source))), join(root, config)];
  files.push(join(root, "package-lock.json"));
  return digest(files.flatMap((file) => [relative(root, file), readText(file) ?? ""]));
}

async function ensureBuilt(name, quiet) {
  const build = BUILDS[name];
  const stamp = join(root, "dist", `${name}.stamp`);
  const wanted = sourcesDigest(build);
  if (readText(stamp) === wanted && existsSync(join(root, build.proof))) return;
  await step({ label: build.label, quiet }, async () => {
    rmSync(stamp, { force: true });
    const vite = join(root, "node_modules/vite/bin/vite.js");
    const command = [process.execPath, vite, "build", "--config", build.config, "--logLevel", "warn"];
    const { code, output } = await run(command, { cwd: root, env: { ...process.env, NODE_ENV: "production" } });
    if (code !== 0) throw new PlainFailure(`La construcción falló (${build.config}).\n${lastLines(output)}`);
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, wanted);
  });
}

/** Two commands started at once must not install or build over each other: the second waits for the first. */
async function alone(work) {
  const lock = join(root, ".cache/bootstrap.lock");
  mkdirSync(dirname(lock), { recursive: true });
  for (;;) {
    try {
      const handle = openSync(lock, "wx");
      writeFileSync(handle, String(process.pid));
      closeSync(handle);
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const holder = Number(readText(lock));
      if (holder > 0 && !isAlive(holder)) rmSync(lock, { force: true });
      await new Promise((wake) => setTimeout(wake, 200));
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/**
 * Everything a command needs before it can run.
 * @param {{ builds?: readonly ("web" | "server")[], quiet?: boolean }} options
 */
export async function bootstrap({ builds = [], quiet = false } = {}) {
  checkNode();
  await alone(async () => {
    await ensureInstalled(quiet);
    const built = await Promise.allSettled(builds.map((name) => ensureBuilt(name, quiet)));
    for (const one of built) if (one.status === "rejected") throw one.reason;
  });
}

/** What the command line gets to see of its surroundings. */
export function terminal() {
  return {
    out: (line) => console.log(line),
    err: (line) => console.error(line),
    env: process.env,
    cwd: process.cwd(),
    /** Standard input as text; opened only by a command that reads it. */
    get input() {
      return process.stdin.setEncoding("utf8");
    },
  };
}

function filesUnder(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return [];
  if (found.isFile()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function readText(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function digest(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest("hex");
}

function lastLines(text, count = 40) {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}
