import { scaleLinear } from "d3-scale";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { useWidth } from "../ui/useWidth.ts";
import { ChartFigure, type ChartWords } from "./ChartFigure.tsx";
import { Explorer } from "./Explorer.tsx";
import { chartTexts } from "./texts.ts";

export interface StripValue {
  readonly label: string;
  readonly value: number;
}

export interface StripPlotProps extends ChartWords {
  /** The values ours stands among. */
  readonly others: readonly StripValue[];
  readonly own: StripValue;
  /** A value of reference, such as a national one, drawn as a line. */
  readonly reference?: StripValue;
  /** What the values are: «por 1.000 días». */
  readonly unit: string;
  readonly decimals?: number;
  readonly better?: "low" | "high";
}

const HEIGHT = 136;
const MIDDLE = 62;
const EDGE = 16;

/** One value among many others of its kind, on one line. */
export function StripPlot(props: StripPlotProps) {
  const { others, own, title, description, unit, decimals = 1 } = props;
  const t = useTexts(chartTexts);
  const { number } = useFormats();
  const [frame, room] = useWidth<HTMLDivElement>();
  const all = [...others, own].toSorted((a, b) => a.value - b.value);
  const say = ({ value }: StripValue) => number(value, decimals);
  const table = { headers: [t.place, unit], rows: all.map((one) => [one.label, say(one)]) };
  return (
    <ChartFigure title={title} description={description} table={table}>
      {(ids) => (
        <Explorer {...ids} stops={all.map((one) => `${one.label}: ${say(one)} ${unit}`)}>
          {(at, onPoint) => (
            <div ref={frame}>
              <Strip
                {...props}
                all={all}
                say={say}
                width={Math.min(room, 760)}
                at={at === null ? null : (all[at] ?? null)}
                onPoint={(one) => onPoint(one === null ? null : all.indexOf(one))}
              />
            </div>
          )}
        </Explorer>
      )}
    </ChartFigure>
  );
}

interface StripProps extends StripPlotProps {
  readonly all: readonly StripValue[];
  readonly say: (one: StripValue) => string;
  readonly width: number;
  readonly at: StripValue | null;
  readonly onPoint: (one: StripValue | null) => void;
}

function Strip({ all, own, reference, better, title, say, width, at, onPoint }: StripProps) {
  const t = useTexts(chartTexts);
  const { number } = useFormats();
  const values = [...all, ...(reference ? [reference] : [])].map(({ value }) => value);
  const x = scaleLinear([Math.min(...values), Math.max(...values)], [EDGE, width - EDGE]).nice(5);
  const [low = 0, high = 0] = x.domain();
  return (
    <svg width={width} height={HEIGHT} className="block max-w-full">
      <title>{title}</title>
      <line
        x1={x(low)}
        x2={x(high)}
        y1={MIDDLE}
        y2={MIDDLE}
        className="stroke-line stroke-[18] [stroke-linecap:round]"
      />
      {all.map((one) =>
        one === own ? null : (
          <circle
            key={one.label}
            cx={x(one.value)}
            cy={MIDDLE}
            r={one === at ? 8 : 6}
            className={one === at ? "fill-ink" : "fill-edge opacity-50"}
            onPointerEnter={() => onPoint(one)}
            onPointerLeave={() => onPoint(null)}
          />
        ),
      )}
      {reference && (
        <g>
          <line
            x1={x(reference.value)}
            x2={x(reference.value)}
            y1={MIDDLE - 18}
            y2={MIDDLE + 22}
            className={REFERENCE}
          />
          <Beside x={x(reference.value)} y={MIDDLE + 38} width={width} className="fill-ink-soft text-sm">
            {reference.label}: {say(reference)}
          </Beside>
        </g>
      )}
      <path
        d={`M${x(own.value)} ${MIDDLE - 13}l11 13l-11 13l-11 -13Z`}
        className="fill-teal stroke-surface stroke-2"
        onPointerEnter={() => onPoint(own)}
        onPointerLeave={() => onPoint(null)}
      />
      <Beside x={x(own.value)} y={MIDDLE - 26} width={width} className="fill-ink text-sm font-bold">
        {own.label}: {say(own)}
      </Beside>
      <text x={x(low)} y={HEIGHT - 8} className="numeric fill-ink-soft text-xs">
        {number(low)} {better === "low" && t.betterLow}
      </text>
      <text x={x(high)} y={HEIGHT - 8} textAnchor="end" className="numeric fill-ink-soft text-xs">
        {better === "high" && t.betterHigh} {number(high)}
      </text>
    </svg>
  );
}

const REFERENCE = "stroke-plum stroke-2 [stroke-dasharray:5_3]";

interface BesideProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly className: string;
  readonly children: React.ReactNode;
}

/** Words over or under a value, kept inside the drawing. */
function Beside({ x, y, width, className, children }: BesideProps) {
  const anchor = x < width / 3 ? "start" : x > (width / 3) * 2 ? "end" : "middle";
  const shift = anchor === "middle" ? 0 : anchor === "start" ? -EDGE + 2 : EDGE - 2;
  return (
    <text x={x + shift} y={y} textAnchor={anchor} className={className}>
      {children}
    </text>
  );
}
