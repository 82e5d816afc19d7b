import { line } from "./marks.ts";
import type { Place, Span } from "./scales.ts";
import type { Ink, Mark } from "./scene.ts";

interface Ends {
  readonly low: number;
  readonly high: number;
}

const HEAD = 5;

/** An interval as a line along its axis; an end that lies beyond the axis, or nowhere, is an arrow at the edge. */
export function whisker(
  { low, high }: Ends,
  axis: { readonly span: Span; readonly place: Place; readonly upright: boolean },
  across: number,
  ink: Ink,
): readonly Mark[] {
  const { span, place, upright } = axis;
  const at = (along: number, aside: number): readonly [number, number] =>
    upright ? [across + aside, along] : [along, across + aside];
  const [from, to] = [place(low), place(high)];
  const heads = [
    { beyond: low < span.low, tip: from, back: Math.sign(to - from) * HEAD },
    { beyond: high > span.high, tip: to, back: Math.sign(from - to) * HEAD },
  ];
  return [
    line(at(from, 0), at(to, 0), { ink, width: 2 }),
    ...heads
      .filter(({ beyond }) => beyond)
      .flatMap(({ tip, back }) =>
        [-HEAD, HEAD].map((aside) => line(at(tip + back, aside), at(tip, 0), { ink, width: 2 })),
      ),
  ];
}

/** The span of values and of those ends of intervals that are not too far off: one endless interval must not flatten the rest. */
export function spanOfReaches(reaches: readonly (Ends & { readonly value: number })[], also: readonly number[]): Span {
  const values = [...reaches.map(({ value }) => value), ...also];
  const halves = reaches
    .flatMap(({ value, low, high }) => [value - low, high - value])
    .filter(Number.isFinite)
    .toSorted((one, other) => one - other);
  const usual = halves[Math.floor(halves.length / 2)] ?? 0;
  const [least, most] = [
    Math.min(...values.filter(Number.isFinite), 0),
    Math.max(...values.filter(Number.isFinite), 0),
  ];
  const farthest = Math.max(usual * 6, most - least);
  return {
    low: Math.max(least - farthest, Math.min(least, ...reaches.map(({ low }) => low))),
    high: Math.min(most + farthest, Math.max(most, ...reaches.map(({ high }) => high))),
  };
}
