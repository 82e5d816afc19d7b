import type { AttGtOptions, CellEstimate } from "./attgt.ts";
import type { CellPlan } from "./cells.ts";
import { influenceOf, type SampleUnits } from "./influence.ts";
import { type Arms, type CellFault, type Nuisance, nuisanceOf, panelEffect, type Scratch } from "./panelCell.ts";
import type { DidWarning } from "./sample.ts";
import type { Wide } from "./wide.ts";

interface Request {
  readonly plans: readonly CellPlan[];
  readonly periods: readonly number[];
  readonly options: AttGtOptions;
  readonly warnings: DidWarning[];
}

/** The smallest group that may still be compared with: comparisons with equal `from` are the same units. */
function firstLater(groups: readonly number[], after: number): number {
  return groups.find((group) => group > after) ?? Number.POSITIVE_INFINITY;
}

function armsOf(group: Float64Array, g: number, from: number): Arms {
  const treated: number[] = [];
  const others: number[] = [];
  for (let unit = 0; unit < group.length; unit++) {
    const own = group[unit] as number;
    if (own === g) treated.push(unit);
    else if (own === 0 || own >= from) others.push(unit);
  }
  return { idx: Int32Array.from([...treated, ...others]), treated: treated.length };
}

function scratchOf(n: number): Scratch & { readonly influence: Float64Array } {
  return {
    change: new Float64Array(n),
    residual: new Float64Array(n),
    part: new Float64Array(n),
    influence: new Float64Array(n),
  };
}

function prepared(wide: Wide, plan: CellPlan, from: number, options: AttGtOptions): Nuisance | CellFault {
  const arms = armsOf(wide.group, plan.g, from);
  if (arms.treated === 0 || arms.treated === arms.idx.length) return "singular";
  const x = wide.x.map((periods) => periods[plan.base] ?? new Float64Array(wide.n));
  return nuisanceOf(arms, { x, weights: wide.weights }, options.method);
}

function estimate(
  wide: Wide,
  plan: CellPlan,
  nuisance: Nuisance,
  at: { scratch: ReturnType<typeof scratchOf>; method: AttGtOptions["method"]; cells: number },
): CellEstimate {
  const { idx } = nuisance.arms;
  const after = wide.y[plan.at] ?? new Float64Array(wide.n);
  const before = wide.y[plan.base] ?? new Float64Array(wide.n);
  const { change, influence } = at.scratch;
  for (let i = 0; i < idx.length; i++) {
    const unit = idx[i] as number;
    change[i] = (after[unit] as number) - (before[unit] as number);
  }
  const att = panelEffect(nuisance, at.scratch, at.method, influence);
  const whole = influenceOf(wide.n, at.cells);
  for (let i = 0; i < idx.length; i++) whole[idx[i] as number] = wide.n * (influence[i] as number);
  return { att, influence: whole };
}

/** Estimates every cell of a panel; score and regression are fitted once per group, comparison and set of covariates. */
export function panelCells(wide: Wide, { plans, periods, options, warnings }: Request) {
  const groups = [...new Set(wide.group)].filter((group) => group > 0).sort((a, b) => a - b);
  const changing = wide.x.some((byPeriod) => byPeriod.some((column) => column !== byPeriod[0]));
  const scratch = scratchOf(wide.n);
  const at = { scratch, method: options.method, cells: plans.length };
  let kept = new Map<string, Nuisance | CellFault>();
  let group = Number.NaN;
  const estimates = plans.map((plan): CellEstimate | undefined => {
    if (plan.at === plan.base) return undefined;
    if (plan.g !== group) kept = new Map();
    group = plan.g;
    const from = options.control === "nevertreated" ? Number.POSITIVE_INFINITY : firstLater(groups, plan.after);
    const key = `${from} ${changing ? plan.base : 0}`;
    const nuisance = kept.get(key) ?? prepared(wide, plan, from, options);
    kept.set(key, nuisance);
    if (typeof nuisance !== "string") return estimate(wide, plan, nuisance, at);
    const code = nuisance === "overlap" ? "cell_without_overlap" : "cell_singular";
    warnings.push({ code, g: plan.g, t: periods[plan.at] ?? Number.NaN });
    return undefined;
  });
  const { n, weights, cluster } = wide;
  const sample: SampleUnits = { n, group: wide.group, ...(weights && { weights }), ...(cluster && { cluster }) };
  return { sample, estimates };
}
