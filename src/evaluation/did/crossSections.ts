import type { AttGtOptions, CellEstimate } from "./attgt.ts";
import type { CellPlan } from "./cells.ts";
import { type Blocks, crossSectionEffect } from "./crossSectionCell.ts";
import { influenceOf, type SampleUnits } from "./influence.ts";
import type { DidFrame, DidRows, DidWarning } from "./sample.ts";

interface Request {
  readonly plans: readonly CellPlan[];
  readonly options: AttGtOptions;
  readonly warnings: DidWarning[];
}

interface Rows {
  readonly n: number;
  readonly time: Float64Array;
  readonly group: Float64Array;
  readonly y: Float64Array;
  readonly x: readonly Float64Array[];
  readonly weights?: Float64Array;
  readonly cluster?: Int32Array;
}

function taken(data: DidRows, { rows, group }: DidFrame): Rows {
  const of = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] as number);
  const { cluster } = data;
  return {
    n: rows.length,
    time: of(data.time),
    group: of(group),
    y: of(data.y),
    x: (data.x ?? []).map(of),
    ...(data.weights && { weights: of(data.weights) }),
    ...(cluster && { cluster: Int32Array.from(rows, (row) => cluster[row] as number) }),
  };
}

function blocksOf(rows: Rows, plan: CellPlan, times: { before: number; after: number }, never: boolean): Blocks {
  const parts: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let row = 0; row < rows.n; row++) {
    const time = rows.time[row] as number;
    if (time !== times.before && time !== times.after) continue;
    const own = rows.group[row] as number;
    const compared = own === 0 || (!never && own > plan.after);
    if (own !== plan.g && !compared) continue;
    const after = time === times.after;
    if (own === plan.g) parts[after ? 1 : 0].push(row);
    else parts[after ? 3 : 2].push(row);
  }
  let from = 0;
  const [groupBefore, groupAfter, otherBefore, otherAfter] = parts.map((part) => {
    const range = { from, to: from + part.length };
    from = range.to;
    return range;
  });
  const none = { from: 0, to: 0 };
  return {
    idx: Int32Array.from(parts.flat()),
    groupBefore: groupBefore ?? none,
    groupAfter: groupAfter ?? none,
    otherBefore: otherBefore ?? none,
    otherAfter: otherAfter ?? none,
  };
}

/** Estimates every cell of repeated cross-sections. */
export function crossSectionCells(data: DidRows, frame: DidFrame, { plans, options, warnings }: Request) {
  const rows = taken(data, frame);
  const how = { method: options.method, conventions: options.conventions ?? "exact" } as const;
  const never = options.control === "nevertreated";
  const estimates = plans.map((plan): CellEstimate | undefined => {
    if (plan.at === plan.base) return undefined;
    const after = frame.periods[plan.at] ?? Number.NaN;
    const blocks = blocksOf(rows, plan, { before: frame.periods[plan.base] ?? Number.NaN, after }, never);
    const effect = crossSectionEffect(blocks, { x: rows.x, y: rows.y, weights: rows.weights }, how);
    if (typeof effect === "string") {
      const code = effect === "overlap" ? "cell_without_overlap" : "cell_singular";
      warnings.push({ code, g: plan.g, t: after });
      return undefined;
    }
    const influence = influenceOf(rows.n, plans.length);
    for (let i = 0; i < blocks.idx.length; i++) {
      influence[blocks.idx[i] as number] = rows.n * (effect.influence[i] as number);
    }
    return { att: effect.att, influence };
  });
  const { n, group, weights, cluster } = rows;
  const sample: SampleUnits = { n, group, ...(weights && { weights }), ...(cluster && { cluster }) };
  return { sample, estimates };
}
