import { ArrowRight, ArrowUpRight, HelpCircle, LifeBuoy } from "lucide-react";
import type { ScoredDimension } from "../../contracts/assessments.ts";
import { ChangeChart } from "../charts/ChangeChart.tsx";
import { useFormats, useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Panel } from "../ui/Card.tsx";
import { bestFirst, type Change, drawn, type History, type Scale, type Side, scaleFor } from "./mapModel.ts";
import { assessmentsTexts } from "./texts.ts";

interface ChangeSectionProps {
  readonly dimensions: readonly ScoredDimension[];
  readonly change: History["changes"][number] | undefined;
}

/** From the first to the last closed assessment, in sentences first and then drawn. */
export function ChangeSection({ dimensions, change }: ChangeSectionProps) {
  const t = useTexts(assessmentsTexts).change;
  const { date } = useFormats();
  if (!change) {
    return (
      <Panel title={t.title}>
        <p className="text-ink-soft">{t.onlyOne}</p>
      </Panel>
    );
  }
  const [first, last] = [date(change.firstOn), date(change.lastOn)];
  const sides = (["family", "team"] as const).filter((side) => change.changes.some(({ rater }) => rater === side));
  return (
    <Panel title={t.title}>
      <p className="text-ink-soft">{t.between({ first, last })}</p>
      <div className="grid gap-8 lg:grid-cols-2">
        {sides.map((side) => (
          <SideChange
            key={side}
            side={side}
            dimensions={dimensions}
            changes={bestFirst(change.changes, side)}
            days={{ first, last }}
          />
        ))}
      </div>
    </Panel>
  );
}

interface SideChangeProps {
  readonly side: Side;
  readonly dimensions: readonly ScoredDimension[];
  readonly changes: readonly Change[];
  readonly days: { readonly first: string; readonly last: string };
}

function SideChange({ side, dimensions, changes, days }: SideChangeProps) {
  const t = useTexts(assessmentsTexts).change;
  const { map } = useTexts(assessmentsTexts);
  const { language } = useLocale();
  const scale = scaleFor(dimensions);
  const count = (course: Change["course"]) => changes.filter((one) => one.course === course).length;
  const summary = t.chartText({ better: count("better"), same: count("same"), worse: count("worse") });
  return (
    <section aria-label={t[side]} className="grid content-start gap-4">
      <h3>{t[side]}</h3>
      <Sentences changes={changes} dimensions={dimensions} />
      <ChangeChart
        title={t.chart({ rater: t[side].toLocaleLowerCase(language) })}
        description={scale.scaled ? `${summary} ${map.scaled}` : summary}
        changes={changes.flatMap((change) => drawnChange(change, dimensions, { scale, language }))}
        minimum={scale.lowest}
        maximum={scale.highest}
        beforeLabel={days.first}
        afterLabel={days.last}
      />
    </section>
  );
}

function drawnChange(
  change: Change,
  dimensions: readonly ScoredDimension[],
  { scale, language }: { readonly scale: Scale; readonly language: string },
) {
  const dimension = dimensions.find(({ id }) => id === change.dimension);
  if (!dimension) return [];
  const label = dimension.label[language] ?? dimension.label.es ?? dimension.id;
  return [{ label, before: drawn(dimension, change.before, scale), after: drawn(dimension, change.after, scale) }];
}

const ICONS = { better: ArrowUpRight, same: ArrowRight, worse: LifeBuoy, unknown: HelpCircle } as const;

function Sentences({ changes, dimensions }: Pick<SideChangeProps, "changes" | "dimensions">) {
  const say = useSentence(dimensions);
  return (
    <ul className="grid gap-2">
      {changes.map((change) => {
        const Icon = ICONS[change.course];
        return (
          <li key={change.dimension} className="flex items-start gap-2">
            <Icon className="mt-0.5 size-5 shrink-0 text-ink-soft" />
            {say(change)}
          </li>
        );
      })}
    </ul>
  );
}

/** One change in a sentence: with the names of the bands where it moved from one to another. */
function useSentence(dimensions: readonly ScoredDimension[]): (change: Change) => string {
  const t = useTexts(assessmentsTexts).change;
  const { language } = useLocale();
  return ({ dimension: id, course, bandBefore, bandAfter }) => {
    const found = dimensions.find((one) => one.id === id);
    const dimension = found?.label[language] ?? found?.label.es ?? id;
    const bandOf = (band: string | null) => {
      const label = found?.bands.find((one) => one.id === band)?.label;
      return label?.[language] ?? label?.es;
    };
    const [before, after] = [bandOf(bandBefore), bandOf(bandAfter)];
    if (course === "unknown") return t.unknown({ dimension });
    if (course === "same") return after ? t.sameBand({ dimension, band: after }) : t.same({ dimension });
    const moved = before !== undefined && after !== undefined && before !== after;
    if (course === "better") return moved ? t.betterBands({ dimension, before, after }) : t.better({ dimension });
    return moved ? t.worseBands({ dimension, before, after }) : t.worse({ dimension });
  };
}
