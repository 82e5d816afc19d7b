import { rngFrom } from "../../src/evaluation/numeric/random.ts";
import { drawProblems } from "./draws.ts";
import { modelProblems } from "./models.ts";
import { survivalProblems } from "./survival.ts";

const [, , id, n, runs] = process.argv;
const problem = [...survivalProblems, ...modelProblems, ...drawProblems].find((one) => one.id === id);
if (!problem) throw new Error(id);
const columns = problem.make(Number(n || problem.size), rngFrom("1"));
const run = problem.prepare(columns);
const times: number[] = [];
let numbers = {};
for (let k = 0; k < Number(runs ?? 5); k++) {
  globalThis.gc?.();
  const t = process.cpuUsage();
  const w = process.hrtime.bigint();
  numbers = run();
  const u = process.cpuUsage(t);
  times.push((u.user + u.system) / 1e3, Number(process.hrtime.bigint() - w) / 1e6);
}
console.log(id, "cpu/wall ms", times.map((t) => t.toFixed(0)).join(" "), JSON.stringify(numbers).slice(0, 200));
