import type { SolvedModel } from "../cases/case.ts";
import { type CellPlace, type CountNetwork, reachOfCell } from "./twoWay.ts";

/** Counts above 0 and below the threshold are hidden; each must keep an interval at least `protection` wide. */
export interface FewestRule {
  readonly threshold: number;
  readonly protection: number;
}

export interface FewestHidden {
  readonly primary: readonly CellPlace[];
  readonly secondary: readonly CellPlace[];
  /** Whether no smaller set would do; otherwise the search was cut short and the set is safe, but perhaps not the smallest. */
  readonly proven: boolean;
  /** Cells that keep a narrower interval although everything is hidden that could help. */
  readonly unprotected: readonly CellPlace[];
}

/** What hiding must achieve: the weights of the hidden cells sum to at least `needed`. */
interface Cut {
  readonly weights: ReadonlyMap<CellPlace, number>;
  readonly needed: number;
}

interface Guarded {
  readonly cell: CellPlace;
  readonly width: number;
}

interface Task {
  readonly network: CountNetwork;
  readonly guarded: readonly Guarded[];
  readonly cuts: Cut[];
}

function widthOf(network: CountNetwork, hidden: readonly CellPlace[], cell: CellPlace, most: number): number {
  const up = reachOfCell(network, hidden, { target: cell, direction: 1, most }).move;
  return up >= most ? most : up + reachOfCell(network, hidden, { target: cell, direction: -1, most: most - up }).move;
}

/** The requirement that a cell with too narrow an interval breaks; undefined when its interval is wide enough. */
function brokenCut(network: CountNetwork, hidden: readonly CellPlace[], { cell, width }: Guarded): Cut | undefined {
  const up = reachOfCell(network, hidden, { target: cell, direction: 1, most: width });
  if (up.move >= width) return undefined;
  const count = network.counts[cell] ?? 0;
  const down = reachOfCell(network, hidden, { target: cell, direction: -1, most: count });
  if (up.move + down.move >= width) return undefined;
  // A cell that can fall to 0 already has all the room there is below.
  const below = down.move >= count ? count : 0;
  const needed = width - below;
  const weights = new Map<CellPlace, number>();
  for (const barrier of below > 0 || count === 0 ? [up.barrier] : [up.barrier, down.barrier]) {
    for (const [other, weight] of barrier) weights.set(other, Math.min(needed, (weights.get(other) ?? 0) + weight));
  }
  return { weights, needed };
}

function shortOf({ weights, needed }: Cut, hidden: ReadonlySet<CellPlace>): number {
  let sum = 0;
  for (const [cell, weight] of weights) if (hidden.has(cell)) sum += weight;
  return needed - sum;
}

/** A requirement that this set breaks, from those known or newly found. */
function findBroken({ network, guarded, cuts }: Task, hidden: ReadonlySet<CellPlace>): Cut | undefined {
  const known = cuts.find((cut) => shortOf(cut, hidden) > 1e-9);
  if (known) return known;
  const list = [...hidden];
  for (const one of guarded) {
    const cut = brokenCut(network, list, one);
    if (cut) {
      cuts.push(cut);
      return cut;
    }
  }
  return undefined;
}

/** At least so many more cells are needed: requirements without a common cell add up. */
function leastMore({ cuts }: Task, hidden: ReadonlySet<CellPlace>, barred: ReadonlySet<CellPlace>): number {
  const used = new Set<CellPlace>();
  let least = 0;
  for (const cut of cuts) {
    let short = shortOf(cut, hidden);
    if (short <= 1e-9) continue;
    const open = [...cut.weights].filter(([cell]) => !hidden.has(cell) && !barred.has(cell));
    if (open.some(([cell]) => used.has(cell))) continue;
    const weights = open.map(([, weight]) => weight).sort((one, other) => other - one);
    let count = 0;
    while (short > 1e-9 && count < weights.length) short -= weights[count++] ?? 0;
    if (short > 1e-9) return Number.POSITIVE_INFINITY;
    least += count;
    for (const [cell] of open) used.add(cell);
  }
  return least;
}

interface Budget {
  nodes: number;
}

/** Looks for a set of at most `more` further cells. Undefined: none; null: the budget ran out. */
function search(
  task: Task,
  {
    hidden,
    barred,
    more,
    budget,
  }: { hidden: ReadonlySet<CellPlace>; barred: ReadonlySet<CellPlace>; more: number; budget: Budget },
): ReadonlySet<CellPlace> | undefined | null {
  if (budget.nodes-- <= 0) return null;
  const broken = findBroken(task, hidden);
  if (!broken) return hidden;
  if (leastMore(task, hidden, barred) > more) return undefined;
  const open = [...broken.weights]
    .filter(([cell]) => !hidden.has(cell) && !barred.has(cell))
    .sort(([a, one], [b, other]) => other - one || a - b);
  const tried = new Set(barred);
  for (const [cell] of open) {
    const found = search(task, { hidden: new Set([...hidden, cell]), barred: tried, more: more - 1, budget });
    if (found !== undefined) return found;
    tried.add(cell);
  }
  return undefined;
}

