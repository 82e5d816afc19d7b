import { Trash2 } from "lucide-react";
import type { Column } from "../../contracts/studyFigures.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { NumberField } from "../ui/NumberField.tsx";
import { RadioGroup } from "../ui/RadioGroup.tsx";
import { TextField } from "../ui/TextField.tsx";
import { ColumnField } from "./columnWords.tsx";
import { type OutcomeFields, outcomeKinds, withColumn } from "./questionFields.ts";
import { taskTexts } from "./texts.tasks.ts";

interface OutcomeSetProps {
  readonly name: string;
  readonly title: string;
  readonly text?: string;
  /** Columns that may be an outcome. */
  readonly columns: readonly Column[];
  /** All that was known after entering: where the end of a wait may be found. */
  readonly after: readonly Column[];
  readonly outcome: OutcomeFields;
  readonly onChange: (outcome: OutcomeFields) => void;
  readonly onRemove?: () => void;
}

/** One outcome: which column, what kind, and what would be good. */
export function OutcomeSet({ name, title, text, columns, outcome, onChange, onRemove, ...rest }: OutcomeSetProps) {
  const t = useTexts(taskTexts).question;
  const column = columns.find((one) => one.name === outcome.column);
  const kinds = column ? outcomeKinds(column) : [];
  const change = (some: Partial<OutcomeFields>) => onChange({ ...outcome, ...some });
  const time = outcome.kind === "time";
  return (
    <fieldset className="grid gap-4 rounded-lg border border-line p-4">
      <legend className="px-1 text-lg font-bold">{title}</legend>
      {text && <p className="text-ink-soft">{text}</p>}
      <ColumnField
        name={`${name}.column`}
        label={t.column}
        hint={t.columnHint}
        placeholder={t.later}
        columns={columns}
        value={outcome.column}
        onChange={(chosen) =>
          onChange(
            withColumn(
              outcome,
              columns.find((one) => one.name === chosen),
            ),
          )
        }
      />
      {kinds.length > 1 && (
        <RadioGroup
          name={`${name}.kind`}
          label={t.kind}
          options={kinds.map((kind) => ({ value: kind, label: t.kinds[kind] }))}
          value={outcome.kind}
          onChange={(kind) => change({ kind: kinds.find((one) => one === kind) ?? "number" })}
        />
      )}
      {outcome.column !== "" && (
        <>
          <RadioGroup
            name={`${name}.betterWhen`}
            label={t.betterWhen}
            options={[
              { value: "more", label: time ? t.moreTime : t.more },
              { value: "less", label: time ? t.lessTime : t.less },
            ]}
            value={outcome.betterWhen}
            onChange={(value) => change({ betterWhen: value === "more" ? "more" : "less" })}
          />
          {time && <Wait {...rest} name={name} outcome={outcome} change={change} />}
          <NumberField
            name={`${name}.worthwhile`}
            label={t.worthwhile}
            hint={t.worthwhileHint}
            optional
            suffix={outcome.kind === "number" ? (column?.unit ?? "") : t.perHundred}
            value={outcome.worthwhile}
            onChange={(worthwhile) => change({ worthwhile })}
          />
        </>
      )}
      {onRemove && (
        <div>
          <Button tone="quiet" icon={Trash2} onPress={onRemove}>
            {t.remove}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

interface WaitProps extends Pick<OutcomeSetProps, "name" | "after" | "outcome"> {
  readonly change: (some: Partial<OutcomeFields>) => void;
}

/** What an outcome in time needs besides: how the wait ended, and when to compare. */
function Wait({ name, after, outcome, change }: WaitProps) {
  const t = useTexts(taskTexts).question;
  return (
    <>
      <ColumnField
        name={`${name}.ended`}
        label={t.ended}
        hint={t.endedHint}
        columns={after.filter((column) => column.name !== outcome.column)}
        value={outcome.ended}
        onChange={(ended) => change({ ended })}
      />
      <TextField
        name={`${name}.endedBy`}
        label={t.endedBy}
        hint={t.endedByHint}
        optional
        width="half"
        maxLength={120}
        value={outcome.endedBy}
        onChange={(endedBy) => change({ endedBy })}
      />
      <NumberField
        name={`${name}.horizon`}
        label={t.horizon}
        whole
        suffix={t.days}
        value={outcome.horizon}
        onChange={(horizon) => change({ horizon })}
      />
    </>
  );
}
