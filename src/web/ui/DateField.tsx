import { type ClipboardEvent, useState } from "react";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { classes } from "./classes.ts";
import { type DateEntry, type DateProblem, readDateEntry, splitPastedDate, writeDateEntry } from "./dateEntry.ts";
import { type FieldParts, type FieldProps, GroupFrame, useField } from "./field.tsx";
import { uiTexts } from "./texts.ts";

export interface DateFieldProps extends FieldProps {
  /** ISO date; `YYYY-MM` or `YYYY` with `partial`; empty text for none. */
  readonly value: string;
  /** Called on every stroke: the date (empty while unusable) and what is wrong with it, if anything. */
  readonly onChange: (value: string, problem: DateProblem | null) => void;
  /** Takes a year, or a month and year, when the day is not known. */
  readonly partial?: boolean;
  /** Lets the browser offer the person's own date of birth. */
  readonly birthday?: boolean;
}

/** A date that people know by heart (a birth, an agreement): three boxes, day, month and year. A pasted date fills all three. */
export function DateField(props: DateFieldProps) {
  const { value, onChange, partial = false } = props;
  const t = useTexts(uiTexts);
  const { date } = useFormats();
  const [draft, setDraft] = useState<DateEntry | null>(null);
  const entry = draft && readDateEntry(draft, partial).value === value ? draft : writeDateEntry(value);
  const hint = props.hint ?? t.date.example({ example: "27 3 2019" });
  const field = useField({ ...props, hint });
  const change = (next: DateEntry) => {
    const reading = readDateEntry(next, partial);
    setDraft(next);
    onChange(reading.value, reading.problem);
  };
  const box = (part: keyof DateEntry) => (
    <DateBox key={part} part={part} field={field} entry={entry} birthday={props.birthday ?? false} onChange={change} />
  );
  return (
    <GroupFrame field={field} props={{ ...props, hint }}>
      <div className="flex flex-wrap items-end gap-3">
        {box("day")}
        {box("month")}
        {box("year")}
        {value !== "" && <output className="pb-2.5 text-ink-soft">{date(value)}</output>}
      </div>
    </GroupFrame>
  );
}

interface DateBoxProps {
  readonly part: keyof DateEntry;
  readonly field: FieldParts;
  readonly entry: DateEntry;
  readonly birthday: boolean;
  readonly onChange: (entry: DateEntry) => void;
}

function DateBox({ part, field, entry, birthday, onChange }: DateBoxProps) {
  const t = useTexts(uiTexts);
  const id = part === "day" ? field.id : `${field.id}-${part}`;
  const paste = (event: ClipboardEvent) => {
    const whole = splitPastedDate(event.clipboardData.getData("text"));
    if (!whole) return;
    event.preventDefault();
    onChange(whole);
  };
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm">
        {t.date[part]}
      </label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        autoComplete={birthday ? `bday-${part}` : "off"}
        value={entry[part]}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={part === "day" ? field.describedBy : undefined}
        onChange={(event) => onChange({ ...entry, [part]: event.target.value })}
        onPaste={paste}
        className={classes("control numeric", part === "year" ? "w-24" : "w-16")}
      />
    </div>
  );
}
