import type { ScoredDimension } from "../../contracts/assessments.ts";
import { RadarChart, type RadarSeries } from "../charts/RadarChart.tsx";
import { useFormats, useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { type Brief, drawn, hasScores, type Side, scaleFor, scoreOf, strongestFirst } from "./mapModel.ts";
import { assessmentsTexts } from "./texts.ts";

interface MapRadarProps {
  readonly dimensions: readonly ScoredDimension[];
  readonly scores: Brief["scores"];
  readonly previous?: Brief | undefined;
}

/** With fewer dimensions there is no area to see: the table says it better. */
const FEWEST_SPOKES = 3;

/** The drawing of a map: the family solid, the team dashed, the family before faint. Nothing with fewer than three dimensions. */
export function MapRadar({ dimensions, scores, previous }: MapRadarProps) {
  const t = useTexts(assessmentsTexts).map;
  const { language } = useLocale();
  const { date } = useFormats();
  if (dimensions.length < FEWEST_SPOKES) return null;
  const scale = scaleFor(dimensions);
  const labelOf = ({ label }: ScoredDimension) => label[language] ?? label.es ?? "";
  const valuesOf = (of: Brief["scores"], side: Side) =>
    dimensions.map((dimension) => drawn(dimension, scoreOf(of, side, dimension.id)?.score, scale));
  const series: RadarSeries[] = [];
  if (hasScores(scores, "family")) series.push({ label: t.family, role: "family", values: valuesOf(scores, "family") });
  if (hasScores(scores, "team")) series.push({ label: t.team, role: "team", values: valuesOf(scores, "team") });
  if (series.length === 0) return null;
  if (previous?.scores && hasScores(previous.scores, "family")) {
    const label = t.previous({ date: date(previous.closedOn ?? previous.openedOn) });
    series.push({ label, role: "previous", values: valuesOf(previous.scores, "family") });
  }
  const [best] = strongestFirst(dimensions, scores && { family: scores.family, team: [] });
  const words = [t.radarText({ best: best ? labelOf(best) : "" }), ...(scale.scaled ? [t.scaled] : [])].join(" ");
  return (
    <RadarChart
      title={t.radar}
      description={words}
      dimensions={dimensions.map(labelOf)}
      series={series}
      minimum={scale.lowest}
      maximum={scale.highest}
    />
  );
}
