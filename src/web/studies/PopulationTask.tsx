import { useTexts } from "../i18n/LocaleProvider.tsx";
import type { FieldError } from "../ui/ErrorSummary.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { contentOf } from "./contents.ts";
import { DataPanel } from "./DataPanel.tsx";
import {
  gapsOfPopulation,
  type PopulationFields,
  type PopulationGap,
  populationFields,
  readPopulation,
} from "./populationFields.ts";
import { RecordsFields } from "./RecordsFields.tsx";
import { TableFields } from "./TableFields.tsx";
import { TaskFormFrame } from "./TaskFormFrame.tsx";
import type { TaskProps } from "./TaskPage.tsx";
import { taskTexts } from "./texts.tasks.ts";
import { useTaskForm } from "./useTaskForm.ts";

/** Who takes part, from when, and where the data come from. */
export function PopulationTask({ data, onReset }: TaskProps) {
  const t = useTexts(taskTexts).population;
  const form = useTaskForm<"population", PopulationFields>({
    data,
    task: "population",
    initial: populationFields(contentOf(data, "population")),
    onReset,
    places: {
      column_twice: "columns",
      known_too_late: "columns",
      not_an_outcome: "columns",
      unknown_column: "columns",
    },
  });
  const wordsOf = useGapWords();
  const { fields, change } = form;
  const submit = () => {
    const gaps = gapsOfPopulation(fields).map((gap) => wordsOf(gap, fields));
    form.refuse(gaps);
    const content = readPopulation(fields);
    if (content) form.save(content);
  };
  return (
    <>
      <TaskFormFrame data={data} form={form} fieldNames={t.fields} onSubmit={submit}>
        <RadioGroup
          name="from"
          label={t.from}
          options={[
            { value: "records", label: t.records, hint: t.recordsHint },
            { value: "table", label: t.table, hint: t.tableHint },
          ]}
          value={fields.from}
          onChange={(from) => change({ from: from === "records" ? "records" : "table" })}
        />
        {fields.from === "records" && <RecordsFields data={data} fields={fields} change={change} />}
        {fields.from === "table" && (
          <TableFields data={data} fields={fields} change={change} onReceived={form.rebase} />
        )}
      </TaskFormFrame>
      {contentOf(data, "population") !== undefined && <DataPanel data={data} />}
    </>
  );
}

function useGapWords(): (gap: PopulationGap, fields: PopulationFields) => FieldError {
  const t = useTexts(taskTexts).population;
  const words = {
    from: t.missingFrom,
    packId: t.missingPack,
    enteredFrom: t.missingDay,
    enteredTo: t.missingDay,
    order: t.wrongOrder,
    days: t.wrongDays,
    arms: t.missingArms,
    armTerritories: t.missingTerritories,
    armPack: t.missingArmPack,
  };
  const places: Readonly<Record<string, string>> = { order: "enteredTo", days: "laterFromDays" };
  return (gap, fields) => {
    if (gap in words) return { field: places[gap] ?? gap, message: words[gap as keyof typeof words] };
    const column = fields.columns[Number(gap.split(".")[1])]?.name ?? "";
    return { field: gap, message: t.missingLabel({ column }) };
  };
}
