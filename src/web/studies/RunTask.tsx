import { Play, Square } from "lucide-react";
import { cancelStudyRun, runStudy } from "../../contracts/studyRuns.ts";
import { newId } from "../app/ids.ts";
import { useSaving } from "../app/useSaving.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { UnderWay } from "../ui/UnderWay.tsx";
import { type StudyData, type StudyRun, underWay } from "./contents.ts";
import { RunsPanel } from "./RunsPanel.tsx";
import type { TaskProps } from "./TaskPage.tsx";
import { resultTexts } from "./texts.result.ts";
import { studiesTexts } from "./texts.ts";
import { useSay } from "./words.tsx";

/** The computation: begun once the plan is registered, watched, stopped if need be. */
export function RunTask({ data }: TaskProps) {
  const t = useTexts(resultTexts).run;
  const going = underWay(data);
  const latest = data.runs.toSorted((left, right) => (left.askedAt < right.askedAt ? 1 : -1))[0];
  return (
    <div className="grid gap-6">
      <p>{t.intro}</p>
      <Progress run={going} />
      {!going && latest && <Ended studyId={data.id} run={latest} />}
      {going ? data.mayWrite && <Cancel run={going} /> : <Start data={data} />}
      <RunsPanel data={data} />
    </div>
  );
}

/** How far it has come; its words are said as they change, in steps of ten so that a reader is not drowned. */
function Progress({ run }: { readonly run: StudyRun | undefined }) {
  const t = useTexts(resultTexts).run;
  const { number } = useFormats();
  const STEP = 10;
  const tens = Math.floor((run?.progress ?? 0) * STEP) * STEP;
  const words = !run ? "" : run.state === "waiting" ? t.waiting : t.progress({ percent: number(tens, 0) });
  const share = run?.state === "running" ? run.progress : undefined;
  return <UnderWay words={words} share={run ? share : null} />;
}

function Ended({ studyId, run }: { readonly studyId: string; readonly run: StudyRun }) {
  const t = useTexts(resultTexts).run;
  const href = `/estudios/${studyId}/resultado?calculo=${run.id}`;
  const see = (
    <LinkButton tone="primary" wide href={href}>
      {t.see}
    </LinkButton>
  );
  if (run.state === "done") {
    return (
      <Banner tone="good" live actions={see}>
        {t.done}
      </Banner>
    );
  }
  if (run.state === "refused") {
    return (
      <Banner tone="soon" live title={t.refused} {...(run.resultSha256 !== null && { actions: see })}>
        {run.reason}
      </Banner>
    );
  }
  if (run.state === "failed") {
    return (
      <Banner tone="soon" live title={t.failed}>
        {run.reason}
      </Banner>
    );
  }
  return run.state === "cancelled" ? (
    <Banner tone="neutral" live>
      {t.cancelled}
    </Banner>
  ) : null;
}

function Start({ data }: { readonly data: StudyData }) {
  const t = useTexts(resultTexts).run;
  const locked = useTexts(studiesTexts).form.lockedTitle;
  const say = useSay();
  const saving = useSaving(runStudy);
  const entry = data.tasks.find(({ task }) => task === "run");
  if (data.frozen === null || data.state === "abandoned") {
    return (
      <Banner tone="neutral" title={locked}>
        {entry?.notes.map(({ code, words }) => (
          <p key={code}>{say(words)}</p>
        ))}
      </Banner>
    );
  }
  if (!data.mayWrite) return null;
  const first = data.runs.length === 0;
  return (
    <Refusable errors={saving.errors}>
      <Button
        {...(first && { tone: "primary" as const })}
        icon={Play}
        wide
        busy={saving.pending}
        onPress={() => void saving.save({ studyId: data.id, runId: newId() }, () => undefined)}
      >
        {first ? t.start : t.again}
      </Button>
    </Refusable>
  );
}

function Cancel({ run }: { readonly run: StudyRun }) {
  const t = useTexts(resultTexts).run;
  const saving = useSaving(cancelStudyRun);
  return (
    <Refusable errors={saving.errors}>
      <Button
        icon={Square}
        wide
        busy={saving.pending}
        onPress={() => void saving.save({ runId: run.id }, () => undefined)}
      >
        {t.cancel}
      </Button>
    </Refusable>
  );
}

interface RefusableProps {
  readonly errors: readonly { readonly message: string }[];
  readonly children: React.ReactNode;
}

/** A deed without a form, with what the server said against it. */
export function Refusable({ errors, children }: RefusableProps) {
  return (
    <div className="grid gap-3">
      {errors.map(({ message }) => (
        <Banner key={message} tone="soon" live>
          {message}
        </Banner>
      ))}
      <div>{children}</div>
    </div>
  );
}
