import { scaleLinear } from "d3-scale";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { useWidth } from "../ui/useWidth.ts";
import { ChartFigure, type ChartWords } from "./ChartFigure.tsx";
import { Explorer } from "./Explorer.tsx";
import { DataMark, FILLS, Legend, STROKES, type StrokeKind } from "./Legend.tsx";
import { bandPath, pointAt, type StepPoint, stairPath } from "./steps.ts";
import { chartTexts } from "./texts.ts";

export interface StepSeries {
  readonly label: string;
  /** In order of time, levels as shares from 0 to 1. The curve ends at `until`, where nobody is followed any longer. */
  readonly points: readonly StepPoint[];
  readonly until: number;
}

/** A moment named on the axis, said by the arrows and given a row of the table. */
export interface CurveMoment {
  readonly at: number;
  readonly label: string;
  /** How many are still followed then. */
  readonly followed?: number;
}

export interface StepCurveProps extends ChartWords {
  readonly series: readonly StepSeries[];
  readonly moments: readonly CurveMoment[];
  /** When the first curve reaches one half, with its words; left out when it never does. */
  readonly half?: { readonly at: number; readonly label: string };
}

const KINDS: readonly StrokeKind[] = ["solid", "dashed", "dotted", "broken"];
const ROOM = { left: 40, right: 12, top: 14, bottom: 34 };
const HEIGHT = 280;
const LEVELS = [0, 0.25, 0.5, 0.75, 1];
/** Pixels that the name of a moment needs. */
const NAME = 76;

/** Shares that change by steps with time, such as those who are still in care. One alone has its interval drawn; of several it is said and in the table. */
export function StepCurve(props: StepCurveProps) {
  const { series, moments, title, description } = props;
  const t = useTexts(chartTexts);
  const say = useCurveWords();
  const [frame, room] = useWidth<HTMLDivElement>();
  const withFollowed = moments.some(({ followed }) => followed !== undefined);
  const table = {
    headers: [t.moment, ...series.map(({ label }) => label), ...(withFollowed ? [t.followed] : [])],
    rows: moments.map((moment) => [
      moment.label,
      ...series.map((one) => say(one, moment.at)),
      ...(withFollowed ? [moment.followed === undefined ? "–" : String(moment.followed)] : []),
    ]),
  };
  const stops = moments.map(({ at, label, followed }) => {
    const levels = series.map((one) => (series.length > 1 ? `${one.label} ${say(one, at)}` : say(one, at)));
    return `${label}: ${[...levels, ...(followed === undefined ? [] : [t.followedAt({ n: followed })])].join("; ")}`;
  });
  const entries = series.map(({ label }, index) => ({ label, kind: kindOf(index), mark: "none" as const }));
  return (
    <ChartFigure
      title={title}
      description={description}
      table={table}
      {...(series.length > 1 && { legend: <Legend entries={entries} /> })}
    >
      {(ids) => (
        <Explorer {...ids} stops={stops}>
          {(at, onPoint) => (
            <div ref={frame}>
              <Drawing {...props} width={Math.min(room, 760)} at={at} onPoint={onPoint} />
            </div>
          )}
        </Explorer>
      )}
    </ChartFigure>
  );
}

function kindOf(index: number): StrokeKind {
  return KINDS[index % KINDS.length] ?? "solid";
}

/** «54 de cada 100 (entre 48 y 60)», or that nobody is followed so long. */
function useCurveWords(): (series: StepSeries, at: number) => string {
  const t = useTexts(chartTexts);
  const { number } = useFormats();
  const share = (level: number) => number(level * 100, 0);
  return (series, at) => {
    const point = at > series.until ? undefined : pointAt(series.points, at);
    if (!point) return "–";
    const words = t.perHundred({ n: share(point.level) });
    if (point.low === null || point.high === null) return words;
    return `${words} (${t.between({ low: share(point.low), high: share(point.high) })})`;
  };
}

interface DrawingProps extends StepCurveProps {
  readonly width: number;
  readonly at: number | null;
  readonly onPoint: (at: number | null) => void;
}

