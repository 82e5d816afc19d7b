import { axisBelow, type Tick } from "./axes.ts";
import { dot } from "./marks.ts";
import { digitsFor, writeNumber } from "./numbers.ts";
import type { PictureOf } from "./picture.ts";
import { layRows, throughRows } from "./rows.ts";
import { linear, logarithmic, type Span, spanOf } from "./scales.ts";
import { spanOfReaches, whisker } from "./whisker.ts";
import { type Language, reachInWords } from "./words.ts";

type Forest = PictureOf<"forest">;

/** Ratios farther from one than this are drawn at the edge. */
const FARTHEST = 32;

/** Several estimates under each other, each with its interval, around the line where nothing differs. */
export function drawForest(picture: Forest, width: number, language: Language) {
  const digits = digitsOfForest(picture);
  const write = (value: number) => writeNumber(value, digits, language);
  const laid = layRows(
    picture.rows.map(({ label, value, low, high }) => ({
      name: label[language],
      figure: reachInWords(write(value), write(low), write(high), language),
    })),
    width,
    6,
  );
  const ratios = areRatios(picture);
  const span = ratios
    ? spanOfRatios(picture)
    : roomy(spanOf(Object.values(spanOfReaches(picture.rows, [picture.none]))));
  const place = (ratios ? logarithmic : linear)(span, laid.left + 8, laid.right - 8);
  const own = ratios ? doublings(span, language) : undefined;
  const axis = axisBelow({ left: laid.left, right: laid.right, y: laid.bottom, width }, place, {
    span,
    label: picture.unit[language],
    write: (value, some) => writeNumber(value, some, language),
    ...(own && { own }),
  });
  const none = throughRows(laid, place(picture.none));
  const marks = picture.rows.flatMap((row, at) => {
    const y = laid.tracks[at] ?? 0;
    return [
      ...whisker(row, { span, place, upright: false }, y, "programme"),
      dot(place(row.value), y, { ink: "programme", shape: "square", r: 5 }),
    ];
  });
  return { height: axis.height, marks: [...laid.marks, ...none, ...marks, ...axis.marks] };
}

export function digitsOfForest({ rows, none }: Forest): number {
  return digitsFor(
    rows.flatMap(({ value, low, high }) => [value, low, high]),
    none === 1 ? 2 : 0,
  );
}

/** Around one and never below zero: times as many, not so many more. */
function areRatios({ rows, none }: Forest): boolean {
  return none === 1 && rows.every(({ value, low }) => value > 0 && low >= 0);
}

function spanOfRatios({ rows }: Forest): Span {
  const ends = rows.flatMap(({ value, low, high }) => [value, low, high]).filter((end) => end > 0);
  const far = Math.min(FARTHEST, Math.max(2, ...ends.map((end) => Math.max(end, 1 / end))));
  const reach = 2 ** Math.ceil(Math.log2(far));
  return { low: 1 / reach, high: reach };
}

function doublings({ low, high }: Span, language: Language): readonly Tick[] {
  const first = Math.round(Math.log2(low));
  return Array.from({ length: Math.round(Math.log2(high)) - first + 1 }, (_, index) => {
    const at = 2 ** (first + index);
    return { at, label: writeNumber(at, at >= 1 ? 0 : Math.min(3, -(first + index)), language) };
  });
}

function roomy({ low, high }: Span): Span {
  const some = (high - low) * 0.04;
  return { low: low - some, high: high + some };
}
