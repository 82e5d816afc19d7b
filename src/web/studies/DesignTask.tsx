import { useState } from "react";
import { DESIGNS, type StudyDesign } from "../../core/studies/words.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { useColumnNames } from "./columnWords.tsx";
import { contentOf, type StudyData } from "./contents.ts";
import { DesignColumns } from "./DesignColumns.tsx";
import {
  answered,
  type DesignAnswers,
  designFor,
  questionsToAsk,
  smallestPOfGroups,
  tooFewToDraw,
} from "./designChoice.ts";
import { type DesignFields, designFields, designNamed, missingInDesign, readDesign } from "./designFields.ts";
import { LotteryDraw } from "./LotteryDraw.tsx";
import { TaskFormFrame } from "./TaskFormFrame.tsx";
import type { TaskProps } from "./TaskPage.tsx";
import { taskTexts } from "./texts.tasks.ts";
import { studiesTexts } from "./texts.ts";
import { useTaskForm } from "./useTaskForm.ts";

/** With whom families are compared: found by questions, with what each way demands in plain words. */
export function DesignTask({ data, onReset }: TaskProps) {
  const t = useTexts(taskTexts).design;
  const form = useTaskForm<"design", DesignFields>({
    data,
    task: "design",
    initial: designFields(contentOf(data, "design")),
    onReset,
    places: { unknown_column: "treatment", known_too_late: "stratum" },
  });
  const { fields, change } = form;
  const submit = () => {
    const gaps = missingInDesign(fields).map((field) => ({
      field,
      message: field === "design" ? t.missingDesign : t.missing,
    }));
    form.refuse(gaps);
    const content = readDesign(fields);
    if (content) form.save(content);
  };
  const drawsLots = contentOf(data, "design")?.comparison.design === "waiting_list_lottery";
  return (
    <>
      <TaskFormFrame data={data} form={form} fieldNames={t.fields} onSubmit={submit}>
        <Choice design={fields.design} onChoose={(design) => change({ design })} />
        {fields.design !== "" && (
          <>
            <Rails design={fields.design} />
            <FewGroups data={data} column={fields.cluster || fields.unit} />
            <DesignColumns data={data} fields={fields} change={change} />
          </>
        )}
      </TaskFormFrame>
      {drawsLots && <LotteryDraw data={data} />}
    </>
  );
}

interface ChoiceProps {
  readonly design: StudyDesign | "";
  readonly onChoose: (design: StudyDesign) => void;
}

function Choice({ design, onChoose }: ChoiceProps) {
  const t = useTexts(taskTexts).design;
  const names = useTexts(studiesTexts);
  const [answers, setAnswers] = useState<DesignAnswers>({});
  const suggested = designFor(answers);
  const answer = (next: DesignAnswers) => {
    setAnswers(next);
    const found = designFor(next);
    if (found) onChoose(found);
  };
  return (
    <>
      <p>{t.intro}</p>
      {questionsToAsk(answers).map((question) => (
        <RadioGroup
          key={question}
          name={question}
          label={t.questions[question]}
          hint={t.hints[question]}
          layout="inline"
          options={[
            { value: "yes", label: names.yes },
            { value: "no", label: names.no },
          ]}
          value={answers[question] ?? null}
          onChange={(value) => answer(answered(answers, question, value === "yes" ? "yes" : "no"))}
        />
      ))}
      {suggested && (
        <Banner live tone="info" title={t.suggestion({ design: names.designs[suggested] })}>
          {suggested === "matched_comparison" ? t.otherwise : t.how[suggested]}
        </Banner>
      )}
      <RadioGroup
        name="design"
        label={t.design}
        options={DESIGNS.map((value) => ({ value, label: names.designs[value], hint: t.how[value] }))}
        value={design}
        onChange={(value) => {
          const named = designNamed(value);
          if (named) onChoose(named);
        }}
      />
    </>
  );
}

function Rails({ design }: { readonly design: StudyDesign }) {
  const t = useTexts(taskTexts).design;
  return (
    <Banner tone="soon" title={t.guards}>
      <ul className="grid list-disc gap-1 pl-5">
        {Object.values(t.rails[design]).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </Banner>
  );
}

/** Three municipalities cannot be drawn: says what a draw of so few groups could give at its clearest. */
function FewGroups({ data, column }: { readonly data: StudyData; readonly column: string }) {
  const t = useTexts(taskTexts).design;
  const { number } = useFormats();
  const name = useColumnNames(data.columns);
  const n = data.data?.columns.find((one) => one.name === column)?.levels.length ?? 0;
  if (n < 2 || !tooFewToDraw(n)) return null;
  return (
    <Banner tone="soon" live>
      {t.fewGroups({ column: name(column), n, chance: number(smallestPOfGroups(n) * 100, 0) })}
    </Banner>
  );
}
