import { LEADING, SMALL, textWidth, wrap } from "./letters.ts";
import { type Box, line, lines, text, textBox, textInside } from "./marks.ts";
import { linear, niceSpan, niceTicks, type Place, type Span } from "./scales.ts";
import type { Mark } from "./scene.ts";

/** Below this width names go above their rows and fields are lower. */
export const WIDE = 520;
/** Nothing is drawn narrower than this. */
const NARROWEST = 200;
/** Room between two names on an axis, and between two round values of it. */
const BETWEEN = 10;
const APART = 22;

export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** An axis as asked for; it is widened to round values unless it names its own. */
export interface Axis {
  readonly span: Span;
  readonly label: string;
  readonly write: (value: number, digits: number) => string;
  /** Smallest step between round values. */
  readonly leastStep?: number;
  readonly exact?: boolean;
  readonly own?: readonly Tick[];
}

/** A field with its axes drawn: what is inside is placed by `x` and `y`. */
export interface Field extends Box {
  readonly x: Place;
  readonly y: Place;
  /** What the upright axis reaches, once widened. */
  readonly up: Span;
  readonly marks: readonly Mark[];
  /** Of the whole drawing, axes included. */
  readonly height: number;
}

export function widthOf(wished: number): number {
  return Math.max(NARROWEST, Math.floor(wished));
}

/** A field between two axes; the name of the upright one stands above it, where it can be read without turning the head. */
export function layField(width: number, across: Axis, up: Axis): Field {
  const span = up.exact ? up.span : niceSpan(up.span, 5);
  const ticks = ticksOf({ ...up, span }, 5);
  const widest = Math.max(0, ...ticks.map(({ label }) => textWidth(label, SMALL)));
  const left = Math.min(width / 2, Math.ceil(widest) + 8);
  const right = width - 10;
  const title = wrap(up.label, SMALL, width);
  const top = title.length * LEADING + 28;
  const bottom = top + (width < WIDE ? 220 : 280);
  const y = linear(span, bottom, top);
  const x = linear(across.span, left + 6, right - 6);
  const below = axisBelow({ left, right, y: bottom, width }, x, across);
  const grid = ticks.flatMap(({ at, label }) => [
    line([left, y(at)], [right, y(at)], { ink: "faint" }),
    text(left - 8, y(at) + SMALL * 0.35, label, { anchor: "end" }),
  ]);
  const marks = [...lines(0, SMALL, title), ...grid, ...below.marks];
  return { left, right, top, bottom, x, y, up: span, marks, height: below.height };
}

interface Ground {
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly width: number;
}

/** An axis along the ground: a line, round values as many as fit, and the name below. */
export function axisBelow(ground: Ground, x: Place, axis: Axis): { marks: readonly Mark[]; height: number } {
  const { left, right, y, width } = ground;
  const ticks = axis.own ? thinned(axis.own, x, ground) : finest(axis, x, ground);
  const title = wrap(axis.label, SMALL, width < WIDE ? width : Math.max(240, right - left));
  const marks = [
    line([left, y], [right, y]),
    ...ticks.flatMap(({ at, mark }) => [line([x(at), y], [x(at), y + 4]), mark]),
    ...title.map((words, at) =>
      textInside((left + right) / 2, y + 40 + at * LEADING, words, { left: 0, right: width }),
    ),
  ];
  return { marks, height: y + 46 + (title.length - 1) * LEADING };
}

function ticksOf(axis: Pick<Axis, "span" | "write" | "leastStep">, wanted: number): readonly Tick[] {
  const { values, digits } = niceTicks(axis.span, wanted, axis.leastStep);
  return values.map((at) => ({ at, label: axis.write(at, at === 0 ? 0 : digits) }));
}

/** Round values as many as stand apart, ten or so at most. */
function finest(axis: Axis, x: Place, ground: Ground): readonly PlacedTick[] {
  for (let wanted = 10; wanted > 1; wanted -= 1) {
    const placed = placedTicks(ticksOf(axis, wanted), x, ground);
    if (placed.length > 1 && standApart(placed, APART)) return placed;
  }
  return thinned(ticksOf(axis, 2), x, ground);
}

type PlacedTick = { readonly at: number; readonly mark: Extract<Mark, { kind: "text" }> };

/** Every one, every second, every third… name of an axis: the first choice in which none touches the next. */
function thinned(ticks: readonly Tick[], x: Place, ground: Ground): readonly PlacedTick[] {
  const placed = placedTicks(ticks, x, ground);
  for (let every = 1; every < placed.length; every += 1) {
    const kept = placed.filter((_, index) => index % every === 0);
    if (standApart(kept, BETWEEN)) return kept;
  }
  return placed.slice(0, 1);
}

function placedTicks(ticks: readonly Tick[], x: Place, { left, y, width }: Ground): readonly PlacedTick[] {
  return ticks.flatMap(({ at, label }) => {
    const short = wrap(label, SMALL, width - left)[0] ?? "";
    const mark = textInside(x(at), y + 20, short, { left: 0, right: width });
    return mark.kind === "text" ? [{ at, mark }] : [];
  });
}

function standApart(placed: readonly PlacedTick[], least: number): boolean {
  const boxes = placed.map(({ mark }) => textBox(mark));
  return boxes.every((box, at) => at === 0 || box.left - (boxes[at - 1]?.right ?? 0) >= least);
}

/** An upright dashed line with its name at the top, on the side with more room. */
export function uprightLine(field: Box, at: number, name: string): readonly Mark[] {
  const onRight = at - field.left < field.right - at;
  const words = wrap(name, SMALL, Math.max(40, (onRight ? field.right - at : at - field.left) - 6))[0] ?? "";
  return [
    line([at, field.top - 20], [at, field.bottom], { ink: "limit", dashed: true, width: 1.5 }),
    text(at + (onRight ? 6 : -6), field.top - 11, words, { anchor: onRight ? "start" : "end", ink: "ink" }),
  ];
}
