import { layField, uprightLine } from "./axes.ts";
import { dot, lineThrough } from "./marks.ts";
import { nameCurves } from "./nameCurves.ts";
import { writeNumber } from "./numbers.ts";
import type { PictureOf } from "./picture.ts";
import { spanOf } from "./scales.ts";
import { DRAWN, type Language, withUnit } from "./words.ts";

const LOOKS = {
  programme: { shape: "circle", hollow: false },
  comparison: { shape: "square", hollow: true },
} as const;

/** The means of both arms over time: discs on a whole line, hollow squares on a dashed one. */
export function drawChanges({ points, start, unit }: PictureOf<"changes">, width: number, language: Language) {
  const field = layField(
    width,
    {
      span: spanOf([...points.map(({ at }) => at), ...(start === null ? [] : [start])]),
      label: "",
      write: (value, digits) => writeNumber(value, digits, language),
      own: points.map(({ at, label }) => ({ at, label: label[language] })),
    },
    {
      span: spanOf(points.flatMap(({ programme, comparison }) => [programme, comparison])),
      label: withUnit(DRAWN.mean[language], unit[language]),
      write: (value, digits) => writeNumber(value, digits, language),
    },
  );
  const arms = (["comparison", "programme"] as const).map((arm) => ({
    arm,
    ink: arm,
    name: DRAWN[arm][language],
    points: points.map((point) => ({ x: field.x(point.at), y: field.y(point[arm]) })),
  }));
  return {
    height: field.height,
    marks: [
      ...field.marks,
      ...(start === null ? [] : uprightLine(field, field.x(start), DRAWN.starts[language])),
      ...arms.flatMap(({ arm, points: own }) => [
        ...lineThrough(own, { ink: arm, width: 2.5, dashed: arm === "comparison" }),
        ...own.map(({ x, y }) => dot(x, y, { ink: arm, r: 5, ...LOOKS[arm] })),
      ]),
      ...nameCurves(arms, field),
    ],
  };
}
