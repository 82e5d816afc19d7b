/** A level that holds from `at` until the next point. Levels are shares, 0 to 1. */
export interface StepPoint {
  readonly at: number;
  readonly level: number;
  readonly low: number | null;
  readonly high: number | null;
}

type Place = (value: number) => number;

/** The point in force at a moment; undefined before the first one. Points are in order of time. */
export function pointAt(points: readonly StepPoint[], at: number): StepPoint | undefined {
  return points.findLast((point) => point.at <= at);
}

/** A stair: each level holds until the next point, the last one until `end`. */
export function stairPath(points: readonly StepPoint[], end: number, x: Place, y: Place): string {
  const [first, ...rest] = points;
  if (!first) return "";
  const steps = rest.map((point) => `H${round(x(point.at))}V${round(y(point.level))}`);
  return `M${round(x(first.at))} ${round(y(first.level))}${steps.join("")}H${round(x(end))}`;
}

/** The band between the lower and the upper stair, over the points that have an interval. */
export function bandPath(points: readonly StepPoint[], end: number, x: Place, y: Place): string {
  const known = points.flatMap(({ at, low, high }) => (low === null || high === null ? [] : [{ at, low, high }]));
  const [first] = known;
  const last = known.at(-1);
  if (!first || !last) return "";
  const over = known.slice(1).map(({ at, high }) => `H${round(x(at))}V${round(y(high))}`);
  const under = known
    .slice(1)
    .map(({ low, at }, index) => ({ at, low, before: known[index]?.low ?? low }))
    .toReversed()
    .map(({ at, before }) => `H${round(x(at))}V${round(y(before))}`);
  const upper = `M${round(x(first.at))} ${round(y(first.high))}${over.join("")}H${round(x(end))}`;
  return `${upper}V${round(y(last.low))}${under.join("")}H${round(x(first.at))}Z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
