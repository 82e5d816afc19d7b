/**
 * `npm test`: makes the clone ready, then runs every stage from the cheapest to the dearest, also when one fails.
 * `npm test -- unit database` runs only the named stages. The last line is `N passed, N failed`.
 */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { bootstrap, root } from "./bootstrap.mjs";
import { ensureBrowser } from "./browser.mjs";
import { run } from "./processes.mjs";
import { elapsed, PlainFailure, report } from "./progress.mjs";
import { exitCode, failuresOfReport, summaryLine, tallyOfReport, total } from "./tally.mjs";

const node = (path, ...args) => [process.execPath, join(root, "node_modules", path), ...args];

/** A check that is one test: it passes or it does not. */
const check = (command) => async () => {
  const { code } = await run(command, { cwd: root, show: true });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
};

/** A vitest project: its tests are counted from its own report. */
const project = (name) => async (env) => {
  const file = join(root, ".cache", `test-${name}.json`);
  mkdirSync(join(root, ".cache"), { recursive: true });
  rmSync(file, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const command = node("vitest/vitest.mjs", "run", "--project", name, ...reporters);
  const { code } = await run(command, { cwd: root, show: true, env });
  const read = readReport(file);
  return { ...tallyOfReport(read, code), failures: failuresOfReport(read) };
};

const STAGES = [
  { name: "types", title: "tipos", work: check(node("typescript/bin/tsc", "-p", "tsconfig.json")) },
  {
    name: "pure",
    title: "tipos de las carpetas puras",
    work: check(node("typescript/bin/tsc", "-p", "tsconfig.pure.json")),
  },
  { name: "biome", title: "estilo", work: check(node("@biomejs/biome/bin/biome", "check", "--error-on-warnings")) },
  { name: "knip", title: "código sin uso", work: check(node("knip/bin/knip.js")) },
  { name: "unit", title: "reglas", work: project("unit") },
  { name: "database", title: "base de datos", work: project("database") },
  { name: "fault", title: "averías", work: project("fault") },
  { name: "browser", title: "navegador", work: project("browser") },
];

async function runStage(stage, env) {
  const startedAt = Date.now();
  console.log(`\n── ${stage.name}: ${stage.title}`);
  let tally;
  try {
    const stageEnv = stage.name === "browser" ? { ...env, TRENZA_BROWSER: await ensureBrowser(root) } : env;
    tally = await stage.work(stageEnv);
  } catch (error) {
    report(error);
    tally = { passed: 0, failed: 1, skipped: 0 };
  }
  if (tally.passed + tally.failed === 0) console.error(`La etapa ${stage.name} no ejecutó ninguna prueba.`);
  console.log(`── ${stage.name}: ${summaryLine(tally)} (${elapsed(startedAt)})`);
  return tally;
}

/** Once more at the end, where it is read: the stages before it printed thousands of lines. */
function sayWhatFailed(stages, tallies) {
  const lines = stages.flatMap(({ name }, place) => {
    const { failed, failures = [] } = tallies[place];
    if (failed === 0) return [];
    return failures.length > 0 ? failures.map((failure) => `  ${name}: ${failure}`) : [`  ${name}`];
  });
  if (lines.length > 0) console.log(`\nFalló:\n${lines.join("\n")}`);
}

function chosenStages(names) {
  const unknown = names.find((name) => !STAGES.some((stage) => stage.name === name));
  if (unknown) {
    throw new PlainFailure(`No existe la etapa «${unknown}». Etapas: ${STAGES.map((stage) => stage.name).join(", ")}.`);
  }
  return names.length === 0 ? STAGES : STAGES.filter((stage) => names.includes(stage.name));
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

try {
  const stages = chosenStages(process.argv.slice(2));
  await bootstrap({ builds: ["server", "web"] });
  const tallies = [];
  for (const stage of stages) tallies.push(await runStage(stage, process.env));
  process.exitCode = exitCode(tallies);
  sayWhatFailed(stages, tallies);
  console.log(`\n${summaryLine(total(tallies))}`);
} catch (error) {
  report(error);
  process.exitCode = 1;
  console.log("\n0 passed, 1 failed");
}
