import { accepted, type Result, refused } from "../../core/result.ts";
import type { SolvedModel } from "../cases/case.ts";
import type { EvaluationFailure } from "../failure.ts";
import { type PlacementRequest, siblings } from "./placement.ts";
import { type FairAim, type PlacementModel, placementModel } from "./placementModel.ts";

/** Solves a model written as text within so many seconds; the caller's affair, so that this part needs no solver. */
export type Solve = (model: string, limits: { readonly seconds: number }) => Promise<SolvedModel>;

/** Where each child would live. A proposal: people decide. */
export interface Placement {
  /** Home by child; null: nobody could take the child within this model. */
  readonly homeOf: ReadonlyMap<string, string | null>;
  /** Costs plus penalties, added up from the placement itself. */
  readonly objective: number;
  readonly cost: number;
  /** Homes beyond the first, over all sibling groups. */
  readonly splits: number;
  /** Whether no better placement exists; otherwise time ran out and `gap` says how much better one could be at most. */
  readonly proven: boolean;
  readonly gap: number;
}

/** How many homes beyond its first a group uses; -1: it had to stay together and does not. */
function homesBeyond(homes: readonly (string | null)[], together: boolean): number {
  const used = new Set(homes);
  if (together) return used.size > 1 ? -1 : 0;
  used.delete(null);
  return Math.max(0, used.size - 1);
}

/** Adds up a placement and checks every rule; a solver's word is not taken for it. */
export function tally(
  request: PlacementRequest,
  homeOf: ReadonlyMap<string, string | null>,
): Result<Pick<Placement, "objective" | "cost" | "splits">, EvaluationFailure> {
  const broken = (rule: string) => refused({ code: "solution_breaks_rule" as const, rule });
  const room = new Map(request.homes.map(({ id, capacity }) => [id, capacity]));
  let cost = 0;
  let unplaced = 0;
  for (const { id, costs } of request.children) {
    const home = homeOf.get(id);
    if (home === undefined || home === null) unplaced++;
    else {
      const price = costs.get(home);
      const left = room.get(home) ?? 0;
      if (price === undefined) return broken("allowed_homes");
      if (left < 1) return broken("capacity");
      room.set(home, left - 1);
      cost += price;
    }
  }
  let splits = 0;
  for (const [group, children] of siblings(request)) {
    const homes = children.map(({ id }) => homeOf.get(id) ?? null);
    const beyond = homesBeyond(homes, request.keepTogether.has(group));
    if (beyond < 0) return broken("siblings_together");
    splits += beyond;
  }
  const objective = cost + unplaced * request.penaltyUnplaced + splits * request.penaltySplit;
  return accepted({ objective, cost, splits });
}

/** Reads what the solver found. Refuses when it stopped without a placement: that is not the same as "no home". */
export function readPlacement(
  request: PlacementRequest,
  model: PlacementModel,
  solved: SolvedModel,
): Result<Placement, EvaluationFailure> {
  if (solved.values.size !== model.columns) {
    if (solved.values.size === 0) return refused({ code: "solver_stopped", status: solved.status });
    return refused({ code: "solver_misread", columns: solved.values.size, expected: model.columns });
  }
  const values = [...solved.values.values()];
  if (!values.every((value) => Number.isFinite(value)))
    return refused({ code: "solver_stopped", status: solved.status });
  const homeOf = new Map<string, string | null>(request.children.map(({ id }) => [id, null]));
  for (const { name, children, home } of model.decisions) {
    if ((solved.values.get(name) ?? 0) < 0.5) continue;
    for (const { id } of children) homeOf.set(id, home);
  }
  const sums = tally(request, homeOf);
  if (!sums.ok) return sums;
  const proven = solved.status === "optimal";
  return accepted({ homeOf, ...sums.value, proven, gap: proven ? Math.max(0, solved.gap || 0) : solved.gap });
}

export interface PlacementOptions {
  readonly seconds: number;
  /** Asks for the fairest placement by this attribute among those that cost at most `loss` (a share) more than the cheapest. */
  readonly fair?: { readonly attribute: string; readonly loss: number };
}

async function solveOnce(
  request: PlacementRequest,
  solve: Solve,
  { seconds, aim }: { readonly seconds: number; readonly aim?: FairAim },
): Promise<Result<Placement, EvaluationFailure>> {
  const model = placementModel(request, aim);
  if (model.columns === 0) return refused({ code: "no_rows" });
  return readPlacement(request, model, await solve(model.text, { seconds }));
}

/**
 * The placement of least cost: sum of costs, `penaltyUnplaced` for each child left without home, `penaltySplit` for each home
 * beyond the first of siblings who may be split; no home over its capacity. A mixed-integer programme with one unknown for
 * siblings who stay together. When time runs out the best one found is answered with `proven: false` and its gap.
 */
export async function placement(
  request: PlacementRequest,
  solve: Solve,
  { seconds, fair }: PlacementOptions,
): Promise<Result<Placement, EvaluationFailure>> {
  const cheapest = await solveOnce(request, solve, { seconds });
  if (!cheapest.ok || !fair) return cheapest;
  const most = cheapest.value.objective + fair.loss * Math.abs(cheapest.value.objective) + 1e-6;
  const fairest = await solveOnce(request, solve, { seconds, aim: { attribute: fair.attribute, most } });
  return fairest.ok && fairest.value.objective <= most + 1e-6 ? fairest : cheapest;
}
