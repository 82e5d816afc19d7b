import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { unbroken } from "./geometry.ts";

export interface SparklineProps {
  /** What it shows and how it went, in words: it stands for the drawing. */
  readonly description: string;
  /** In order of time; null breaks the line. The table beside it holds the numbers. */
  readonly values: readonly (number | null)[];
  readonly width?: number;
  readonly height?: number;
}

/** A small curve inside a row of a table, whose row is its twin: the last value is marked and written in the next cell. */
export function Sparkline({ description, values, width = 96, height = 28 }: SparklineProps) {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = scaleLinear([0, Math.max(1, values.length - 1)], [4, width - 4]);
  const y = scaleLinear([low, high === low ? low + 1 : high], [height - 5, 5]);
  const draw = line<number>(
    (at) => x(at),
    (at) => y(values[at] ?? 0),
  );
  const last = values.findLastIndex((value) => value !== null);
  return (
    <svg role="img" aria-label={description} width={width} height={height} className="inline-block align-middle">
      {unbroken(values).map((part) => (
        <path key={part[0]} d={draw(part) ?? ""} className="fill-none stroke-teal stroke-2 [stroke-linecap:round]" />
      ))}
      {last >= 0 && <circle cx={x(last)} cy={y(values[last] ?? 0)} r={3.5} className="fill-teal" />}
    </svg>
  );
}
