import { Lock } from "lucide-react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { CheckboxGroup } from "../ui/CheckboxGroup.tsx";
import { columnOptions, useColumnNames } from "./columnWords.tsx";
import { columnsKnown, contentOf, takenByDesign } from "./contents.ts";
import { TaskFormFrame } from "./TaskFormFrame.tsx";
import type { TaskProps } from "./TaskPage.tsx";
import { taskTexts } from "./texts.tasks.ts";
import { useTaskForm } from "./useTaskForm.ts";

interface CovariateFields {
  readonly covariates: readonly string[];
}

/** What is taken into account: only what was known before or on entering. What came later is shown, with the reason. */
export function CovariatesTask({ data, onReset }: TaskProps) {
  const t = useTexts(taskTexts).covariates;
  const initial: CovariateFields = { covariates: contentOf(data, "covariates")?.covariates ?? [] };
  const form = useTaskForm({
    data,
    task: "covariates",
    initial,
    onReset,
    places: { known_too_late: "covariates", unknown_column: "covariates", column_twice: "covariates" },
  });
  const taken = takenByDesign(data);
  const early = columnsKnown(data.columns, "before", "at_entry").filter(({ name }) => !taken.has(name));
  const chosen = form.fields.covariates;
  const options = columnOptions(early).map((option, at) => ({
    ...option,
    hint: t.moments[early[at]?.known === "before" ? "before" : "at_entry"],
  }));
  const offered = new Set(early.map(({ name }) => name));
  const strays = chosen.filter((name) => !offered.has(name));
  const save = () => form.save({ covariates: [...chosen] });
  return (
    <TaskFormFrame data={data} form={form} fieldNames={t.fields} onSubmit={save}>
      <p>{t.text}</p>
      {options.length === 0 ? (
        <p className="text-ink-soft">{t.none}</p>
      ) : (
        <CheckboxGroup
          name="covariates"
          label={t.label}
          options={options}
          value={chosen.filter((name) => offered.has(name))}
          onChange={(covariates) => form.change({ covariates: [...covariates, ...strays] })}
        />
      )}
      <Strays
        data={data}
        names={strays}
        onTakeOut={(name) => form.change({ covariates: chosen.filter((one) => one !== name) })}
      />
      <NotOffered data={data} taken={taken} />
    </TaskFormFrame>
  );
}

interface StraysProps extends Pick<TaskProps, "data"> {
  readonly names: readonly string[];
  readonly onTakeOut: (name: string) => void;
}

/** Chosen once, and since then said to have been known too late: in sight until somebody takes them out. */
function Strays({ data, names, onTakeOut }: StraysProps) {
  const t = useTexts(taskTexts).covariates;
  const label = useColumnNames(data.columns);
  return names.map((name) => (
    <Banner
      key={name}
      tone="soon"
      actions={<Button onPress={() => onTakeOut(name)}>{t.takeOut({ label: label(name) })}</Button>}
    >
      {t.chosenLater({ label: label(name) })}
    </Banner>
  ));
}

/** What cannot be chosen, greyed, each group with its reason. */
function NotOffered({ data, taken }: Pick<TaskProps, "data"> & { readonly taken: ReadonlySet<string> }) {
  const t = useTexts(taskTexts).covariates;
  const groups = [
    { title: t.later, text: t.laterText, columns: columnsKnown(data.columns, "after") },
    { title: t.design, text: undefined, columns: data.columns.filter(({ name }) => taken.has(name)) },
  ];
  return groups.map(
    ({ title, text, columns }) =>
      columns.length > 0 && (
        <section key={title} aria-label={title} className="grid gap-2">
          <h2 className="text-lg">{title}</h2>
          {text && <p>{text}</p>}
          <ul className="grid gap-2">
            {columnOptions(columns).map(({ value, label }) => (
              <li
                key={value}
                className="flex min-h-11 items-center gap-3 rounded-md border border-dashed border-edge bg-sunken px-3 py-2 text-ink-soft"
              >
                <Lock className="size-5 shrink-0" />
                {label}
              </li>
            ))}
          </ul>
        </section>
      ),
  );
}
