import { type PlacementRequest, siblings } from "./placement.ts";
import type { Placement } from "./placementSolution.ts";

/** Why a child does not live in a home that would be possible, in one word; people read it in sentences. */
export type Against =
  /** Costs the child as much or more. */
  | "no_better"
  /** All places are taken by other children. */
  | "full"
  /** Too few places for the siblings who stay together, or one of them may not live there. */
  | "siblings_cannot_follow"
  /** It would separate siblings who now share a home. */
  | "splits_siblings"
  /** There is room, yet the total would be higher. */
  | "dearer_for_all";

export interface Alternative {
  readonly home: string;
  readonly cost: number;
  readonly against: Against;
  /** Who has the places, when the home is full. */
  readonly occupants: readonly string[];
}

/** Why this home: what it costs the child, and what speaks against each other home that is allowed, cheapest first. */
export interface Explanation {
  readonly child: string;
  readonly home: string | null;
  readonly cost: number | null;
  /** How many homes cost this child less. */
  readonly rank: number;
  readonly sharesWith: readonly string[];
  readonly alternatives: readonly Alternative[];
}

interface Around {
  readonly request: PlacementRequest;
  readonly placement: Placement;
  /** Who would have to move: the child, with siblings who must stay together. */
  readonly moving: readonly string[];
  /** Siblings who may be parted but now live with the child. */
  readonly left: readonly string[];
}

function occupantsOf({ placement, moving }: Around, home: string): readonly string[] {
  const others = [...placement.homeOf].filter(([child, at]) => at === home && !moving.includes(child));
  return others.map(([child]) => child);
}

function againstOf(around: Around, home: string, dearer: boolean): Against {
  const { request, moving, left } = around;
  const capacity = request.homes.find(({ id }) => id === home)?.capacity ?? 0;
  const allowed = request.children.filter(({ id, costs }) => moving.includes(id) && costs.has(home)).length;
  if (moving.length > 1 && (allowed < moving.length || capacity < moving.length)) return "siblings_cannot_follow";
  if (capacity - occupantsOf(around, home).length < moving.length) return "full";
  if (dearer) return "no_better";
  return left.length > 0 ? "splits_siblings" : "dearer_for_all";
}

/** Explains one child's place. Undefined: no such child. */
export function explain(request: PlacementRequest, placement: Placement, id: string): Explanation | undefined {
  const child = request.children.find((one) => one.id === id);
  if (!child) return undefined;
  const together = request.keepTogether.has(child.group);
  const group = (siblings(request).get(child.group) ?? []).map((one) => one.id);
  const home = placement.homeOf.get(id) ?? null;
  const cost = home === null ? null : (child.costs.get(home) ?? null);
  const sharesWith = group.filter((other) => other !== id && home !== null && placement.homeOf.get(other) === home);
  const around: Around = { request, placement, moving: together ? group : [id], left: together ? [] : sharesWith };
  const alternatives = [...child.costs]
    .filter(([other]) => other !== home)
    .sort(([, one], [, other]) => one - other)
    .map(([other, price]): Alternative => {
      const against = againstOf(around, other, cost !== null && price >= cost);
      return { home: other, cost: price, against, occupants: against === "full" ? occupantsOf(around, other) : [] };
    });
  const rank = cost === null ? alternatives.length : alternatives.filter((one) => one.cost < cost).length;
  return { child: id, home, cost, rank, sharesWith, alternatives };
}

/** How a group fares. Means and worst case are null when nobody of the group was placed. */
export interface GroupFairness {
  readonly group: string;
  readonly children: number;
  readonly placed: number;
  readonly meanCost: number | null;
  /** An unplaced child counts as `penaltyUnplaced`, so that leaving children out never looks better. */
  readonly meanWithUnplaced: number;
  readonly worst: { readonly child: string; readonly home: string; readonly cost: number } | null;
}

/** Fairness by an attribute of the children (such as the language spoken), with the worst case of each group. */
export function fairness(request: PlacementRequest, placement: Placement, attribute: string): readonly GroupFairness[] {
  const values = [...new Set(request.children.map(({ attributes }) => attributes.get(attribute) ?? ""))].sort();
  return values.map((group) => {
    const members = request.children.filter(({ attributes }) => (attributes.get(attribute) ?? "") === group);
    return { group, ...fareOf(request, placement, members) };
  });
}

function fareOf(
  request: PlacementRequest,
  placement: Placement,
  members: PlacementRequest["children"],
): Omit<GroupFairness, "group"> {
  const placed = members.flatMap(({ id, costs }) => {
    const home = placement.homeOf.get(id);
    return home ? [{ child: id, home, cost: costs.get(home) ?? 0 }] : [];
  });
  const sum = placed.reduce((before, { cost }) => before + cost, 0);
  const charged = sum + (members.length - placed.length) * request.penaltyUnplaced;
  const worst = placed.reduce<(typeof placed)[number] | null>(
    (before, one) => (before === null || one.cost > before.cost ? one : before),
    null,
  );
  return {
    children: members.length,
    placed: placed.length,
    meanCost: placed.length > 0 ? sum / placed.length : null,
    meanWithUnplaced: members.length > 0 ? charged / members.length : 0,
    worst,
  };
}
