/** One number per unit. Kept in single precision only where whole tables of them would be too large. */
export type Influence = Float64Array | Float32Array;

/** The units whose influence is counted, with what their groups weigh. */
export interface SampleUnits {
  readonly n: number;
  /** First treated period by unit, 0 = never. */
  readonly group: Float64Array;
  readonly weights?: Float64Array;
  readonly cluster?: Int32Array;
}

/** Entries (units x cells) above which single precision is used. */
const LARGEST_TABLE = 5e7;

/** Room for one influence function among `cells` of them. */
export function influenceOf(n: number, cells: number): Influence {
  return n * cells > LARGEST_TABLE ? new Float32Array(n) : new Float64Array(n);
}

/** Influence summed by cluster, in order of first appearance; by unit where there are no clusters. */
export function byCluster(influence: Influence, { cluster }: Pick<SampleUnits, "cluster">): Influence {
  if (!cluster) return influence;
  const place = new Map<number, number>();
  for (const code of cluster) if (!place.has(code)) place.set(code, place.size);
  const sums = new Float64Array(place.size);
  for (let i = 0; i < influence.length; i++) {
    const at = place.get(cluster[i] as number) ?? 0;
    sums[at] = (sums[at] as number) + (influence[i] as number);
  }
  return sums;
}

/** sqrt(sum of squares) / n: the asymptotic standard error without small-sample factor. */
export function standardError(influence: Influence, sample: Pick<SampleUnits, "n" | "cluster">): number {
  let square = 0;
  for (const value of byCluster(influence, sample)) square += value * value;
  return Math.sqrt(square) / sample.n;
}
