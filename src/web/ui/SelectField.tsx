import { useTexts } from "../i18n/LocaleProvider.tsx";
import { classes } from "./classes.ts";
import { FieldFrame, type FieldProps, useField } from "./field.tsx";
import { FIELD_WIDTHS, type FieldWidth } from "./TextField.tsx";
import { uiTexts } from "./texts.ts";

export interface SelectOption {
  readonly value: string;
  readonly label: string;
}
export interface SelectGroup {
  readonly label: string;
  readonly options: readonly SelectOption[];
}

export interface SelectFieldProps extends FieldProps {
  readonly options: readonly (SelectOption | SelectGroup)[];
  readonly value?: string;
  readonly defaultValue?: string;
  readonly onChange?: (value: string) => void;
  /** The first, empty choice; `null` leaves it out. */
  readonly placeholder?: string | null;
  readonly width?: FieldWidth;
}

/** One of many, with the phone's own picker. Up to seven choices are better as radios. */
export function SelectField(props: SelectFieldProps) {
  const { options, placeholder, width = "half", onChange, name, value, defaultValue } = props;
  const t = useTexts(uiTexts);
  const field = useField(props);
  const chosen = value === undefined ? { defaultValue } : { value };
  return (
    <FieldFrame field={field} props={props}>
      <select
        {...chosen}
        id={field.id}
        name={name}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={field.describedBy}
        onChange={(event) => onChange?.(event.target.value)}
        className={classes("control", FIELD_WIDTHS[width])}
      >
        {placeholder !== null && <option value="">{placeholder ?? t.select.choose}</option>}
        {options.map((entry) => ("options" in entry ? <Group key={entry.label} {...entry} /> : option(entry)))}
      </select>
    </FieldFrame>
  );
}

function Group({ label, options }: SelectGroup) {
  return <optgroup label={label}>{options.map(option)}</optgroup>;
}

function option({ value, label }: SelectOption) {
  return (
    <option key={value} value={value}>
      {label}
    </option>
  );
}
