import { accepted, type Result, refused } from "../../core/result.ts";
import type { Expected } from "../expectations.ts";
import type { EvaluationFailure } from "../failure.ts";

export interface PlacementHome {
  readonly id: string;
  readonly capacity: number;
}

export interface PlacementChild {
  readonly id: string;
  /** Siblings share it. */
  readonly group: string;
  /** What else the instance says of the child, such as the language spoken: fairness is counted by these. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Cost (minutes, kilometres, points of unsuitability) by home; a home that is absent is not allowed. */
  readonly costs: ReadonlyMap<string, number>;
}

/**
 * Children to be placed in homes. Siblings of a group in `keepTogether` go to one home, or all of them stay unplaced; any other
 * group may be split at `penaltySplit` for each home beyond the first.
 */
export interface PlacementRequest {
  readonly homes: readonly PlacementHome[];
  readonly children: readonly PlacementChild[];
  readonly keepTogether: ReadonlySet<string>;
  readonly penaltyUnplaced: number;
  readonly penaltySplit: number;
}

type Fault = { readonly ok: false; readonly failure: EvaluationFailure };
type Json = Readonly<Record<string, unknown>>;

function malformed(field: string, expected: Expected): Fault {
  return refused({ code: "malformed_input", field, expected });
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function homesOf(value: unknown): Result<readonly PlacementHome[], EvaluationFailure> {
  if (!Array.isArray(value)) return malformed("homes", "records");
  const seen = new Set<string>();
  const homes: PlacementHome[] = [];
  for (const [row, home] of value.entries()) {
    const capacity = isRecord(home) ? numberOf(home.capacity) : undefined;
    if (!isRecord(home) || typeof home.id !== "string" || capacity === undefined || capacity < 0) {
      return malformed(`homes[${row}]`, "home");
    }
    if (!Number.isInteger(capacity)) return malformed(`homes[${row}].capacity`, "whole_number");
    if (seen.has(home.id)) return refused({ code: "duplicate_id", id: home.id, row: row + 1 });
    seen.add(home.id);
    homes.push({ id: home.id, capacity });
  }
  return accepted(homes);
}

function costsOf(
  child: string,
  value: unknown,
  homes: ReadonlySet<string>,
): Result<Map<string, number>, EvaluationFailure> {
  if (value !== undefined && !isRecord(value)) return malformed(`cost.${child}`, "number_for_each_home");
  const costs = new Map<string, number>();
  for (const [home, written] of Object.entries(value ?? {})) {
    const cost = numberOf(written);
    if (cost === undefined) return malformed(`cost.${child}.${home}`, "number");
    if (!homes.has(home)) return refused({ code: "unknown_home", home });
    costs.set(home, cost);
  }
  return accepted(costs);
}

function attributesOf(child: Json): ReadonlyMap<string, string> {
  const others = Object.entries(child).filter(([name]) => name !== "id" && name !== "group");
  return new Map(others.flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as const] : [])));
}

function childrenOf(
  value: unknown,
  cost: Json,
  homes: ReadonlySet<string>,
): Result<readonly PlacementChild[], EvaluationFailure> {
  if (!Array.isArray(value)) return malformed("children", "records");
  const seen = new Set<string>();
  const children: PlacementChild[] = [];
  for (const [row, child] of value.entries()) {
    if (!isRecord(child) || typeof child.id !== "string") return malformed(`children[${row}]`, "child");
    if (seen.has(child.id)) return refused({ code: "duplicate_id", id: child.id, row: row + 1 });
    seen.add(child.id);
    const costs = costsOf(child.id, Object.hasOwn(cost, child.id) ? cost[child.id] : undefined, homes);
    if (!costs.ok) return costs;
    const group = typeof child.group === "string" ? child.group : `alone:${child.id}`;
    children.push({ id: child.id, group, attributes: attributesOf(child), costs: costs.value });
  }
  const stranger = Object.keys(cost).find((id) => !seen.has(id));
  return stranger === undefined ? accepted(children) : refused({ code: "unknown_child", child: stranger });
}

function groupsOf(value: unknown, field: string): Result<ReadonlySet<string>, EvaluationFailure> {
  if (value === undefined) return accepted(new Set());
  if (!Array.isArray(value) || !value.every((group) => typeof group === "string")) return malformed(field, "texts");
  return accepted(new Set(value));
}

function penaltyOf(value: unknown, field: string): Result<number, EvaluationFailure> {
  const penalty = numberOf(value);
  return penalty === undefined || penalty < 0 ? malformed(field, "number_not_negative") : accepted(penalty);
}

/**
 * Reads an instance: homes {id, capacity}, children {id, group, …}, cost[child][home], keepTogether, mayBeSplit,
 * penaltyUnplaced, penaltySplit. Refuses ids that appear twice or are not known, and numbers that cannot be.
 */
export function readPlacementRequest(instance: unknown): Result<PlacementRequest, EvaluationFailure> {
  if (!isRecord(instance)) return malformed("data", "homes_children_and_cost");
  const homes = homesOf(instance.homes);
  if (!homes.ok) return homes;
  const cost = instance.cost;
  if (!isRecord(cost)) return malformed("cost", "costs_of_each_child");
  const children = childrenOf(instance.children, cost, new Set(homes.value.map(({ id }) => id)));
  if (!children.ok) return children;
  const keepTogether = groupsOf(instance.keepTogether, "keepTogether");
  if (!keepTogether.ok) return keepTogether;
  const mayBeSplit = groupsOf(instance.mayBeSplit, "mayBeSplit");
  if (!mayBeSplit.ok) return mayBeSplit;
  const both = [...mayBeSplit.value].find((group) => keepTogether.value.has(group));
  if (both !== undefined)
    return refused({ code: "malformed_input", field: "mayBeSplit", expected: "not_kept_together", detail: both });
  const penaltyUnplaced = penaltyOf(instance.penaltyUnplaced, "penaltyUnplaced");
  if (!penaltyUnplaced.ok) return penaltyUnplaced;
  const penaltySplit = penaltyOf(instance.penaltySplit, "penaltySplit");
  if (!penaltySplit.ok) return penaltySplit;
  return accepted({
    homes: homes.value,
    children: children.value,
    keepTogether: keepTogether.value,
    penaltyUnplaced: penaltyUnplaced.value,
    penaltySplit: penaltySplit.value,
  });
}

/** Children in the order given, by sibling group. */
export function siblings(request: PlacementRequest): ReadonlyMap<string, readonly PlacementChild[]> {
  const groups = new Map<string, PlacementChild[]>();
  for (const child of request.children) {
    const group = groups.get(child.group);
    if (group) group.push(child);
    else groups.set(child.group, [child]);
  }
  return groups;
}