function Drawing({ series, moments, half, title, width, at, onPoint }: DrawingProps) {
  const t = useTexts(chartTexts);
  const { number } = useFormats();
  const start = moments[0]?.at ?? 0;
  const end = moments.at(-1)?.at ?? 1;
  const x = scaleLinear([start, end], [ROOM.left, width - ROOM.right]).clamp(true);
  const y = scaleLinear([0, 1], [HEIGHT - ROOM.bottom, ROOM.top]);
  const chosen = at === null ? undefined : moments[at];
  return (
    <svg width={width} height={HEIGHT} className="block max-w-full">
      <title>{title}</title>
      {LEVELS.map((level) => (
        <g key={level}>
          <line x1={ROOM.left} x2={width - ROOM.right} y1={y(level)} y2={y(level)} className="stroke-line" />
          <text x={ROOM.left - 8} y={y(level)} dy="0.35em" textAnchor="end" className="numeric fill-ink-soft text-xs">
            {number(level * 100, 0)}
          </text>
        </g>
      ))}
      {chosen && <line x1={x(chosen.at)} x2={x(chosen.at)} y1={y(1)} y2={y(0)} className="stroke-edge" />}
      {series.map((one, index) => (
        <g key={one.label}>
          {series.length === 1 && (
            <path
              d={bandPath(one.points, Math.min(one.until, end), x, y)}
              className={`${BANDS[kindOf(index)]} opacity-15`}
            />
          )}
          <path d={stairPath(one.points, Math.min(one.until, end), x, y)} className={STROKES[kindOf(index)]} />
        </g>
      ))}
      {half && half.at <= end && (
        <g>
          <path d={`M${ROOM.left} ${y(0.5)}H${x(half.at)}V${y(0)}`} className={HALF} />
          <text
            x={x(half.at) + (x(half.at) > width * 0.6 ? -8 : 8)}
            y={y(0) - 10}
            textAnchor={x(half.at) > width * 0.6 ? "end" : "start"}
            className="fill-ink text-sm font-bold [paint-order:stroke] stroke-paper stroke-[4]"
          >
            {t.half({ when: half.label })}
          </text>
        </g>
      )}
      {chosen &&
        series.map((one, index) => {
          const point = chosen.at > one.until ? undefined : pointAt(one.points, chosen.at);
          if (!point) return null;
          return (
            <DataMark
              key={one.label}
              mark="circle"
              x={x(chosen.at)}
              y={y(point.level)}
              size={5}
              className={FILLS[kindOf(index)]}
            />
          );
        })}
      <Moments moments={moments} x={x} width={width} at={at} onPoint={onPoint} />
    </svg>
  );
}

const HALF = "fill-none stroke-ink-soft [stroke-dasharray:3_3]";
const BANDS: Readonly<Record<StrokeKind, string>> = {
  solid: "fill-teal",
  dashed: "fill-plum",
  dotted: "fill-ochre-mark",
  broken: "fill-ink",
  faint: "fill-edge",
};

interface MomentsProps {
  readonly moments: readonly CurveMoment[];
  readonly x: (at: number) => number;
  readonly width: number;
  readonly at: number | null;
  readonly onPoint: (at: number | null) => void;
}

/** The axis of time: as many names as fit, and a strip per moment that a finger finds. */
function Moments({ moments, x, width, at, onPoint }: MomentsProps) {
  const inner = width - ROOM.left - ROOM.right;
  const every = Math.max(1, Math.ceil((moments.length * NAME) / (inner + NAME)));
  const reach = inner / Math.max(1, moments.length - 1);
  return moments.map((moment, index) => (
    <g key={moment.at} onPointerEnter={() => onPoint(index)} onPointerLeave={() => onPoint(null)}>
      <rect
        x={x(moment.at) - reach / 2}
        y={ROOM.top}
        width={reach}
        height={HEIGHT - ROOM.top}
        className="fill-transparent"
      />
      {(index % every === 0 || index === at) && (
        <text
          x={x(moment.at)}
          y={HEIGHT - ROOM.bottom + 22}
          textAnchor={index === 0 ? "start" : index === moments.length - 1 ? "end" : "middle"}
          className={index === at ? "numeric fill-ink text-xs font-bold" : "numeric fill-ink-soft text-xs"}
        >
          {index % every === 0 || at === null ? moment.label : ""}
        </text>
      )}
    </g>
  ));
}
