import { FileText, ListChecks, PenLine, Sparkles, Star } from "lucide-react";
import { assessmentAsShown, assessmentHistory, type ScoredDimension } from "../../contracts/assessments.ts";
import type { Snapshot } from "../../core/instruments/snapshot.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useMay } from "../app/session.tsx";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Panel } from "../ui/Card.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { DateText } from "../ui/textHelpers.tsx";
import { ChangeSection } from "./ChangeSection.tsx";
import { MapRadar } from "./MapRadar.tsx";
import { MapTable } from "./MapTable.tsx";
import { previousOf, strengthsOf, strongestFirst } from "./mapModel.ts";
import { ShownAnswers } from "./ShownAnswers.tsx";
import { isJoint, type StepProps } from "./stepProps.ts";
import { questionWords } from "./TalkStep.tsx";
import { assessmentsTexts } from "./texts.ts";

/** A closed assessment: its map where it gives scores, else its answers; what was talked over, and where to go on. */
export function MapView({ shown, compiled }: StepProps) {
  const t = useTexts(assessmentsTexts).map;
  const scored = compiled.scoring.length > 0;
  return (
    <div className="grid gap-8">
      <header className="grid gap-1">
        {scored && <h3 className="text-xl">{t.title}</h3>}
        <p className="text-ink-soft">
          {t.closedOn} {shown.closedOn && <DateText value={shown.closedOn} long />}
        </p>
      </header>
      {scored ? <Scores shown={shown} compiled={compiled} /> : <Answers shown={shown} />}
      <Priorities shown={shown} compiled={compiled} />
      {isJoint(compiled) && <Talked shown={shown} compiled={compiled} />}
      <Ways shown={shown} compiled={compiled} />
    </div>
  );
}

/** «Nuestro mapa»: strengths first, as drawing and as table, with what changed since. */
function Scores({ shown, compiled }: StepProps) {
  const history = useRead(assessmentHistory, { householdId: shown.householdId });
  if (history.isPending) return <Loading />;
  if (history.isError) return <FailurePage error={history.error} onRetry={() => void history.refetch()} />;
  const instrumentId = compiled.definition.id;
  const dimensions = history.data.instruments.find((one) => one.instrumentId === instrumentId)?.dimensions ?? [];
  const previous = previousOf(history.data, shown.assessmentId);
  const change = history.data.changes.find((one) => one.instrumentId === instrumentId);
  return (
    <>
      <Strengths dimensions={dimensions} scores={shown.scores} />
      <MapRadar dimensions={dimensions} scores={shown.scores} previous={previous} />
      <MapTable dimensions={strongestFirst(dimensions, shown.scores)} scores={shown.scores} />
      <ChangeSection dimensions={dimensions} change={change} />
    </>
  );
}

/** The result of questions that give no scores is what was answered. */
function Answers({ shown: { assessmentId } }: Pick<StepProps, "shown">) {
  const shown = useRead(assessmentAsShown, { assessmentId });
  if (shown.isPending) return <Loading />;
  if (shown.isError) return <FailurePage error={shown.error} onRetry={() => void shown.refetch()} />;
  return <ShownAnswers snapshots={shown.data.asShown as readonly Snapshot[]} within="section" />;
}

interface DimensionsProps {
  readonly dimensions: readonly ScoredDimension[];
  readonly scores: StepProps["shown"]["scores"];
}

function Strengths({ dimensions, scores }: DimensionsProps) {
  const t = useTexts(assessmentsTexts).map;
  const { language } = useLocale();
  const strong = strengthsOf(dimensions, scores);
  if (strong.length === 0) return null;
  return (
    <section aria-label={t.strengths} className="grid gap-2 rounded-lg bg-leaf-soft p-4 md:p-6">
      <h3 className="flex items-center gap-2">
        <Sparkles className="size-5 shrink-0 text-leaf" />
        {t.strengths}
      </h3>
      <ul className="flex flex-wrap gap-x-6 gap-y-1 text-lg font-bold">
        {strong.map(({ id, label }) => (
          <li key={id}>{label[language] ?? label.es}</li>
        ))}
      </ul>
      <p>{t.strengthsText}</p>
    </section>
  );
}

function Priorities({ shown, compiled }: StepProps) {
  const t = useTexts(assessmentsTexts).map;
  const { language } = useLocale();
  if (!compiled.definition.priorities) return null;
  return (
    <Panel title={t.priorities}>
      {shown.priorities.length === 0 && <p className="text-ink-soft">{t.noPriorities}</p>}
      <ul className="grid gap-2">
        {shown.priorities.map((item) => (
          <li key={item} className="flex items-start gap-2">
            <Star className="mt-0.5 size-5 shrink-0 fill-current text-ochre-mark" />
            {questionWords(compiled, item, language)}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Talked({ shown, compiled }: StepProps) {
  const t = useTexts(assessmentsTexts).map;
  const { language } = useLocale();
  return (
    <Panel title={t.talked}>
      {shown.discussions.length === 0 && <p className="text-ink-soft">{t.noTalk}</p>}
      <dl className="grid gap-4">
        {shown.discussions.map(({ item, note }) => (
          <div key={item} className="grid gap-1">
            <dt className="font-bold">{questionWords(compiled, item, language)}</dt>
            <dd className="max-w-prose whitespace-pre-wrap">{note}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function Ways({ shown }: StepProps) {
  const t = useTexts(assessmentsTexts).map;

  const may = useMay("assessment.write");
  return (
    <div className="flex flex-col gap-2 md:flex-row">
      <LinkButton href={`/plan/${shown.caseId}`} tone="primary" icon={ListChecks} wide>
        {t.plan}
      </LinkButton>
      <LinkButton href={`/valoraciones/${shown.assessmentId}/respuestas`} icon={FileText} wide>
        {t.asShown}
      </LinkButton>
      {may && (
        <LinkButton
          href={`/valoraciones/nueva/${shown.householdId}?corrige=${shown.assessmentId}&instrumento=${shown.instrumentVersionId}`}
          tone="quiet"
          icon={PenLine}
          wide
        >
          {t.correct}
        </LinkButton>
      )}
    </div>
  );
}
