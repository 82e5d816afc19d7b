import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";

/** One way of acting: its mean cost (money) and mean effect (more is better) per person. */
export interface CostedArm {
  readonly arm: string;
  readonly cost: number;
  readonly effect: number;
}

/**
 * `dominated`: another arm costs no more and gives no less. `extendedly dominated`: a mixture of two others would cost
 * no more and give more. `icer` is the cost of one more unit of effect against the next cheaper efficient arm.
 */
export interface FrontierArm extends CostedArm {
  readonly status: "efficient" | "dominated" | "extendedly dominated";
  readonly icer?: number;
}

/** Slopes that differ by less than rounding are one line: the arm between stays on the frontier. */
const SAME_SLOPE = 1e-12;

function slope(from: CostedArm, to: CostedArm): number {
  return (to.cost - from.cost) / (to.effect - from.effect);
}

/** Cheapest first; at equal cost the more effective one, then the order they were given in. */
function byCost(arms: readonly CostedArm[]): CostedArm[] {
  return arms
    .map((arm, place) => ({ arm, place }))
    .sort((a, b) => a.arm.cost - b.arm.cost || b.arm.effect - a.arm.effect || a.place - b.place)
    .map(({ arm }) => arm);
}

/** Leaves out, cheapest first, every arm that gives no more than one already met. */
function undominated(arms: readonly CostedArm[]): CostedArm[] {
  const kept: CostedArm[] = [];
  for (const arm of byCost(arms)) {
    const best = kept.at(-1);
    if (!best || arm.effect > best.effect) kept.push(arm);
  }
  return kept;
}

/** The lower convex hull of cost over effect: prices of one more unit may only rise along it. */
function lowerHull(arms: readonly CostedArm[]): CostedArm[] {
  const hull: CostedArm[] = [];
  for (const arm of arms) {
    for (;;) {
      const top = hull.at(-1);
      const below = hull.at(-2);
      if (!top || !below) break;
      const earlier = slope(below, top);
      if (earlier <= slope(top, arm) + SAME_SLOPE * Math.abs(earlier)) break;
      hull.pop();
    }
    hull.push(arm);
  }
  return hull;
}

/**
 * Efficient frontier of mutually exclusive arms, in the order given.
 * Of two arms with the same cost and effect the first stays and the second counts as dominated.
 * Fails with `no_rows`, `not_a_number` (row = place of the arm) or `duplicate_id`.
 * Method: sequential removal of dominated and extendedly dominated arms (Drummond et al., Methods for the Economic
 * Evaluation of Health Care Programmes, 4th ed., ch. 4).
 */
export function ceFrontier(arms: readonly CostedArm[]): Result<readonly FrontierArm[], EvaluationFailure> {
  if (arms.length === 0) return refused({ code: "no_rows" });
  const names = new Set<string>();
  for (const [place, { arm, cost, effect }] of arms.entries()) {
    if (!Number.isFinite(cost)) return refused({ code: "not_a_number", column: "cost", row: place + 1 });
    if (!Number.isFinite(effect)) return refused({ code: "not_a_number", column: "effect", row: place + 1 });
    if (names.has(arm)) return refused({ code: "duplicate_id", id: arm, row: place + 1 });
    names.add(arm);
  }
  const kept = undominated(arms);
  const hull = lowerHull(kept);
  return accepted(
    arms.map(({ arm, cost, effect }): FrontierArm => {
      const place = hull.findIndex((efficient) => efficient.arm === arm);
      if (place >= 0) {
        const below = hull[place - 1];
        const bare = { arm, cost, effect, status: "efficient" as const };
        return below ? { ...bare, icer: slope(below, { arm, cost, effect }) } : bare;
      }
      const extendedly = kept.some((one) => one.arm === arm);
      return { arm, cost, effect, status: extendedly ? "extendedly dominated" : "dominated" };
    }),
  );
}
