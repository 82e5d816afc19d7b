import { lazy, Suspense } from "react";
import { assessment } from "../../contracts/assessments.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useMay } from "../app/session.tsx";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { compiledDefinition } from "../instruments/compiledDefinition.ts";
import { instrumentsTexts } from "../instruments/texts.ts";
import { Banner } from "../ui/Banner.tsx";
import { ErrorPanel } from "../ui/ErrorPanel.tsx";
import { IdentityBar } from "../ui/IdentityBar.tsx";
import { Loading } from "../ui/Loading.tsx";
import { ProgressSteps, type StepState } from "../ui/ProgressSteps.tsx";
import { isJoint, type StepProps } from "./stepProps.ts";
import { assessmentsTexts } from "./texts.ts";
import type { Shown } from "./useAnswering.ts";

const steps = {
  family_answering: lazy(() => import("./FamilyStep.tsx").then(({ FamilyStep }) => ({ default: FamilyStep }))),
  team_answering: lazy(() => import("./TeamStep.tsx").then(({ TeamStep }) => ({ default: TeamStep }))),
  discussing: lazy(() => import("./TalkStep.tsx").then(({ TalkStep }) => ({ default: TalkStep }))),
  closed: lazy(() => import("./MapView.tsx").then(({ MapView }) => ({ default: MapView }))),
} satisfies Record<Shown["state"], unknown>;

/** A joint assessment at whatever step it stands. */
export function Screen() {
  const id = useParameter("id");
  const t = useTexts(assessmentsTexts);
  const shown = useRead(assessment, { assessmentId: id });
  if (shown.isPending) return <Loading />;
  if (shown.isError) return <FailurePage error={shown.error} onRetry={() => void shown.refetch()} />;
  const { householdName, householdId } = shown.data;
  return (
    <>
      <IdentityBar name={householdName} back={{ href: `/familias/${householdId}/valoracion`, label: t.back }} />
      <Assessment shown={shown.data} />
    </>
  );
}

function Assessment({ shown }: { readonly shown: Shown }) {
  const t = useTexts(assessmentsTexts);
  const broken = useTexts(instrumentsTexts).one;
  const { language } = useLocale();
  const may = useMay("assessment.write");
  const compiled = compiledDefinition(shown.definition);
  if (!compiled) return <ErrorPanel title={broken.broken}>{broken.brokenHint}</ErrorPanel>;
  const { title } = compiled.definition;
  const Step = steps[shown.state];
  return (
    <div className="grid max-w-4xl gap-6">
      <header className="grid gap-0.5">
        <h2>{title[language] ?? title.es}</h2>
        <p className="text-ink-soft">{t.number({ n: shown.number })}</p>
      </header>
      <Steps shown={shown} compiled={compiled} />
      {may || shown.state === "closed" ? (
        <Suspense fallback={<Loading />}>
          <Step key={shown.state} shown={shown} compiled={compiled} />
        </Suspense>
      ) : (
        <Banner tone="neutral">{t.readOnly}</Banner>
      )}
    </div>
  );
}

const ORDER = ["family_answering", "team_answering", "discussing", "closed"] as const;
const ANSWERED_BY = { family_answering: "family", team_answering: "team" } as const;

function Steps({ shown, compiled }: StepProps) {
  const t = useTexts(assessmentsTexts).steps;
  const { raters } = compiled.definition;
  const steps = ORDER.filter((step) => !(step in ANSWERED_BY) || raters.includes(ANSWERED_BY[step as AnsweringStep]));
  const labels = {
    ...t,
    ...(isJoint(compiled) ? {} : { discussing: t.review }),
    ...(compiled.scoring.length === 0 ? { closed: t.answers } : {}),
  };
  const at = steps.indexOf(shown.state);
  const stateOf = (index: number): StepState => {
    if (index === at) return shown.state === "closed" ? "done" : "current";
    return index < at ? "done" : "todo";
  };
  return (
    <ProgressSteps
      label={t.label}
      steps={steps.map((step, index) => ({ id: step, label: labels[step], state: stateOf(index) }))}
    />
  );
}

type AnsweringStep = keyof typeof ANSWERED_BY;
