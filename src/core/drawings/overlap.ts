import { layField } from "./axes.ts";
import { NAME } from "./letters.ts";
import { line, text } from "./marks.ts";
import { writeNumber } from "./numbers.ts";
import type { PictureOf } from "./picture.ts";
import { spanOf } from "./scales.ts";
import type { Mark } from "./scene.ts";
import { fewerThanFive } from "./smallCells.ts";
import { DRAWN, type Language } from "./words.ts";

/** Who resembles whom: those of the programme above the line, those of the comparison below it, on the same scale. */
export function drawOverlap({ bins }: PictureOf<"overlap">, width: number, language: Language) {
  const shown = bins.map((bin) => ({ ...bin, programme: drawn(bin.programme), comparison: drawn(bin.comparison) }));
  const most = spanOf([0, ...shown.flatMap((bin) => [bin.programme, bin.comparison])]).high;
  const high = most * 1.12;
  const span = bins.length === 0 ? { low: 0, high: 1 } : spanOf(bins.flatMap(({ from, to }) => [from, to]));
  const field = layField(
    width,
    { span, label: DRAWN.likelihood[language], write: (value, digits) => writeNumber(value, digits, language) },
    {
      span: { low: -high, high },
      label: DRAWN.howMany[language],
      write: (value, digits) => writeNumber(Math.abs(value), digits, language),
      leastStep: high >= 2 ? 1 : 0,
      exact: true,
    },
  );
  const bars = shown.flatMap(({ from, to, programme, comparison }): readonly Mark[] => {
    const [left, right] = [field.x(from) + 1, Math.max(field.x(from) + 2, field.x(to) - 1)];
    const bar = (top: number, bottom: number, ink: "programme" | "comparison"): readonly Mark[] =>
      bottom - top < 0.05
        ? []
        : [
            {
              kind: "bar",
              x: left,
              y: top,
              width: Math.max(0, Math.min(field.right, right) - left),
              height: bottom - top,
              ink,
              hatched: ink === "comparison",
            },
          ];
    return [
      ...bar(field.y(programme), field.y(0), "programme"),
      ...bar(field.y(0), field.y(-comparison), "comparison"),
    ];
  });
  const names = [
    text(...corner(shown, field, "programme"), DRAWN.programme[language], nameStyle(shown, "programme")),
    text(...corner(shown, field, "comparison"), DRAWN.comparison[language], nameStyle(shown, "comparison")),
  ];
  const middle = line([field.left, field.y(0)], [field.right, field.y(0)], { ink: "ink" });
  return { height: field.height, marks: [...field.marks, ...bars, middle, ...names] };
}

type Arm = "programme" | "comparison";
type Bins = PictureOf<"overlap">["bins"];

/** Cells that may not be told apart look alike too. */
function drawn(count: number): number {
  return fewerThanFive(count) ? 4 : Math.max(0, count);
}

/** On the side where the bars of the arm are lower. */
function onLeft(bins: Bins, arm: Arm): boolean {
  const half = Math.floor(bins.length / 2);
  const most = (some: Bins) => Math.max(0, ...some.map((bin) => bin[arm]));
  return most(bins.slice(0, half)) < most(bins.slice(half));
}

function nameStyle(bins: Bins, arm: Arm) {
  return { anchor: onLeft(bins, arm) ? "start" : "end", size: NAME, ink: arm } as const;
}

function corner(
  bins: Bins,
  field: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
  arm: Arm,
): [number, number] {
  const x = onLeft(bins, arm) ? field.left + 4 : field.right - 2;
  return [x, arm === "programme" ? field.top - 6 : field.bottom - 6];
}
