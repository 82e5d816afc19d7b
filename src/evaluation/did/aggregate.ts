import type { AttGt } from "./attgt.ts";
import { type Influence, type SampleUnits, standardError } from "./influence.ts";

/** A summary of effects with its influence function (mean square over n is its variance). */
export interface Summary {
  readonly att: number;
  /** Absent where the summary is fixed by definition (the base period). */
  readonly se?: number;
  readonly influence: Influence;
}

export interface DynamicSummary {
  /** Plain mean over e >= 0; absent when no group is observed once treated. */
  readonly overall: Summary | undefined;
  /** `e` = period minus first treated period. */
  readonly byEvent: readonly (Summary & { readonly e: number })[];
}

export interface GroupSummary {
  /** Weighted by the size of the groups. */
  readonly overall: Summary | undefined;
  readonly byGroup: readonly (Summary & { readonly g: number })[];
}

export interface CalendarSummary {
  readonly overall: Summary | undefined;
  readonly byTime: readonly (Summary & { readonly t: number })[];
}

/** One estimated cell: the effect, its influence, its group and period. */
interface Estimated {
  readonly g: number;
  readonly t: number;
  readonly att: number;
  readonly influence: Influence;
}

const FIXED = Number.EPSILON ** 0.5 * 10;

function estimatedCells({ cells, influence }: AttGt): Estimated[] {
  return cells.flatMap(({ g, t, att }, place) => {
    const own = influence[place];
    return att === undefined || !own ? [] : [{ g, t, att, influence: own }];
  });
}

function summaryOf(att: number, influence: Influence, sample: SampleUnits): Summary {
  const se = standardError(influence, sample);
  return se > FIXED ? { att, se, influence } : { att, influence };
}

function combine(
  parts: readonly { readonly influence: Influence }[],
  weights: readonly number[],
  n: number,
): Float64Array {
  const sum = new Float64Array(n);
  for (const [place, { influence }] of parts.entries()) {
    const weight = weights[place] ?? 0;
    for (let i = 0; i < n; i++) sum[i] = (sum[i] as number) + weight * (influence[i] as number);
  }
  return sum;
}

/** Mean weight of each group's units over the whole sample: its share. */
function sharesOf({ group, weights, n }: SampleUnits): Map<number, number> {
  const shares = new Map<number, number>();
  for (let i = 0; i < n; i++) {
    const own = group[i] as number;
    shares.set(own, (shares.get(own) ?? 0) + (weights ? (weights[i] as number) : 1) / n);
  }
  return shares;
}

/** `sizedBy` is the group whose estimated share moves the weight: its own, but for the conventions of R's `did`. */
interface Sized extends Omit<Estimated, "t"> {
  readonly sizedBy: number;
}

const sized = (cell: Estimated): Sized => ({ ...cell, sizedBy: cell.g });

/**
 * Mean of effects weighted by the shares of their groups. Its influence counts that the shares are estimated too:
 * a unit of group g moves the mean by weight * (sum of g's effects - count * mean) / (sum of shares).
 */
function shareWeighted(parts: readonly Sized[], sample: SampleUnits, shares: ReadonlyMap<number, number>): Summary {
  const weights = parts.map(({ g }) => shares.get(g) ?? 0);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const att = parts.reduce((sum, part, place) => sum + part.att * (weights[place] ?? 0), 0) / whole;
  const influence = combine(
    parts,
    weights.map((weight) => weight / whole),
    sample.n,
  );
  const moves = new Map<number, number>();
  for (const { att: own, sizedBy } of parts) moves.set(sizedBy, (moves.get(sizedBy) ?? 0) + (own - att) / whole);
  for (let i = 0; i < sample.n; i++) {
    const move = moves.get(sample.group[i] as number);
    if (move !== undefined) influence[i] = (influence[i] as number) + (sample.weights?.[i] ?? 1) * move;
  }
  return summaryOf(att, influence, sample);
}

function plainMean(parts: readonly Summary[], sample: SampleUnits): Summary | undefined {
  if (parts.length === 0) return undefined;
  const share = 1 / parts.length;
  const att = parts.reduce((sum, part) => sum + part.att, 0) * share;
  return summaryOf(att, combine(parts, Array(parts.length).fill(share), sample.n), sample);
}

function ascending(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

/** All effects of treated periods, weighted by the size of their groups; undefined when there are none. */
export function aggregateSimple(result: AttGt): Summary | undefined {
  const post = estimatedCells(result).filter(({ g, t }) => g <= t);
  return post.length > 0 ? shareWeighted(post.map(sized), result.sample, sharesOf(result.sample)) : undefined;
}

/** Effects by time since the start (the event study), before it too. */
export function aggregateDynamic(result: AttGt): DynamicSummary {
  const cells = estimatedCells(result);
  const shares = sharesOf(result.sample);
  const byEvent = ascending(cells.map(({ g, t }) => t - g)).map((e) => {
    const parts = cells.filter(({ g, t }) => t - g === e).map(sized);
    return { e, ...shareWeighted(parts, result.sample, shares) };
  });
  const post = byEvent.filter(({ e }) => e >= 0);
  return { overall: plainMean(post, result.sample), byEvent };
}

/** Effects by group: the plain mean over the group's treated periods. */
export function aggregateGroup(result: AttGt): GroupSummary {
  const cells = estimatedCells(result);
  const post = cells.filter(({ g, t }) => g <= t);
  const byGroup = ascending(post.map(({ g }) => g)).flatMap((g) => {
    const mean = plainMean(
      post.filter((cell) => cell.g === g),
      result.sample,
    );
    return mean ? [{ g, ...mean }] : [];
  });
  if (byGroup.length === 0) return { overall: undefined, byGroup };
  const treated = new Set(byGroup.map(({ g }) => g));
  const first = cells.filter(({ g }) => treated.has(g));
  const parts = byGroup.map(({ g, att, influence }, place) => {
    const sizedBy = result.conventions === "did" ? (first[place]?.g ?? g) : g;
    return { g, att, influence, sizedBy };
  });
  return { overall: shareWeighted(parts, result.sample, sharesOf(result.sample)), byGroup };
}

/** Effects by calendar period, over the groups treated by then. */
export function aggregateCalendar(result: AttGt): CalendarSummary {
  const post = estimatedCells(result).filter(({ g, t }) => g <= t);
  const shares = sharesOf(result.sample);
  const byTime = ascending(post.map(({ t }) => t)).map((t) => ({
    t,
    ...shareWeighted(post.filter((cell) => cell.t === t).map(sized), result.sample, shares),
  }));
  return { overall: plainMean(byTime, result.sample), byTime };
}
