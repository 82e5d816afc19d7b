import { Check } from "lucide-react";
import type { ReactNode } from "react";
import type { CompiledInstrument } from "../../core/instruments/compiled.ts";
import { ConflictNotice } from "../app/ConflictNotice.tsx";
import { writeTime } from "../i18n/dates.ts";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { answerWords } from "../instruments/answerWords.ts";
import { InstrumentForm } from "../instruments/InstrumentForm.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Loading } from "../ui/Loading.tsx";
import { assessmentsTexts } from "./texts.ts";
import type { Answering } from "./useAnswering.ts";

export interface AnswerFormProps {
  readonly compiled: CompiledInstrument;
  readonly answering: Answering;
  readonly finishLabel: string;
  readonly withPriorities: boolean;
  readonly intro?: ReactNode;
  readonly tools?: ReactNode;
}

/** One side answering: the form with its draft, what was saved, and what to do when somebody else saved meanwhile. */
export function AnswerForm(props: AnswerFormProps) {
  const { compiled, answering, finishLabel, withPriorities, intro, tools } = props;
  const t = useTexts(assessmentsTexts);
  if (!answering.ready) return <Loading />;
  if (answering.waiting || answering.conflict) {
    return (
      <>
        {answering.waiting ? <Waiting answering={answering} /> : <Conflict {...props} />}
        {tools && <div className="flex flex-wrap gap-2">{tools}</div>}
      </>
    );
  }
  const most = compiled.definition.priorities?.max ?? 0;
  const marks = { chosen: answering.priorities, most, onChange: answering.mark };
  return (
    <>
      {answering.restored && <p className="text-sm text-ink-soft">{t.saved.restored}</p>}
      <InstrumentForm
        compiled={compiled}
        situation={answering.situation}
        answers={answering.answers}
        onAnswers={answering.change}
        finishLabel={finishLabel}
        finishing={answering.finishing}
        onFinish={() => void answering.finish()}
        onPageLeft={answering.savePage}
        intro={intro}
        tools={
          <span className="flex flex-wrap items-center gap-2">
            <SavedAt at={answering.savedAt} />
            {tools}
          </span>
        }
        refusal={
          answering.refusal && (
            <div role="alert">
              <Banner tone="soon">{answering.refusal.message}</Banner>
            </div>
          )
        }
        {...(withPriorities && most > 0 ? { priorities: marks } : {})}
      />
    </>
  );
}

function SavedAt({ at }: { readonly at: Date | undefined }) {
  const t = useTexts(assessmentsTexts).saved;
  const { tag, timeZone } = useLocale();
  if (!at) return null;
  return (
    <span className="flex items-center gap-1 text-sm text-ink-soft">
      <Check className="size-4 shrink-0" />
      {t.device({ time: writeTime(at.toISOString(), { tag, timeZone }) })}
    </span>
  );
}

function Waiting({ answering }: { readonly answering: Answering }) {
  const t = useTexts(assessmentsTexts);
  return (
    <Banner
      tone="soon"
      live
      title={t.saved.waitingTitle}
      actions={<Button onPress={answering.resume}>{t.lent.notYet}</Button>}
    >
      {t.saved.waiting}
    </Banner>
  );
}

function Conflict({ compiled, answering }: AnswerFormProps) {
  const t = useTexts(assessmentsTexts).conflict;
  const { situation } = answering;
  const labels = Object.fromEntries(
    compiled.nodes.map((node) => [
      node.name,
      (situation.rater === "team" ? node.label : node.labelFamily)?.es ?? node.label?.es ?? node.name,
    ]),
  );
  const show = (field: string, value: unknown) => {
    const words = answerWords(compiled.byName.get(field), value, situation);
    if (words === null) return t.rows({ n: Array.isArray(value) ? value.length : 1 });
    return words === "" ? t.unanswered : words;
  };
  return (
    <ConflictNotice
      conflict={answering.conflict ?? []}
      labels={labels}
      show={show}
      actions={
        <>
          <Button tone="primary" onPress={answering.keepMine}>
            {t.mine}
          </Button>
          <Button onPress={answering.keepTheirs}>{t.theirs}</Button>
        </>
      }
    />
  );
}
