import { accepted, type Result, refused } from "../../core/result.ts";
import type { EvaluationFailure } from "../failure.ts";
import { type Rng, rngFrom } from "../numeric/random.ts";
import { type DrawStratum, minimumAttainableP } from "./attainable.ts";
import { sha256 } from "./sha256.ts";

export interface AllocationUnit {
  readonly id: string;
  readonly stratum?: string;
  /** Units of one cluster (a professional, a municipality) are drawn together. */
  readonly cluster?: string;
}

export interface AllocationArm {
  readonly name: string;
  /** Parts of the whole: 1 and 1 halve it, 2 and 1 give the first arm two of three. */
  readonly share: number;
}

export interface AllocationRequest {
  readonly units: readonly AllocationUnit[];
  readonly arms: readonly AllocationArm[];
  /** Drawn or agreed in public before the list exists: whoever knows it can make the same list again. */
  readonly seed: string;
}

export interface AllocatedUnit {
  readonly id: string;
  readonly stratum: string;
  readonly cluster: string;
  readonly arm: string;
}

/**
 * A sealed allocation. `listHash` (units, strata, arms) and `seedHash` can be published before the draw, `seal` after it;
 * with the seed anyone can draw again and compare.
 */
export interface Allocation {
  readonly allocated: readonly AllocatedUnit[];
  readonly listHash: string;
  readonly seedHash: string;
  readonly seal: string;
  /** The smallest two-sided p this design can ever give, with the first arm against the others. */
  readonly smallestP: number;
}

interface DrawUnit {
  readonly stratum: string;
  readonly cluster: string;
  readonly members: readonly string[];
}

/** Compares by code units: the same order on every machine, in every language. */
function byText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function drawUnits(units: readonly AllocationUnit[]): Result<readonly DrawUnit[], EvaluationFailure> {
  const seen = new Set<string>();
  const clusters = new Map<string, { stratum: string; cluster: string; members: string[] }>();
  for (const [row, { id, stratum = "", cluster }] of units.entries()) {
    if (seen.has(id)) return refused({ code: "duplicate_id", id, row: row + 1 });
    seen.add(id);
    // A unit by itself and a cluster of the same name are two things.
    const key = cluster === undefined ? `u${id}` : `c${cluster}`;
    const found = clusters.get(key);
    if (found && found.stratum !== stratum) return refused({ code: "cluster_in_two_strata", cluster: found.cluster });
    if (found) found.members.push(id);
    else clusters.set(key, { stratum, cluster: cluster ?? id, members: [id] });
  }
  return accepted([...clusters].sort(([one], [other]) => byText(one, other)).map(([, unit]) => unit));
}

/**
 * Places of each arm among n: the whole parts of its share, and what is left by one systematic draw, so that each arm has
 * exactly its share on average and never misses it by a whole place.
 */
function placesOf(n: number, arms: readonly AllocationArm[], rng: Rng): readonly number[] {
  const total = arms.reduce((sum, { share }) => sum + share, 0);
  // The offset counts in parts of `total`: all arithmetic is in whole numbers, so that nothing hangs on rounding.
  const offset = rng.int(total);
  let shares = 0;
  let before = 0;
  return arms.map(({ share }) => {
    shares += share;
    const upTo = Math.floor((n * shares + offset) / total);
    const places = upTo - before;
    before = upTo;
    return places;
  });
}

function shuffled(items: readonly DrawUnit[], rng: Rng): readonly DrawUnit[] {
  const order = [...items];
  for (let at = order.length - 1; at > 0; at--) {
    const other = rng.int(at + 1);
    const [one, two] = [order[at], order[other]];
    if (one && two) [order[at], order[other]] = [two, one];
  }
  return order;
}

function requestFault({ units, arms, seed }: AllocationRequest): EvaluationFailure | undefined {
  if (units.length === 0) return { code: "no_rows" };
  if (seed === "") return { code: "malformed_input", field: "seed", expected: "text" };
  if (arms.length < 2 || new Set(arms.map(({ name }) => name)).size < arms.length) {
    return { code: "malformed_input", field: "arms", expected: "at_least_two_names" };
  }
  const wrong = arms.find(({ share }) => !Number.isInteger(share) || share < 1 || share > 1000);
  return wrong ? { code: "out_of_range", field: "share", least: 1, most: 1000 } : undefined;
}