/** Hides cell after cell and then shows again whatever was not needed: safe, perhaps not the fewest. */
function greedy(task: Task, primary: ReadonlySet<CellPlace>): ReadonlySet<CellPlace> {
  const hidden = new Set(primary);
  for (let broken = findBroken(task, hidden); broken; broken = findBroken(task, hidden)) {
    const open = [...broken.weights].filter(([cell]) => !hidden.has(cell));
    const [best] = open.sort(([a, one], [b, other]) => other - one || a - b);
    if (!best) break;
    hidden.add(best[0]);
  }
  for (const cell of [...hidden].reverse()) {
    if (primary.has(cell)) continue;
    hidden.delete(cell);
    if (findBroken(task, hidden)) hidden.add(cell);
  }
  return hidden;
}

function modelOf(
  { cuts }: Task,
  primary: ReadonlySet<CellPlace>,
): { readonly text: string; readonly cells: readonly CellPlace[] } {
  const cells = [...new Set(cuts.flatMap(({ weights }) => [...weights.keys()]))]
    .filter((cell) => !primary.has(cell))
    .sort((a, b) => a - b);
  const inModel = new Set(cells);
  const lines = cuts.map((cut, at) => {
    const terms = [...cut.weights]
      .filter(([cell]) => inModel.has(cell))
      .map(([cell, weight]) => `+ ${weight} s${cell}`);
    return ` k${at}: ${terms.join("\n ")} >= ${shortOf(cut, primary)}`;
  });
  const names = cells.map((cell) => ` s${cell}`);
  const sum = cells.map((cell) => `+ 1 s${cell}`).join("\n ");
  return {
    text: ["Minimize", ` n: ${sum}`, "Subject To", ...lines, "Binaries", ...names, "End", ""].join("\n"),
    cells,
  };
}

export type Solve = (model: string, limits: { readonly seconds: number }) => Promise<SolvedModel>;

const MOST_ROUNDS = 300;
/** A model that takes longer is given up: the answer is then safe, but not proven the smallest. */
const SECONDS = 5;

/** Solves ever tighter models: each set that is not safe yet adds the requirements it breaks (Fischetti and Salazar 2001). */
async function byModel(
  task: Task,
  primary: ReadonlySet<CellPlace>,
  solve: Solve,
): Promise<ReadonlySet<CellPlace> | undefined> {
  let hidden: ReadonlySet<CellPlace> = new Set(primary);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const list = [...hidden];
    const broken = task.guarded.flatMap((one) => brokenCut(task.network, list, one) ?? []);
    if (broken.length === 0) return hidden;
    task.cuts.push(...broken);
    const { text, cells } = modelOf(task, primary);
    const solved = await solve(text, { seconds: SECONDS });
    if (solved.status !== "optimal" || solved.values.size !== cells.length) return undefined;
    hidden = new Set([...primary, ...cells.filter((cell) => (solved.values.get(`s${cell}`) ?? 0) > 0.5)]);
  }
  return undefined;
}

/** Sets looked at by the plain search, times cells and small counts: about a second of work. */
const EFFORT = 1e7;

/** A small search without a solver: sets of one more cell, of two more, and so on. */
function bySearch(task: Task, primary: ReadonlySet<CellPlace>): ReadonlySet<CellPlace> | null {
  const budget = { nodes: EFFORT / (1 + task.network.counts.length * task.guarded.length) };
  for (let more = leastMore(task, primary, new Set()); more <= task.network.counts.length; more++) {
    const found = search(task, { hidden: primary, barred: new Set(), more, budget });
    if (found !== undefined) return found;
  }
  return null;
}

/**
 * Hides the small counts of a two-way table and the fewest others so that each small count keeps an interval at least
 * `protection` wide for whoever knows the totals. Exact by search on small tables and by a series of integer programmes with a
 * solver; otherwise a safe set that may not be the smallest (`proven` says which). Cells of any count may be hidden.
 */
export async function hideFewest(
  network: CountNetwork,
  { threshold, protection }: FewestRule,
  solve?: Solve,
): Promise<FewestHidden> {
  const all = [...network.counts.keys()];
  const primary = all.filter((cell) => (network.counts[cell] ?? 0) > 0 && (network.counts[cell] ?? 0) < threshold);
  const guarded = primary.map((cell) => ({ cell, width: widthOf(network, all, cell, protection) }));
  const unprotected = guarded.filter(({ width }) => width < protection).map(({ cell }) => cell);
  const task: Task = { network, guarded, cuts: [] };
  const first = new Set(primary);
  const found = bySearch(task, first) ?? (solve ? await byModel(task, first, solve) : undefined);
  const hidden = found ?? greedy(task, first);
  const secondary = [...hidden].filter((cell) => !first.has(cell)).sort((one, other) => one - other);
  return { primary, secondary, proven: found !== undefined, unprotected };
}
