import { layField } from "./axes.ts";
import { band, lineThrough, type Point } from "./marks.ts";
import { nameCurves } from "./nameCurves.ts";
import { writeNumber } from "./numbers.ts";
import type { PictureOf } from "./picture.ts";
import { niceSpan, type Place, spanOf } from "./scales.ts";
import { DRAWN, type Language, withUnit } from "./words.ts";

/** Shares that change by steps, with their bands: the programme's line is whole, the comparison's is dashed. */
export function drawCurves({ series, unit }: PictureOf<"curves">, width: number, language: Language) {
  const points = series.flatMap((one) => one.points);
  const most = spanOf([0, 0.05, ...points.map(({ value }) => value), ...points.map(({ high }) => Math.min(1, high))]);
  const field = layField(
    width,
    {
      span: spanOf([0, ...points.map(({ at }) => at)]),
      label: withUnit(DRAWN.time[language], unit[language]),
      write: (value, digits) => writeNumber(value, digits, language),
    },
    {
      span: { low: 0, high: Math.min(100, niceSpan({ low: 0, high: most.high * 100 }, 5).high) },
      label: DRAWN.ofHundred[language],
      write: (value, digits) => writeNumber(value, digits, language),
      exact: true,
    },
  );
  const place = (share: number) => field.y(share * 100);
  const drawn = series.map(({ arm, points: own }) => {
    const at = own.map((point) => point.at);
    return {
      name: DRAWN[arm][language],
      ink: arm,
      band: band(
        stair(
          at,
          own.map(({ high }) => high),
          field.x,
          place,
        ),
        stair(
          at,
          own.map(({ low }) => low),
          field.x,
          place,
        ),
        arm,
      ),
      points: stair(
        at,
        own.map(({ value }) => value),
        field.x,
        place,
      ),
    };
  });
  return {
    height: field.height,
    marks: [
      ...field.marks,
      ...drawn.flatMap((one) => one.band),
      ...drawn.flatMap(({ points: line, ink }) => lineThrough(line, { ink, width: 2.5, dashed: ink === "comparison" })),
      ...nameCurves(drawn, field),
    ],
  };
}

/** A level holds until the next one. */
function stair(at: readonly number[], levels: readonly number[], x: Place, y: Place): readonly Point[] {
  return levels.flatMap((level, index) => {
    const here = { x: x(at[index] ?? 0), y: y(level) };
    const next = at[index + 1];
    return next === undefined ? [here] : [here, { x: x(next), y: y(level) }];
  });
}
