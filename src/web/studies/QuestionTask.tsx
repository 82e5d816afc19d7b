import { Plus } from "lucide-react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { TextArea } from "../ui/TextArea.tsx";
import { TextField } from "../ui/TextField.tsx";
import { columnsKnown, contentOf, type StudyData } from "./contents.ts";
import { OutcomeSet } from "./OutcomeSet.tsx";
import {
  EMPTY_OUTCOME,
  gapsOfOutcome,
  type OutcomeFields,
  outcomeKinds,
  type QuestionFields,
  questionFields,
  readQuestion,
} from "./questionFields.ts";
import { TaskFormFrame } from "./TaskFormFrame.tsx";
import type { TaskProps } from "./TaskPage.tsx";
import { taskTexts } from "./texts.tasks.ts";
import { useTaskForm } from "./useTaskForm.ts";

const MOST_SECONDARY = 20;

/** What is asked, and the one outcome that decides. */
export function QuestionTask({ data, onReset }: TaskProps) {
  const t = useTexts(taskTexts).question;
  const form = useTaskForm<"question", QuestionFields>({
    data,
    task: "question",
    initial: questionFields(contentOf(data, "question"), t.units),
    onReset,
    places: { not_an_outcome: "outcome.column", unknown_column: "outcome.column" },
  });
  const { fields, change } = form;
  const gapsOf = useGaps();
  const submit = () => {
    const gaps = [
      ...gapsOf(fields.outcome, "outcome"),
      ...fields.secondary.flatMap((one, at) => gapsOf(one, `secondary.${at}`)),
    ];
    form.refuse(gaps);
    if (gaps.length === 0) form.save(readQuestion(fields));
  };
  return (
    <TaskFormFrame data={data} form={form} fieldNames={t.fields} onSubmit={submit}>
      <TextArea
        name="question"
        label={t.question}
        hint={t.questionHint}
        rows={2}
        maxLength={600}
        value={fields.question}
        onChange={(question) => change({ question })}
      />
      <TextField
        name="unitWord"
        label={t.unitWord}
        hint={t.unitWordHint}
        maxLength={40}
        width="half"
        value={fields.unitWord}
        onChange={(unitWord) => change({ unitWord })}
      />
      <Outcomes data={data} fields={fields} change={change} />
    </TaskFormFrame>
  );
}

function useGaps() {
  const t = useTexts(taskTexts).question;
  const words = { betterWhen: t.missingBetter, ended: t.missingEnded, horizon: t.missingHorizon };
  return (outcome: OutcomeFields, place: string) =>
    gapsOfOutcome(outcome).map((gap) => ({ field: `${place}.${gap}`, message: words[gap] }));
}

interface OutcomesProps {
  readonly data: StudyData;
  readonly fields: QuestionFields;
  readonly change: (change: Partial<QuestionFields>) => void;
}

/** Outcomes can be chosen once the columns are known; before that, the question alone is written. */
function Outcomes({ data, fields, change }: OutcomesProps) {
  const t = useTexts(taskTexts).question;
  const after = columnsKnown(data.columns, "after");
  const may = after.filter((column) => outcomeKinds(column).length > 0);
  if (may.length === 0) return <p className="text-ink-soft">{t.noColumns}</p>;
  const replace = (at: number, outcome: OutcomeFields) =>
    change({ secondary: fields.secondary.map((one, index) => (index === at ? outcome : one)) });
  const drop = (at: number) => change({ secondary: fields.secondary.filter((_, index) => index !== at) });
  return (
    <>
      <OutcomeSet
        name="outcome"
        title={t.outcome}
        text={t.outcomeText}
        columns={may}
        after={after}
        outcome={fields.outcome}
        onChange={(outcome) => change({ outcome })}
      />
      <section aria-label={t.secondary} className="grid gap-4">
        <div>
          <h2>{t.secondary}</h2>
          <p className="text-ink-soft">{t.secondaryText}</p>
        </div>
        {fields.secondary.map((one, at) => (
          <OutcomeSet
            // biome-ignore lint/suspicious/noArrayIndexKey: outcomes have no name of their own before one is chosen
            key={at}
            name={`secondary.${at}`}
            title={t.other({ n: at + 1 })}
            columns={may}
            after={after}
            outcome={one}
            onChange={(outcome) => replace(at, outcome)}
            onRemove={() => drop(at)}
          />
        ))}
        {fields.secondary.length < MOST_SECONDARY && (
          <div>
            <Button icon={Plus} onPress={() => change({ secondary: [...fields.secondary, EMPTY_OUTCOME] })}>
              {t.another}
            </Button>
          </div>
        )}
      </section>
    </>
  );
}
