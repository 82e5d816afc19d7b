import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { rngFrom } from "../../src/evaluation/numeric/random.ts";
import { drawProblems } from "./draws.ts";
import { modelProblems } from "./models.ts";
import type { Problem } from "./problem.ts";
import { type Measured, show } from "./report.ts";
import { measureOurs, ourSide, rSide, writeColumns } from "./sides.ts";
import { survivalProblems } from "./survival.ts";

const problems: readonly Problem[] = [...survivalProblems, ...modelProblems, ...drawProblems];

/** Called in a process of its own. */
export const measure = () => measureOurs(problems);

interface Wish {
  readonly runs: number;
  readonly only: readonly string[];
  readonly withR: boolean;
  readonly withGrowth: boolean;
}

/** Writes a problem's data into a fresh folder, hands it on and removes it. */
async function withData<Answer>(
  problem: Problem,
  n: number,
  use: (folder: string) => Promise<Answer>,
): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), "trenza-medir-"));
  try {
    mkdirSync(folder, { recursive: true });
    writeColumns(folder, problem.make(n, rngFrom(`${problem.id} ${n}`)));
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureProblem(problem: Problem, { runs, withR, withGrowth }: Wish): Promise<Measured> {
  const { ours, r } = await withData(problem, problem.size, async (folder) => ({
    ours: await ourSide(problem.id, folder, runs),
    r: withR && !problem.withoutR ? await rSide(problem.id, folder, runs) : undefined,
  }));
  const growth: { n: number; seconds: number }[] = [];
  for (const n of withGrowth ? (problem.growth ?? []) : []) {
    const side = n === problem.size ? ours : await withData(problem, n, (folder) => ourSide(problem.id, folder, runs));
    growth.push({ n, seconds: Math.min(...(side.seconds.ours ?? [])) });
  }
  return { problem, ours, r, growth };
}

function wishOf(args: readonly string[]): Wish {
  const after = (name: string) => {
    const at = args.indexOf(name);
    return at < 0 ? undefined : args[at + 1];
  };
  return {
    runs: Number(after("--runs") ?? 5),
    only: after("--only")?.split(",") ?? [],
    withR: !args.includes("--without-r"),
    withGrowth: !args.includes("--without-growth"),
  };
}

/**
 * Measures the analyses beside R's on the same data: `[--runs 5] [--only km,cox…] [--without-r] [--without-growth]`.
 * Answers 1 when a row misses its target by more than is allowed or the numbers of the two sides differ.
 */
export async function main(args: readonly string[]): Promise<number> {
  const wish = wishOf(args);
  const chosen = problems.filter(({ id }) => wish.only.length === 0 || wish.only.some((name) => id.startsWith(name)));
  process.stdout.write(`Node ${process.version}, ${cpus()[0]?.model ?? ""}, mediana de ${wish.runs}\n`);
  let told = false;
  let met = true;
  for (const problem of chosen) {
    const measured = await measureProblem(problem, wish);
    if (!told && wish.withR && !problem.withoutR) {
      const missing = "No se encuentra Rscript: se mide solo lo nuestro, sin comparar.";
      process.stdout.write(`${measured.r?.version ?? missing}\n`);
      told = true;
    }
    const shown = show(measured);
    met &&= shown.met;
    process.stdout.write(`${shown.lines.join("\n")}\n`);
  }
  return met ? 0 : 1;
}
