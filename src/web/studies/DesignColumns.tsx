import type { Column } from "../../contracts/studyFigures.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { NumberField } from "../ui/NumberField.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { ColumnField } from "./columnWords.tsx";
import { columnsKnown, columnsOf, type StudyData } from "./contents.ts";
import type { DesignFields } from "./designFields.ts";
import { taskTexts } from "./texts.tasks.ts";

interface DesignColumnsProps {
  readonly data: StudyData;
  readonly fields: DesignFields;
  readonly change: (change: Partial<DesignFields>) => void;
}

/** Which column plays which part in the chosen comparison. */
export function DesignColumns({ data, fields, change }: DesignColumnsProps) {
  const t = useTexts(taskTexts).design;
  if (data.columns.length === 0) return <p className="text-ink-soft">{t.noColumns}</p>;
  const early = columnsKnown(data.columns, "before", "at_entry");
  const parts = { data, fields, change, early };
  const { design } = fields;
  return (
    <>
      <h2>{t.columns}</h2>
      {design !== "phased_rollout" && design !== "cut_off" && (
        <PartField
          {...parts}
          name="treatment"
          label={t.treatment}
          hint={t.treatmentHint}
          columns={columnsOf(data.columns, "yes_no")}
        />
      )}
      {design === "difference_in_differences" && (
        <PartField {...parts} name="before" label={t.before} columns={columnsOf(early, "number", "yes_no")} />
      )}
      {design === "phased_rollout" && <Phases {...parts} />}
      {design === "cut_off" && <CutOff {...parts} />}
      <Groups {...parts} />
      {(design === "matched_comparison" || design === "waiting_list_lottery") && <Fine {...parts} />}
    </>
  );
}

interface PartProps extends DesignColumnsProps {
  /** Columns known before or at entry. */
  readonly early: readonly Column[];
}

interface PartFieldProps extends Pick<DesignColumnsProps, "fields" | "change"> {
  readonly name: "treatment" | "before" | "unit" | "period" | "start" | "running" | "stratum" | "cluster" | "within";
  readonly label: string;
  readonly hint?: string;
  readonly columns: readonly Column[];
  readonly placeholder?: string;
}

function PartField({ fields, change, name, label, hint, columns, placeholder }: PartFieldProps) {
  return (
    <ColumnField
      name={name}
      label={label}
      {...(hint && { hint })}
      {...(placeholder && { placeholder, optional: true })}
      columns={columns}
      value={fields[name]}
      onChange={(value) => change({ [name]: value })}
    />
  );
}

function Phases({ data, fields, change }: PartProps) {
  const t = useTexts(taskTexts).design;
  const shared = { fields, change };
  const whole = columnsOf(data.columns, "number", "day");
  return (
    <>
      <PartField {...shared} name="unit" label={t.unit} columns={data.columns} />
      <PartField {...shared} name="period" label={t.period} columns={whole} />
      <PartField {...shared} name="start" label={t.start} hint={t.startHint} columns={whole} />
      <RadioGroup
        name="control"
        label={t.control}
        options={[
          { value: "notyettreated", label: t.controls.notyettreated },
          { value: "nevertreated", label: t.controls.nevertreated },
        ]}
        value={fields.control}
        onChange={(value) => change({ control: value === "nevertreated" ? "nevertreated" : "notyettreated" })}
      />
      <NumberField
        name="anticipation"
        label={t.anticipation}
        whole
        value={fields.anticipation}
        onChange={(anticipation) => change({ anticipation })}
      />
    </>
  );
}

function CutOff({ fields, change, early }: PartProps) {
  const t = useTexts(taskTexts).design;
  const unit = early.find(({ name }) => name === fields.running)?.unit ?? "";
  return (
    <>
      <PartField
        fields={fields}
        change={change}
        name="running"
        label={t.running}
        columns={columnsOf(early, "number", "day")}
      />
      <NumberField
        name="cutoff"
        label={t.cutoff}
        suffix={unit}
        value={fields.cutoff}
        onChange={(cutoff) => change({ cutoff })}
      />
      <RadioGroup
        name="enters"
        label={t.enters}
        options={[
          { value: "below", label: t.below },
          { value: "above", label: t.above },
        ]}
        value={fields.enters}
        onChange={(value) => change({ enters: value === "above" ? "above" : "below" })}
      />
      <NumberField
        name="bandwidth"
        label={t.bandwidth}
        suffix={unit}
        value={fields.bandwidth}
        onChange={(bandwidth) => change({ bandwidth })}
      />
    </>
  );
}

/** Inside what the comparison stays, and who shares fate. */
function Groups({ fields, change, early }: PartProps) {
  const t = useTexts(taskTexts).design;
  const shared = { fields, change, placeholder: t.nothing };
  const words = columnsOf(early, "category", "yes_no");
  return (
    <>
      {fields.design === "waiting_list_lottery" && (
        <PartField {...shared} name="stratum" label={t.stratum} hint={t.stratumHint} columns={words} />
      )}
      {fields.design === "matched_comparison" && (
        <PartField {...shared} name="within" label={t.within} hint={t.stratumHint} columns={words} />
      )}
      <PartField {...shared} name="cluster" label={t.cluster} hint={t.clusterHint} columns={columnsOf(early)} />
    </>
  );
}

const METHODS = ["nearest", "entropy", "weighting"] as const;
const ESTIMANDS = ["ATT", "ATE"] as const;

/** What hardly anybody has to change. */
function Fine({ fields, change }: PartProps) {
  const t = useTexts(taskTexts).design;
  return (
    <details className="rounded-md border border-line">
      <summary className="min-h-11 cursor-pointer px-4 py-2.5 font-bold text-teal">{t.fine}</summary>
      <div className="grid gap-6 px-4 pb-4">
        {fields.design === "waiting_list_lottery" ? (
          <NumberField
            name="draws"
            label={t.draws}
            whole
            value={fields.draws}
            onChange={(draws) => change({ draws })}
          />
        ) : (
          <>
            <RadioGroup
              name="method"
              label={t.method}
              options={METHODS.map((value) => ({ value, label: t.methods[value] }))}
              value={fields.method}
              onChange={(value) => change({ method: METHODS.find((one) => one === value) ?? "nearest" })}
            />
            {fields.method === "nearest" && (
              <NumberField
                name="caliper"
                label={t.caliper}
                hint={t.caliperHint}
                optional
                value={fields.caliper}
                onChange={(caliper) => change({ caliper })}
              />
            )}
            <RadioGroup
              name="estimand"
              label={t.estimand}
              options={ESTIMANDS.map((value) => ({ value, label: t.estimands[value] }))}
              value={fields.estimand}
              onChange={(value) => change({ estimand: ESTIMANDS.find((one) => one === value) ?? "ATT" })}
            />
          </>
        )}
      </div>
    </details>
  );
}
