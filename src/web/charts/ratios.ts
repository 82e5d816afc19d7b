interface Interval {
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Ratios beyond this are drawn at the edge: an interval of very few cases must not flatten the others. */
const FARTHEST = 8;

/** The ends of a scale of ratios: 1 in the middle, wide enough for every interval, from half to twice at least. */
export function ratioRange(ratios: readonly Interval[]): readonly [number, number] {
  const ends = ratios.flatMap(({ ratio, low, high }) => [ratio, low, high]).filter((end) => end !== null && end > 0);
  const distances = ends.map((end) => Math.max(Number(end), 1 / Number(end)));
  const far = Math.min(FARTHEST, 2 ** Math.ceil(Math.log2(Math.max(2, ...distances))));
  return [1 / far, far];
}
