import { layField, uprightLine } from "./axes.ts";
import { dot, line } from "./marks.ts";
import { writeNumber } from "./numbers.ts";
import type { PictureOf } from "./picture.ts";
import { spanOf } from "./scales.ts";
import { spanOfReaches, whisker } from "./whisker.ts";
import { DRAWN, type Language, withUnit } from "./words.ts";

/** The difference in every period, before the start (hollow, where there should be none) and since (filled). */
export function drawEventStudy({ points, unit }: PictureOf<"event_study">, width: number, language: Language) {
  const times = spanOf([-1, 0, ...points.map(({ at }) => at)]);
  const write = (value: number, digits: number) => writeNumber(value, digits, language);
  const up = spanOf(Object.values(spanOfReaches(points, [0])));
  const field = layField(
    width,
    { span: { low: times.low - 0.5, high: times.high + 0.5 }, label: DRAWN.periods[language], write, leastStep: 1 },
    { span: up, label: withUnit(DRAWN.difference[language], unit[language]), write },
  );
  const axis = { span: field.up, place: field.y, upright: true };
  const marks = points.flatMap((point) => {
    const since = point.at >= 0;
    const x = field.x(point.at);
    const ink = since ? "programme" : "soft";
    return [...whisker(point, axis, x, ink), dot(x, field.y(point.value), { ink, hollow: !since })];
  });
  const zero = line([field.left, field.y(0)], [field.right, field.y(0)], { ink: "ink" });
  const start = uprightLine(field, field.x(-0.5), DRAWN.starts[language]);
  return { height: field.height, marks: [...field.marks, zero, ...start, ...marks] };
}
