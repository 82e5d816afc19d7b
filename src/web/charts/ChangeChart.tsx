import { scaleLinear } from "d3-scale";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { uiTexts } from "../ui/texts.ts";
import { useWidth } from "../ui/useWidth.ts";
import { ChartFigure, type ChartWords } from "./ChartFigure.tsx";
import { Explorer } from "./Explorer.tsx";
import { DataMark } from "./Legend.tsx";

export interface Change {
  readonly label: string;
  readonly before: number | null;
  readonly after: number | null;
}

export interface ChangeChartProps extends ChartWords {
  readonly changes: readonly Change[];
  readonly minimum?: number;
  readonly maximum: number;
  readonly beforeLabel: string;
  readonly afterLabel: string;
}

const ROW = 64;
const EDGE = 10;

/** Each dimension from its first to its last measurement: hollow square before, full disc after, the difference in words. */
export function ChangeChart(props: ChangeChartProps) {
  const { changes, beforeLabel, afterLabel, title, description } = props;
  const t = useTexts(uiTexts);
  const { number } = useFormats();
  const inWords = useChangeWords();
  const [frame, room] = useWidth<HTMLDivElement>();
  const width = Math.min(room, 640);
  const say = (value: number | null) => (value === null ? t.chart.noData : number(value));
  const table = {
    headers: [t.chart.dimension, beforeLabel, afterLabel, t.chart.change],
    rows: changes.map((one) => [one.label, say(one.before), say(one.after), inWords(one)]),
  };
  const stops = changes.map(
    (one) => `${one.label}: ${beforeLabel} ${say(one.before)}, ${afterLabel} ${say(one.after)}, ${inWords(one)}`,
  );
  return (
    <ChartFigure
      title={title}
      description={description}
      table={table}
      legend={<Key before={beforeLabel} after={afterLabel} />}
    >
      {(ids) => (
        <Explorer {...ids} stops={stops}>
          {(at, onPoint) => (
            <div ref={frame}>
              <svg width={width} height={changes.length * ROW} className="block max-w-full">
                <title>{title}</title>
                {changes.map((change, index) => (
                  <g
                    key={change.label}
                    transform={`translate(0 ${index * ROW})`}
                    onPointerEnter={() => onPoint(index)}
                    onPointerLeave={() => onPoint(null)}
                  >
                    <Row {...props} change={change} width={width} words={inWords(change)} chosen={index === at} />
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

interface RowProps extends ChangeChartProps {
  readonly change: Change;
  readonly width: number;
  readonly words: string;
  readonly chosen: boolean;
}

function Row({ change, minimum = 0, maximum, width, words, chosen }: RowProps) {
  const scale = scaleLinear([minimum, maximum], [EDGE, width - EDGE]);
  const { before, after } = change;
  return (
    <>
      <text x={0} y={18} className={chosen ? "fill-ink text-sm font-bold" : "fill-ink text-sm"}>
        {change.label}
      </text>
      <text x={width} y={18} textAnchor="end" className="fill-ink-soft text-sm">
        {words}
      </text>
      <line x1={EDGE} x2={width - EDGE} y1={38} y2={38} className="stroke-line" />
      {before !== null && after !== null && (
        <line x1={scale(before)} x2={scale(after)} y1={38} y2={38} className="stroke-teal stroke-[4]" />
      )}
      {before !== null && <DataMark mark="square" x={scale(before)} y={38} size={5.5} className={BEFORE} />}
      {after !== null && <DataMark mark="circle" x={scale(after)} y={38} size={8} className="fill-teal" />}
    </>
  );
}

const BEFORE = "fill-surface stroke-edge stroke-2";

function Key({ before, after }: { readonly before: string; readonly after: string }) {
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
      {[
        { label: before, mark: "square" as const, className: BEFORE },
        { label: after, mark: "circle" as const, className: "fill-teal" },
      ].map(({ label, mark, className }) => (
        <li key={label} className="flex items-center gap-2">
          <svg viewBox="0 0 20 20" aria-hidden="true" className="size-5">
            <DataMark mark={mark} x={10} y={10} size={mark === "circle" ? 7 : 5.5} className={className} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}

function useChangeWords(): (change: Change) => string {
  const t = useTexts(uiTexts);
  const { number } = useFormats();
  return ({ before, after }) => {
    if (before === null || after === null) return t.chart.noData;
    if (after === before) return t.chart.same;
    const by = number(Math.abs(after - before));
    return after > before ? t.chart.up({ by }) : t.chart.down({ by });
  };
}
