import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { TextArea } from "../ui/TextArea.tsx";
import { TextField } from "../ui/TextField.tsx";
import { ColumnField } from "./columnWords.tsx";
import { columnsOf, contentOf } from "./contents.ts";
import { type CostFields, costFields, gapsOfCosts, readCosts } from "./costFields.ts";
import { TaskFormFrame } from "./TaskFormFrame.tsx";
import type { TaskProps } from "./TaskPage.tsx";
import { resultTexts } from "./texts.result.ts";
import { useTaskForm } from "./useTaskForm.ts";

/** What it costs to achieve what is achieved; may be decided after the result, and then that is said. */
export function CostsTask({ data, onReset }: TaskProps) {
  const t = useTexts(resultTexts).costs;
  const { tag } = useLocale();
  const form = useTaskForm<"costs", CostFields>({
    data,
    task: "costs",
    initial: costFields(contentOf(data, "costs")),
    onReset,
    places: { unknown_column: "column" },
  });
  const { fields, change } = form;
  const words = {
    studied: t.missing,
    column: t.missingColumn,
    currency: t.missingCurrency,
    perspective: t.missingPerspective,
    worth: t.missingWorth,
  };
  const submit = () => {
    const gaps = gapsOfCosts(fields, tag);
    form.refuse(gaps.map((field) => ({ field, message: words[field] })));
    if (gaps.length === 0) form.save(readCosts(fields, tag));
  };
  return (
    <TaskFormFrame data={data} form={form} fieldNames={t.fields} save={t.save} onSubmit={submit}>
      <p>{t.intro}</p>
      {data.frozen !== null && <Banner tone="soon">{t.late}</Banner>}
      <RadioGroup
        name="studied"
        label={t.studied}
        layout="inline"
        options={[
          { value: "yes", label: t.yes },
          { value: "no", label: t.no },
        ]}
        value={fields.studied}
        onChange={(value) => change({ studied: value === "yes" ? "yes" : "no" })}
      />
      {fields.studied === "yes" && <CostBoxes data={data} fields={fields} change={change} />}
    </TaskFormFrame>
  );
}

interface CostBoxesProps extends Pick<TaskProps, "data"> {
  readonly fields: CostFields;
  readonly change: (change: Partial<CostFields>) => void;
}

function CostBoxes({ data, fields, change }: CostBoxesProps) {
  const t = useTexts(resultTexts).costs;
  const amounts = columnsOf(data.columns, "number");
  if (amounts.length === 0) return <p className="text-ink-soft">{t.noColumns}</p>;
  return (
    <>
      <ColumnField
        name="column"
        label={t.column}
        columns={amounts}
        value={fields.column}
        onChange={(column) => change({ column })}
      />
      <TextField
        name="currency"
        label={t.currency}
        hint={t.currencyHint}
        width="short"
        maxLength={3}
        autoComplete="off"
        value={fields.currency}
        onChange={(currency) => change({ currency: currency.toUpperCase() })}
      />
      <TextField
        name="perspective"
        label={t.perspective}
        hint={t.perspectiveHint}
        maxLength={300}
        value={fields.perspective}
        onChange={(perspective) => change({ perspective })}
      />
      <TextArea
        name="worth"
        label={t.worth}
        hint={t.worthHint}
        rows={4}
        maxLength={1200}
        value={fields.worth}
        onChange={(worth) => change({ worth })}
      />
    </>
  );
}
