import { layField } from "./axes.ts";
import { LEADING, SMALL, textWidth, wrap } from "./letters.ts";
import { dot, line, lines, lineThrough } from "./marks.ts";
import { writeNumber } from "./numbers.ts";
import type { PictureOf } from "./picture.ts";
import { spanOf } from "./scales.ts";
import { DRAWN, type Language, ofHundredInWords, withUnit } from "./words.ts";

/** More dots than this only make a blot. */
const MOST = 400;

/** Each repetition of the study as a dot: to the right it is better, upwards dearer. */
export function drawCostPlane(picture: PictureOf<"cost_plane">, width: number, language: Language) {
  const { points, middle, currency, unit } = picture;
  const write = (value: number, digits: number) => writeNumber(value, digits, language);
  const field = layField(
    width,
    {
      span: roomy(spanOf([0, middle.effect, ...points.map(({ effect }) => effect)])),
      label: withUnit(DRAWN.extraEffect[language], unit[language]),
      write,
    },
    {
      span: roomy(spanOf([0, middle.cost, ...points.map(({ cost }) => cost)])),
      label: withUnit(DRAWN.extraCost[language], currency),
      write,
    },
  );
  const [x, y] = [field.x(0), field.y(0)];
  const axes = [
    line([x, field.top], [x, field.bottom], { ink: "ink" }),
    line([field.left, y], [field.right, y], { ink: "ink" }),
  ];
  const every = Math.max(1, Math.ceil(points.length / MOST));
  const cloud = points
    .filter((_, at) => at % every === 0)
    .map(({ effect, cost }) => dot(field.x(effect), field.y(cost), { ink: "programme", r: 1.8, hollow: true }));
  const names = QUADRANTS.flatMap(({ key, right, up }) => {
    const share = ofHundredInWords(shareOf(points, right, up), language);
    const room = (right ? field.right - x : x - field.left) - 12;
    if (room < textWidth("mmmmmm", SMALL)) return [];
    const words = [...wrap(DRAWN[key][language], SMALL, room), ...wrap(share, SMALL, room)];
    const depth = words.length * LEADING;
    if (depth + 6 > (up ? y - field.top : field.bottom - y)) return [];
    const first = up ? field.top + LEADING - 4 : field.bottom - depth + LEADING - 8;
    return lines(right ? field.right - 4 : field.left + 4, first, words, {
      anchor: right ? "end" : "start",
      ink: "ink",
    });
  });
  const centre = dot(field.x(middle.effect), field.y(middle.cost), { ink: "ink", shape: "diamond", r: 7 });
  return { height: field.height, marks: [...field.marks, ...cloud, ...axes, centre, ...names] };
}

export const QUADRANTS = [
  { key: "betterDearer", right: true, up: true },
  { key: "betterCheaper", right: true, up: false },
  { key: "worseDearer", right: false, up: true },
  { key: "worseCheaper", right: false, up: false },
] as const;

/** How many of the repetitions fall there, from 0 to 1. */
export function shareOf(points: PictureOf<"cost_plane">["points"], right: boolean, up: boolean): number {
  const there = points.filter(({ effect, cost }) => effect > 0 === right && cost > 0 === up);
  return there.length / Math.max(1, points.length);
}

function roomy({ low, high }: { readonly low: number; readonly high: number }) {
  const some = (high - low) * 0.06;
  return { low: low - some, high: high + some };
}

/** How sure one may be that it is worth its cost, for whatever a unit of improvement may be worth. */
export function drawAcceptability(picture: PictureOf<"acceptability">, width: number, language: Language) {
  const { points, currency } = picture;
  const write = (value: number, digits: number) => writeNumber(value, digits, language);
  const field = layField(
    width,
    {
      span: spanOf([0, ...points.map(({ worth }) => worth)]),
      label: withUnit(DRAWN.worth[language], currency),
      write,
    },
    { span: { low: 0, high: 100 }, label: DRAWN.chance[language], write, exact: true },
  );
  const drawn = points.map(({ worth, share }) => ({ x: field.x(worth), y: field.y(share * 100) }));
  const half = line([field.left, field.y(50)], [field.right, field.y(50)], { ink: "limit", dashed: true });
  return {
    height: field.height,
    marks: [
      ...field.marks,
      half,
      ...lineThrough(drawn, { ink: "programme", width: 2.5 }),
      ...(drawn.length > 25 ? [] : drawn.map(({ x, y }) => dot(x, y, { ink: "programme", r: 4 }))),
    ],
  };
}