function listText({ units, arms }: AllocationRequest): string {
  const rows = units.map(({ id, stratum = "", cluster = "" }) => [id, stratum, cluster]);
  return JSON.stringify({
    arms: arms.map(({ name, share }) => [name, share]),
    units: rows.sort((one, other) => byText(one[0] ?? "", other[0] ?? "")),
  });
}

/**
 * Draws an allocation: within each stratum, units (or whole clusters) are shuffled and the first places go to the first arm,
 * and so on by the ratio. The order of the rows given does not matter: units are ordered by id, strata by name, each stratum
 * has its own stream of the seed. Refuses ids that appear twice, clusters in two strata, fewer than two arms.
 */
export function randomise(request: AllocationRequest): Result<Allocation, EvaluationFailure> {
  const fault = requestFault(request);
  if (fault) return refused(fault);
  const units = drawUnits(request.units);
  if (!units.ok) return units;
  const strata = [...new Set(units.value.map(({ stratum }) => stratum))].sort(byText);
  const allocated: AllocatedUnit[] = [];
  const draws: DrawStratum[] = [];
  let rng = rngFrom(request.seed);
  for (const stratum of strata) {
    const members = units.value.filter((unit) => unit.stratum === stratum);
    const following = rng.jump();
    const places = placesOf(members.length, request.arms, rng);
    const order = shuffled(members, rng);
    draws.push({ units: members.length, treated: places[0] ?? 0 });
    let at = 0;
    for (const [arm, { name }] of request.arms.entries()) {
      for (const { cluster, members: ids } of order.slice(at, at + (places[arm] ?? 0))) {
        allocated.push(...ids.map((id) => ({ id, stratum, cluster, arm: name })));
      }
      at += places[arm] ?? 0;
    }
    rng = following;
  }
  allocated.sort((one, other) => byText(one.id, other.id));
  const smallest = minimumAttainableP(draws);
  return accepted({
    allocated,
    listHash: sha256(listText(request)),
    seedHash: sha256(request.seed),
    seal: sha256(JSON.stringify(allocated.map(({ id, arm }) => [id, arm]))),
    smallestP: smallest.ok ? smallest.value.twoSided : 1,
  });
}

export interface Verification {
  /** Whether the list of units, the seed and the allocation are those that were sealed. */
  readonly genuine: boolean;
  readonly listUnchanged: boolean;
  readonly seedUnchanged: boolean;
  readonly sealUnbroken: boolean;
  /** Units whose written arm is not the one drawn. */
  readonly changed: readonly { readonly id: string; readonly written: string | null; readonly drawn: string | null }[];
}

/** Draws again and compares with what was written down. */
export function verifyAllocation(
  request: AllocationRequest,
  written: Omit<Allocation, "smallestP">,
): Result<Verification, EvaluationFailure> {
  const again = randomise(request);
  if (!again.ok) return again;
  const drawn = new Map(again.value.allocated.map(({ id, arm }) => [id, arm]));
  const noted = new Map(written.allocated.map(({ id, arm }) => [id, arm]));
  const ids = [...new Set([...drawn.keys(), ...noted.keys()])].sort(byText);
  const changed = ids
    .filter((id) => drawn.get(id) !== noted.get(id))
    .map((id) => ({ id, written: noted.get(id) ?? null, drawn: drawn.get(id) ?? null }));
  const listUnchanged = written.listHash === again.value.listHash;
  const seedUnchanged = written.seedHash === again.value.seedHash;
  const sealUnbroken = written.seal === again.value.seal;
  const genuine = listUnchanged && seedUnchanged && sealUnbroken && changed.length === 0;
  return accepted({ genuine, listUnchanged, seedUnchanged, sealUnbroken, changed });
}
