import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import { EFFECTS, type Effect } from "../../core/evidence/record.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { TextArea } from "../ui/TextArea.tsx";
import { TextField } from "../ui/TextField.tsx";
import type { Draft } from "./recordDraft.ts";
import { evidenceTexts } from "./texts.ts";

interface ListProps<Row> {
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
}

interface RowsProps<Row> extends ListProps<Row> {
  readonly legend: string;
  readonly add: string;
  readonly empty: Row;
  readonly nameOf: (values: { readonly n: number }) => string;
  readonly fields: (row: Row, at: number, change: (part: Partial<Row>) => void) => ReactNode;
}

/** Several things of one kind: each can be taken away, another added. */
function Rows<Row extends object>({ rows, onChange, legend, add, empty, nameOf, fields }: RowsProps<Row>) {
  const t = useTexts(evidenceTexts).form;
  return (
    <fieldset className="grid gap-4">
      <legend className="pb-2 text-lg font-bold">{legend}</legend>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own and keep their order
        <div key={at} className="grid gap-3 border-l-2 border-line pl-4">
          {fields(row, at, (part) => onChange(rows.map((one, index) => (index === at ? { ...one, ...part } : one))))}
          <div>
            <Button tone="quiet" icon={X} onPress={() => onChange(rows.filter((_, index) => index !== at))}>
              {t.remove({ what: nameOf({ n: at + 1 }).toLowerCase() })}
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button icon={Plus} onPress={() => onChange([...rows, empty])}>
          {add}
        </Button>
      </div>
    </fieldset>
  );
}

export function FindingFields(props: ListProps<Draft["findings"][number]>) {
  const t = useTexts(evidenceTexts);
  return (
    <Rows
      {...props}
      legend={t.fields.findings}
      add={t.form.addFinding}
      empty={{ effect: "none", text: "" }}
      nameOf={t.fields.finding}
      fields={({ effect, text }, at, change) => (
        <>
          <SelectField
            name={`content.findings.${at}.effect`}
            label={t.fields.effect({ n: at + 1 })}
            options={EFFECTS.map((one) => ({ value: one, label: t.effects[one] }))}
            placeholder={null}
            value={effect}
            onChange={(value) => change({ effect: value as Effect })}
          />
          <TextArea
            name={`content.findings.${at}.text`}
            label={t.fields.finding({ n: at + 1 })}
            rows={2}
            maxLength={600}
            value={text}
            onChange={(value) => change({ text: value })}
          />
        </>
      )}
    />
  );
}

export function RatingFields(props: ListProps<Draft["ratings"][number]>) {
  const t = useTexts(evidenceTexts);
  return (
    <Rows
      {...props}
      legend={t.fields.ratings}
      add={t.form.addRating}
      empty={{ by: "", rating: "", on: "" }}
      nameOf={t.fields.ratingName}
      fields={({ by, rating, on }, at, change) => (
        <>
          <TextField
            name={`content.ratings.${at}.by`}
            label={t.fields.ratingBy({ n: at + 1 })}
            maxLength={160}
            value={by}
            onChange={(value) => change({ by: value })}
          />
          <TextField
            name={`content.ratings.${at}.rating`}
            label={t.fields.rating({ n: at + 1 })}
            maxLength={160}
            value={rating}
            onChange={(value) => change({ rating: value })}
          />
          <TextField
            name={`content.ratings.${at}.on`}
            label={t.fields.ratingOn({ n: at + 1 })}
            hint={t.fields.partialDay}
            optional
            width="short"
            maxLength={10}
            value={on}
            onChange={(value) => change({ on: value })}
          />
        </>
      )}
    />
  );
}

export function CorrectionFields(props: ListProps<Draft["corrections"][number]>) {
  const t = useTexts(evidenceTexts);
  return (
    <Rows
      {...props}
      legend={t.fields.corrections}
      add={t.form.addCorrection}
      empty={{ on: "", text: "" }}
      nameOf={t.fields.correction}
      fields={({ on, text }, at, change) => (
        <>
          <TextArea
            name={`content.corrections.${at}.text`}
            label={t.fields.correction({ n: at + 1 })}
            rows={2}
            maxLength={600}
            value={text}
            onChange={(value) => change({ text: value })}
          />
          <TextField
            name={`content.corrections.${at}.on`}
            label={t.fields.correctionOn({ n: at + 1 })}
            hint={t.fields.partialDay}
            optional
            width="short"
            maxLength={10}
            value={on}
            onChange={(value) => change({ on: value })}
          />
        </>
      )}
    />
  );
}
