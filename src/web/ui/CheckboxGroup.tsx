import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { FieldHelp, type FieldParts, type FieldProps, GroupFrame, useField } from "./field.tsx";
import { CHOICE } from "./RadioGroup.tsx";

export interface CheckboxOption {
  readonly value: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** «Ninguna de estas»: choosing it takes the others away, and the other way round. */
  readonly exclusive?: boolean;
}

export interface CheckboxGroupProps extends FieldProps {
  readonly options: readonly CheckboxOption[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly layout?: "stack" | "inline";
}

/** Any number of these. */
export function CheckboxGroup(props: CheckboxGroupProps) {
  const { options, value, onChange, layout = "stack" } = props;
  const field = useField(props);
  return (
    <GroupFrame field={field} props={props}>
      <div className={layout === "stack" ? "grid gap-2" : "flex flex-wrap gap-2"}>
        {options.map((option, index) => (
          <Box
            key={option.value}
            id={index === 0 ? field.id : `${field.id}-${option.value}`}
            name={props.name}
            option={option}
            checked={value.includes(option.value)}
            onChange={(checked) => onChange(toggle(options, value, { option, checked }))}
          />
        ))}
      </div>
    </GroupFrame>
  );
}

/** The values after one box changed, in the order of the options. */
export function toggle(
  options: readonly CheckboxOption[],
  value: readonly string[],
  change: { readonly option: CheckboxOption; readonly checked: boolean },
): readonly string[] {
  const { option, checked } = change;
  if (!checked) return value.filter((one) => one !== option.value);
  if (option.exclusive) return [option.value];
  const kept = new Set([...value, option.value]);
  return options.filter((one) => kept.has(one.value) && !one.exclusive).map((one) => one.value);
}

interface BoxProps {
  readonly id: string;
  readonly name: string;
  readonly option: CheckboxOption;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly field?: FieldParts;
}

function Box({ id, name, option, checked, onChange, field }: BoxProps) {
  const hintId = `${id}-${option.value}-hint`;
  const describedBy = classes(field?.describedBy, option.hint ? hintId : undefined) || undefined;
  return (
    <label className={CHOICE}>
      <input
        type="checkbox"
        id={id}
        name={name}
        value={option.value}
        checked={checked}
        aria-invalid={field?.error ? true : undefined}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.target.checked)}
        className="size-6 shrink-0 accent-teal"
      />
      <span className="grid">
        <span>{option.label}</span>
        {option.hint && (
          <span id={hintId} className="text-sm text-ink-soft">
            {option.hint}
          </span>
        )}
      </span>
    </label>
  );
}

export interface CheckboxProps extends FieldProps {
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

/** One yes-or-no that stands alone, such as a confirmation read aloud. */
export function Checkbox({ hint, value, onChange, ...props }: CheckboxProps) {
  const field = useField(props);
  const option = { value: "yes", label: props.label, ...(hint ? { hint } : {}) };
  return (
    <div className={classes("grid gap-1.5", field.error && "border-l-4 border-ochre-mark pl-3")}>
      <FieldHelp field={field} hint={null} />
      <Box id={field.id} name={props.name} option={option} checked={value} onChange={onChange} field={field} />
    </div>
  );
}
