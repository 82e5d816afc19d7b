import { layField, uprightLine } from "./axes.ts";
import { dot, lineThrough } from "./marks.ts";
import { digitsFor, writeNumber } from "./numbers.ts";
import type { PictureOf } from "./picture.ts";
import { spanOf } from "./scales.ts";
import { cutOffInWords, DRAWN, type Language, withUnit } from "./words.ts";

/** Means along what decides who enters, with the line fitted on each side of the cut-off: what counts is the gap between the two. */
export function drawCutOff(picture: PictureOf<"cut_off">, width: number, language: Language) {
  const { bins, lines, cutoff, across, unit } = picture;
  const ends = lines.flatMap(({ from, to }) => [from, to]);
  const write = (value: number, digits: number) => writeNumber(value, digits, language);
  const field = layField(
    width,
    { span: spanOf([cutoff, ...bins.map(({ at }) => at), ...ends.map(([at]) => at)]), label: across[language], write },
    {
      span: spanOf([...bins.map(({ mean }) => mean), ...ends.map(([, value]) => value)]),
      label: withUnit(DRAWN.mean[language], unit[language]),
      write,
    },
  );
  const most = Math.max(1, ...bins.map(({ n }) => n));
  const dots = bins.map(({ at, mean, n }) =>
    dot(field.x(at), field.y(mean), {
      ink: "soft",
      hollow: at < cutoff,
      r: Math.round((2.5 + 4 * Math.sqrt(Math.max(0, n) / most)) * 10) / 10,
    }),
  );
  const fitted = lines.flatMap(({ from, to }) =>
    lineThrough(
      [from, to].map(([at, value]) => ({ x: field.x(at), y: field.y(value) })),
      { ink: "programme", width: 2.5 },
    ),
  );
  const limit = writeNumber(cutoff, digitsFor([cutoff % 1]), language);
  const mark = uprightLine(field, field.x(cutoff), cutOffInWords(limit, language));
  return { height: field.height, marks: [...field.marks, ...mark, ...dots, ...fitted] };
}
