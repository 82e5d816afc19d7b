import { scaleLinear } from "d3-scale";
import { useFormats } from "../i18n/LocaleProvider.tsx";
import { radarPath, spokePoint, twoLines } from "./geometry.ts";
import { DataMark, FILLS, STROKES } from "./Legend.tsx";
import { RADAR_LOOK, type RadarChartProps, type RadarSeries } from "./RadarChart.tsx";

interface DrawingProps extends RadarChartProps {
  readonly width: number;
  readonly at: number | null;
  readonly onPoint: (at: number | null) => void;
}

/** Room for two lines of names above and below; at the sides too, unless the screen is narrow. */
const MARGIN = { x: 96, y: 60 };
/** Below this width the names stand at the edges, above or below their spoke, so that the drawing stays large. */
const NARROW = 440;

export function RadarDrawing(props: DrawingProps) {
  const { number } = useFormats();
  const { dimensions, series, width, minimum = 0, maximum, title } = props;
  const side = width < NARROW ? 52 : MARGIN.x;
  const radius = Math.max(60, Math.min((width - side * 2) / 2, 170));
  const height = radius * 2 + MARGIN.y * 2;
  const scale = scaleLinear([minimum, maximum], [0, radius]);
  const rings = scale.ticks(4).filter((tick) => tick > minimum);
  const place = (value: number, index: number) => spokePoint(index, dimensions.length, scale(value));
  const drawn = [...series].sort((a, b) => ORDER[a.role] - ORDER[b.role]);
  return (
    <svg
      width={width}
      height={height}
      viewBox={`${-width / 2} ${-height / 2} ${width} ${height}`}
      className="mx-auto block max-w-full"
    >
      <title>{title}</title>
      {rings.map((ring) => (
        <path
          key={ring}
          d={radarPath(
            dimensions.map(() => ring),
            place,
          )}
          className="fill-none stroke-line"
        />
      ))}
      {dimensions.map((dimension, index) => (
        <Spoke key={dimension} {...props} radius={radius} index={index} />
      ))}
      {rings.map((ring) => (
        <text key={ring} x={5} y={-scale(ring)} dy="1em" className="numeric fill-ink-soft text-xs">
          {number(ring)}
        </text>
      ))}
      {drawn.map((one) => (
        <Outline key={one.label} series={one} place={place} at={props.at} />
      ))}
    </svg>
  );
}

const ORDER = { previous: 0, team: 1, family: 2 } satisfies Record<RadarSeries["role"], number>;

interface OutlineProps {
  readonly series: RadarSeries;
  readonly place: (value: number, index: number) => { readonly x: number; readonly y: number };
  readonly at: number | null;
}

function Outline({ series, place, at }: OutlineProps) {
  const { kind, mark } = RADAR_LOOK[series.role];
  return (
    <g>
      {series.role === "family" && <path d={radarPath(series.values, place)} className="fill-teal opacity-10" />}
      <path d={radarPath(series.values, place)} className={STROKES[kind]} />
      {series.values.map((value, index) => {
        if (value === null) return null;
        const { x, y } = place(value, index);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the spoke is the place of the value
          <DataMark key={index} mark={mark} x={x} y={y} size={index === at ? 6.5 : 4} className={FILLS[kind]} />
        );
      })}
    </g>
  );
}

function Spoke(props: DrawingProps & { readonly radius: number; readonly index: number }) {
  const { dimensions, radius, index, at, onPoint } = props;
  const end = spokePoint(index, dimensions.length, radius);
  const lines = twoLines(dimensions[index] ?? "", 10);
  const { x, rise, anchor } = namePlace(props, lines.length);
  const y = spokePoint(index, dimensions.length, radius + 14).y;
  return (
    <g onPointerEnter={() => onPoint(index)} onPointerLeave={() => onPoint(null)}>
      <line x1={0} y1={0} x2={end.x} y2={end.y} className={index === at ? "stroke-ink stroke-2" : "stroke-line"} />
      {/* A wide unseen line, so that a finger finds the spoke. */}
      <line x1={0} y1={0} x2={end.x} y2={end.y} className="stroke-transparent stroke-[28]" />
      <text textAnchor={anchor} className={index === at ? "fill-ink text-sm font-bold" : "fill-ink text-sm"}>
        {lines.map((line, row) => (
          <tspan key={line} x={x} y={y} dy={`${(rise + row) * 1.2}em`}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  );
}

interface NamePlace {
  readonly x: number;
  /** Lines up (negative) or down from the end of the spoke. */
  readonly rise: number;
  readonly anchor: "start" | "middle" | "end";
}

function namePlace(
  props: DrawingProps & { readonly radius: number; readonly index: number },
  lines: number,
): NamePlace {
  const { dimensions, radius, index, width } = props;
  const { x, y } = spokePoint(index, dimensions.length, radius + 14);
  const above = -(lines - 1);
  if (Math.abs(x) < 8) return { x: 0, rise: y < 0 ? above : 0.8, anchor: "middle" };
  if (width < NARROW) {
    const edge = (x > 0 ? 1 : -1) * (width / 2);
    return { x: edge, rise: y < radius / 3 ? above - 0.6 : 0.8, anchor: x > 0 ? "end" : "start" };
  }
  return { x, rise: y > radius / 2 ? 0.6 : above / 2 + 0.35, anchor: x > 0 ? "start" : "end" };
}
