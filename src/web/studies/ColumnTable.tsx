import type { Column } from "../../contracts/studyFigures.ts";
import { COLUMN_KINDS, MOMENTS } from "../../core/studies/words.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { TextField } from "../ui/TextField.tsx";
import { taskTexts } from "./texts.tasks.ts";

interface ColumnTableProps {
  readonly columns: readonly Column[];
  readonly onChange: (columns: readonly Column[]) => void;
}

const GRID = "md:grid md:grid-cols-[minmax(0,1.5fr)_minmax(0,1.1fr)_minmax(0,1.3fr)_minmax(0,0.7fr)] md:gap-3";

/** What each column is, its kind, and when it was known. On wide screens the headings stand once above. */
export function ColumnTable({ columns, onChange }: ColumnTableProps) {
  const t = useTexts(taskTexts).population;
  const replace = (at: number, some: Partial<Column>) =>
    onChange(columns.map((column, index) => (index === at ? { ...column, ...some } : column)));
  return (
    <section aria-label={t.columns} className="grid gap-3">
      <h2>{t.columns}</h2>
      <p>{t.columnsText}</p>
      <div aria-hidden="true" className={`hidden border-b-2 border-line px-4 pb-1 text-sm font-bold ${GRID}`}>
        <span>{t.label}</span>
        <span>{t.kind}</span>
        <span>{t.known}</span>
        <span>{t.unit}</span>
      </div>
      {columns.map((column, at) => (
        <ColumnRow key={column.name} at={at} column={column} onChange={(some) => replace(at, some)} />
      ))}
    </section>
  );
}

interface ColumnRowProps {
  readonly at: number;
  readonly column: Column;
  readonly onChange: (some: Partial<Column>) => void;
}

function ColumnRow({ at, column, onChange }: ColumnRowProps) {
  const t = useTexts(taskTexts).population;
  const label = (words: string) => (
    <>
      <span className="md:sr-only">{words}</span>
      <span className="sr-only"> {t.of({ column: column.name })}</span>
    </>
  );
  return (
    <fieldset className="rounded-md border border-line px-4 pt-1 pb-3">
      <legend className="px-1 font-bold">
        <code>{column.name}</code>
      </legend>
      <div className={`grid gap-3 ${GRID}`}>
        <TextField
          name={`columns.${at}.label`}
          label={label(t.label)}
          maxLength={120}
          value={column.label}
          onChange={(words) => onChange({ label: words })}
        />
        <SelectField
          name={`columns.${at}.kind`}
          label={label(t.kind)}
          placeholder={null}
          width="full"
          options={COLUMN_KINDS.map((value) => ({ value, label: t.kinds[value] }))}
          value={column.kind}
          onChange={(value) => onChange({ kind: COLUMN_KINDS.find((kind) => kind === value) ?? "number" })}
        />
        <SelectField
          name={`columns.${at}.known`}
          label={label(t.known)}
          placeholder={null}
          width="full"
          options={MOMENTS.map((value) => ({ value, label: t.moments[value] }))}
          value={column.known}
          onChange={(value) => onChange({ known: MOMENTS.find((moment) => moment === value) ?? "after" })}
        />
        <TextField
          name={`columns.${at}.unit`}
          label={label(t.unit)}
          maxLength={40}
          value={column.unit}
          onChange={(unit) => onChange({ unit })}
        />
      </div>
    </fieldset>
  );
}
