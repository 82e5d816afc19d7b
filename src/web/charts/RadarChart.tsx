import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { uiTexts } from "../ui/texts.ts";
import { useWidth } from "../ui/useWidth.ts";
import { ChartFigure, type ChartWords } from "./ChartFigure.tsx";
import { Explorer } from "./Explorer.tsx";
import { Legend, type LegendEntry } from "./Legend.tsx";
import { RadarDrawing } from "./RadarDrawing.tsx";

export interface RadarSeries {
  readonly label: string;
  /** The family's own rating is solid, the team's dashed, an earlier measurement faint. */
  readonly role: "family" | "team" | "previous";
  /** One per dimension, in their order; null when there is no value. */
  readonly values: readonly (number | null)[];
}

export interface RadarChartProps extends ChartWords {
  readonly dimensions: readonly string[];
  readonly series: readonly RadarSeries[];
  readonly maximum: number;
  readonly minimum?: number;
}

export const RADAR_LOOK = {
  family: { kind: "solid", mark: "circle" },
  team: { kind: "dashed", mark: "square" },
  previous: { kind: "faint", mark: "none" },
} as const satisfies Record<RadarSeries["role"], Omit<LegendEntry, "label">>;

/** Dimensions side by side, as the family and the team see them. Outward is better. */
export function RadarChart(props: RadarChartProps) {
  const { dimensions, series } = props;
  const t = useTexts(uiTexts);
  const { number } = useFormats();
  const [frame, width] = useWidth<HTMLDivElement>();
  const say = (value: number | null | undefined) => (typeof value === "number" ? number(value) : t.chart.noData);
  const stops = dimensions.map(
    (dimension, at) => `${dimension}: ${series.map(({ label, values }) => `${label} ${say(values[at])}`).join(", ")}`,
  );
  const table = {
    headers: [t.chart.dimension, ...series.map(({ label }) => label)],
    rows: dimensions.map((dimension, at) => [dimension, ...series.map(({ values }) => say(values[at]))]),
  };
  const legend = series.map(({ label, role }) => ({ label, ...RADAR_LOOK[role] }));
  return (
    <ChartFigure title={props.title} description={props.description} table={table} legend={<Legend entries={legend} />}>
      {(ids) => (
        <Explorer {...ids} stops={stops}>
          {(at, onPoint) => (
            <div ref={frame}>
              <RadarDrawing {...props} width={Math.min(width, 560)} at={at} onPoint={onPoint} />
            </div>
          )}
        </Explorer>
      )}
    </ChartFigure>
  );
}
