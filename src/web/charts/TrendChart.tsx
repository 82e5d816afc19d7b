import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { uiTexts } from "../ui/texts.ts";
import { useWidth } from "../ui/useWidth.ts";
import { ChartFigure, type ChartWords } from "./ChartFigure.tsx";
import { Explorer } from "./Explorer.tsx";
import { unbroken } from "./geometry.ts";
import { DataMark } from "./Legend.tsx";
import { chartTexts } from "./texts.ts";

export interface TrendPoint {
  readonly label: string;
  /** Null where nothing can be said. */
  readonly value: number | null;
  /** How many the value rests on, or «menos de 5». */
  readonly count?: string;
}

export interface TrendChartProps extends ChartWords {
  readonly points: readonly TrendPoint[];
  readonly unit: string;
  readonly decimals?: number;
  readonly target?: number | null;
}

const HEIGHT = 220;
const ROOM = { left: 48, right: 20, top: 26, bottom: 34 };

/** One value period by period, from zero, with its target. */
export function TrendChart(props: TrendChartProps) {
  const { points, unit, decimals = 1, title, description } = props;
  const t = useTexts(chartTexts);
  const { chart } = useTexts(uiTexts);
  const { number } = useFormats();
  const [frame, room] = useWidth<HTMLDivElement>();
  const say = ({ value }: TrendPoint) => (value === null ? chart.noData : number(value, decimals));
  const counted = points.some(({ count }) => count !== undefined);
  const table = {
    headers: [t.period, unit, ...(counted ? [t.count] : [])],
    rows: points.map((point) => [point.label, say(point), ...(counted ? [point.count ?? "–"] : [])]),
  };
  return (
    <ChartFigure title={title} description={description} table={table}>
      {(ids) => (
        <Explorer
          {...ids}
          stops={points.map((point) => `${point.label}: ${say(point)}${point.value === null ? "" : ` ${unit}`}`)}
        >
          {(at, onPoint) => (
            <div ref={frame}>
              <Drawing {...props} say={say} width={Math.min(room, 640)} at={at} onPoint={onPoint} />
            </div>
          )}
        </Explorer>
      )}
    </ChartFigure>
  );
}

interface DrawingProps extends TrendChartProps {
  readonly say: (point: TrendPoint) => string;
  readonly width: number;
  readonly at: number | null;
  readonly onPoint: (at: number | null) => void;
}

function Drawing(props: DrawingProps) {
  const { points, target = null, decimals = 1, title, width } = props;
  const t = useTexts(chartTexts);
  const { number } = useFormats();
  const values = points.map(({ value }) => value);
  const top = Math.max(0, target ?? 0, ...values.map((value) => value ?? 0));
  const y = scaleLinear([0, top || 1], [HEIGHT - ROOM.bottom, ROOM.top]).nice(4);
  const x = scaleLinear([0, Math.max(1, points.length - 1)], [ROOM.left + 12, width - ROOM.right]);
  const draw = line<number>(x, (at) => y(values[at] ?? 0));
  return (
    <svg width={width} height={HEIGHT} className="block max-w-full">
      <title>{title}</title>
      {y.ticks(4).map((tick) => (
        <g key={tick}>
          <line x1={ROOM.left} x2={width - ROOM.right} y1={y(tick)} y2={y(tick)} className="stroke-line" />
          <text x={ROOM.left - 8} y={y(tick)} dy="0.35em" textAnchor="end" className="numeric fill-ink-soft text-xs">
            {number(tick)}
          </text>
        </g>
      ))}
      {target !== null && (
        <g>
          <line x1={ROOM.left} x2={width - ROOM.right} y1={y(target)} y2={y(target)} className={TARGET} />
          <text x={width - ROOM.right} y={y(target) - 7} textAnchor="end" className={`${WORDS} fill-plum text-sm`}>
            {t.target({ value: number(target, decimals) })}
          </text>
        </g>
      )}
      {unbroken(values).map((part) => (
        <path key={part[0]} d={draw(part) ?? ""} className="fill-none stroke-teal stroke-[2.5]" />
      ))}
      <Points {...props} x={x} y={y} />
    </svg>
  );
}

const TARGET = "stroke-plum stroke-2 [stroke-dasharray:6_4]";
/** Words over a drawing keep a border of the ground, so that a line behind does not cross them. */
const WORDS = "numeric [paint-order:stroke] stroke-paper stroke-[4]";
/** Pixels that the name of a period needs. */
const NAME = 84;

type Place = (value: number) => number;

function Points(props: DrawingProps & { readonly x: Place; readonly y: Place }) {
  const { points, say, width, at, onPoint, x, y } = props;
  const inner = width - ROOM.left - ROOM.right;
  const every = Math.max(1, Math.ceil((points.length * NAME) / (inner + NAME)));
  const last = points.length - 1;
  const named = (index: number) => (last - index) % every === 0;
  const reach = inner / Math.max(1, last);
  return points.map((point, index) => (
    <g key={point.label} onPointerEnter={() => onPoint(index)} onPointerLeave={() => onPoint(null)}>
      <rect x={x(index) - reach / 2} y={0} width={reach} height={HEIGHT} className="fill-transparent" />
      {point.value !== null && (
        <DataMark mark="circle" x={x(index)} y={y(point.value)} size={index === at ? 7 : 5} className="fill-teal" />
      )}
      {point.value !== null && (index === at || index === last) && (
        <text
          x={x(index)}
          y={y(point.value) - 13}
          textAnchor={index === last ? "end" : "middle"}
          className={`${WORDS} fill-ink text-sm font-bold`}
        >
          {say(point)}
        </text>
      )}
      {named(index) && (
        <text
          x={x(index)}
          y={HEIGHT - 10}
          textAnchor={index === last ? "end" : index === 0 ? "start" : "middle"}
          className={index === at ? "numeric fill-ink text-xs font-bold" : "numeric fill-ink-soft text-xs"}
        >
          {point.label}
        </text>
      )}
    </g>
  ));
}
