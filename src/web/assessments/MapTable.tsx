import type { ScoredDimension } from "../../contracts/assessments.ts";
import { useFormats, useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { DataTable } from "../ui/DataTable.tsx";
import { type Brief, hasScores, type Side, scoreOf } from "./mapModel.ts";
import { assessmentsTexts } from "./texts.ts";

interface MapTableProps {
  readonly dimensions: readonly ScoredDimension[];
  readonly scores: Brief["scores"];
}

/** The same map in words: each dimension with its band and score, the strongest first. */
export function MapTable({ dimensions, scores }: MapTableProps) {
  const t = useTexts(assessmentsTexts).map;
  const { language } = useLocale();
  const sides = (["family", "team"] as const).filter((side) => hasScores(scores, side));
  const missing = dimensions.some(({ id }) => sides.some((side) => scoreOf(scores, side, id)?.score == null));
  return (
    <div className="grid gap-2">
      <DataTable
        caption={t.table}
        rows={dimensions}
        rowKey={({ id }) => id}
        columns={[
          { id: "dimension", header: t.dimension, rowHeader: true, cell: ({ label }) => label[language] ?? label.es },
          ...sides.map((side) => ({
            id: side,
            header: t[side],
            cell: (dimension: ScoredDimension) => <ScoreWords dimension={dimension} scores={scores} side={side} />,
          })),
        ]}
      />
      {missing && <p className="text-sm text-ink-soft">{t.noScoreHint}</p>}
    </div>
  );
}

interface ScoreWordsProps {
  readonly dimension: ScoredDimension;
  readonly scores: Brief["scores"];
  readonly side: Side;
}

/** The band first, then the figure, then on how much it rests when something is missing. */
function ScoreWords({ dimension, scores, side }: ScoreWordsProps) {
  const t = useTexts(assessmentsTexts).map;
  const { language } = useLocale();
  const { number } = useFormats();
  const score = scoreOf(scores, side, dimension.id);
  if (!score || score.score === null) return <span className="text-ink-soft">{t.noScore}</span>;
  const band = dimension.bands.find(({ id }) => id === score.band)?.label;
  const figure = t.of({ score: number(score.score), highest: number(dimension.highest) });
  return (
    <span className="grid">
      {band && <strong>{band[language] ?? band.es}</strong>}
      <span className="numeric">{figure}</span>
      {score.answered < score.expected && (
        <span className="numeric text-sm text-ink-soft">
          {t.answered}: {t.answeredOf({ answered: score.answered, expected: score.expected })}
        </span>
      )}
    </span>
  );
}
