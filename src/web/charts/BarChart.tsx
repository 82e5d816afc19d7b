import { scaleLinear } from "d3-scale";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { uiTexts } from "../ui/texts.ts";
import { useWidth } from "../ui/useWidth.ts";
import { ChartFigure, type ChartWords } from "./ChartFigure.tsx";
import { Explorer } from "./Explorer.tsx";

export interface Bar {
  readonly label: string;
  /** Null draws no bar and says why in `text`. */
  readonly value: number | null;
  /** What is written at the bar instead of the bare number: «menos de 5», «12 de 40». */
  readonly text?: string;
}

export interface BarChartProps extends ChartWords {
  readonly bars: readonly Bar[];
  /** What the numbers are: «familias». */
  readonly unit: string;
  /** What each bar is: «Etapa». */
  readonly of: string;
  readonly maximum?: number;
}

const ROW = 56;
const BAR = 22;

/** Amounts side by side, lying down so that their names can be read. Starts at zero. */
export function BarChart({ bars, unit, of, maximum, title, description }: BarChartProps) {
  const t = useTexts(uiTexts);
  const { number } = useFormats();
  const [frame, room] = useWidth<HTMLDivElement>();
  const width = Math.min(room, 720);
  const text = (bar: Bar) => bar.text ?? (bar.value === null ? t.chart.noData : number(bar.value));
  const top = maximum ?? Math.max(1, ...bars.map(({ value }) => value ?? 0));
  const scale = scaleLinear([0, top], [0, Math.max(60, width - 104)]);
  const table = { headers: [of, unit], rows: bars.map((bar) => [bar.label, text(bar)]) };
  return (
    <ChartFigure title={title} description={description} table={table}>
      {(ids) => (
        <Explorer {...ids} stops={bars.map((bar) => `${bar.label}: ${text(bar)} ${unit}`)}>
          {(at, onPoint) => (
            <div ref={frame}>
              <svg width={width} height={bars.length * ROW} className="block max-w-full">
                <title>{title}</title>
                {bars.map((bar, index) => (
                  <g key={bar.label} onPointerEnter={() => onPoint(index)} onPointerLeave={() => onPoint(null)}>
                    <text
                      x={0}
                      y={index * ROW + 18}
                      className={index === at ? "fill-ink text-sm font-bold" : "fill-ink text-sm"}
                    >
                      {bar.label}
                    </text>
                    <rect
                      x={0}
                      y={index * ROW + 25}
                      width={Math.max(2, scale(bar.value ?? 0))}
                      height={BAR}
                      rx={3}
                      className={index === at ? "fill-teal-deep" : "fill-teal"}
                    />
                    <text
                      x={scale(bar.value ?? 0) + 10}
                      y={index * ROW + 25 + BAR / 2}
                      dy="0.35em"
                      className="numeric fill-ink text-sm font-bold"
                    >
                      {text(bar)}
                    </text>
                  </g>
                ))}
              </svg>
            </div>
          )}
        </Explorer>
      )}
    </ChartFigure>
  );
}
