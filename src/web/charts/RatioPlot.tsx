import { scaleLog } from "d3-scale";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { useWidth } from "../ui/useWidth.ts";
import { ChartFigure, type ChartWords } from "./ChartFigure.tsx";
import { Explorer } from "./Explorer.tsx";
import { ratioRange } from "./ratios.ts";
import { chartTexts } from "./texts.ts";

export interface Ratio {
  readonly label: string;
  /** How many times the rate of the reference group; null when there are too few to say. */
  readonly ratio: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface RatioPlotProps extends ChartWords {
  readonly ratios: readonly Ratio[];
  /** Whom the others are compared with. */
  readonly reference: string;
}

/** On a narrow screen the words stand under the name, not beside it. */
const NARROW = 520;
const rowOf = (width: number) => (width < NARROW ? 84 : 64);
const EDGE = 12;

/** Groups compared with one of them: a ratio and its interval each, on a scale where twice and half lie equally far from 1. */
export function RatioPlot({ ratios, reference, title, description }: RatioPlotProps) {
  const t = useTexts(chartTexts);
  const say = useRatioWords();
  const [frame, room] = useWidth<HTMLDivElement>();
  const width = Math.min(room, 640);
  const range = ratioRange(ratios);
  const table = {
    headers: [t.group, t.ratio, t.interval],
    rows: ratios.map((one) => [one.label, say.ratio(one), say.interval(one)]),
  };
  return (
    <ChartFigure title={title} description={description} table={table}>
      {(ids) => (
        <Explorer {...ids} stops={ratios.map((one) => `${one.label}: ${say.whole(one)}`)}>
          {(at, onPoint) => (
            <div ref={frame}>
              <svg width={width} height={ratios.length * rowOf(width) + 28} className="block max-w-full">
                <title>{title}</title>
                <Scale range={range} width={width} bottom={ratios.length * rowOf(width)} reference={reference} />
                {ratios.map((one, index) => (
                  <g
                    key={one.label}
                    transform={`translate(0 ${index * rowOf(width)})`}
                    onPointerEnter={() => onPoint(index)}
                    onPointerLeave={() => onPoint(null)}
                  >
                    <Row one={one} words={say.whole(one)} range={range} width={width} chosen={index === at} />
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

type Range = readonly [number, number];
const placeOf = (range: Range, width: number) => scaleLog(range, [EDGE, width - EDGE]).clamp(true);

interface ScaleProps {
  readonly range: Range;
  readonly width: number;
  readonly bottom: number;
  readonly reference: string;
}

function Scale({ range, width, bottom, reference }: ScaleProps) {
  const t = useTexts(chartTexts);
  const { number } = useFormats();
  const x = placeOf(range, width);
  return (
    <>
      <line x1={x(1)} x2={x(1)} y1={4} y2={bottom} className="stroke-edge [stroke-dasharray:4_3]" />
      <text x={x(1)} y={bottom + 20} textAnchor="middle" className="fill-ink-soft text-xs">
        {t.reference({ group: reference })}
      </text>
      {range.map((end, index) => (
        <text
          key={end}
          x={index === 0 ? 0 : width}
          y={bottom + 20}
          textAnchor={index === 0 ? "start" : "end"}
          className="numeric fill-ink-soft text-xs"
        >
          {number(end)}
        </text>
      ))}
    </>
  );
}

interface RowProps {
  readonly one: Ratio;
  readonly words: string;
  readonly range: Range;
  readonly width: number;
  readonly chosen: boolean;
}

function Row({ one, words, range, width, chosen }: RowProps) {
  const narrow = width < NARROW;
  const y = rowOf(width) - 24;
  return (
    <>
      <rect width={width} height={rowOf(width)} className="fill-transparent" />
      <text x={0} y={18} className={chosen ? `${WORDS} fill-ink font-bold` : `${WORDS} fill-ink`}>
        {one.label}
      </text>
      <text
        x={narrow ? 0 : width}
        y={narrow ? 40 : 18}
        textAnchor={narrow ? "start" : "end"}
        className={`${WORDS} numeric fill-ink-soft`}
      >
        {words}
      </text>
      <line x1={0} x2={width} y1={y} y2={y} className="stroke-line" />
      <Whisker one={one} x={placeOf(range, width)} y={y} size={6} />
    </>
  );
}

/** Words over a drawing keep a border of the ground, so that a line behind does not cross them. */
const WORDS = "text-sm [paint-order:stroke] stroke-paper stroke-[4]";

interface WhiskerProps {
  readonly one: Ratio;
  readonly x: (ratio: number) => number;
  readonly y: number;
  readonly size: number;
}

/** The ratio as a square on the line of its interval. */
function Whisker({ one: { ratio, low, high }, x, y, size }: WhiskerProps) {
  if (ratio === null) return null;
  return (
    <g>
      {low !== null && high !== null && (
        <path
          d={`M${x(low)} ${y - size}v${size * 2}M${x(high)} ${y - size}v${size * 2}M${x(low)} ${y}H${x(high)}`}
          className="fill-none stroke-teal stroke-2"
        />
      )}
      <rect x={x(ratio) - size} y={y - size} width={size * 2} height={size * 2} className="fill-teal" />
    </g>
  );
}

/** A small ratio with its interval inside a row of a table, whose words stand beside it. */
export function RatioMark({ one, description }: { readonly one: Ratio; readonly description: string }) {
  const width = 96;
  const range = ratioRange([one]);
  const x = placeOf(range, width);
  return (
    <svg role="img" aria-label={description} width={width} height={24} className="inline-block align-middle">
      <line x1={x(1)} x2={x(1)} y1={2} y2={22} className="stroke-edge [stroke-dasharray:4_3]" />
      <Whisker one={one} x={x} y={12} size={4} />
    </svg>
  );
}

/** A ratio in words: «1,6 veces (entre 1,2 y 2,1)». */
export function useRatioWords() {
  const t = useTexts(chartTexts);
  const { number } = useFormats();
  const ratio = (one: Ratio) => (one.ratio === null ? t.tooFew : t.times({ value: number(one.ratio, 2) }));
  const interval = ({ low, high }: Ratio) =>
    low === null || high === null ? t.noInterval : t.between({ low: number(low, 2), high: number(high, 2) });
  const whole = (one: Ratio) =>
    one.ratio === null || one.low === null ? ratio(one) : `${ratio(one)} (${interval(one)})`;
  return { ratio, interval, whole };
}
