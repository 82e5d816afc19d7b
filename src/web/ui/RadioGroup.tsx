import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import { type FieldParts, type FieldProps, GroupFrame, useField } from "./field.tsx";

export interface RadioOption {
  readonly value: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** A drawing above the words, in the `scale` layout. */
  readonly picture?: ReactNode;
  /** Set apart below the others: «No aplica», «Prefiero no responder». */
  readonly apart?: boolean;
}

export interface RadioGroupProps extends FieldProps {
  readonly options: readonly RadioOption[];
  readonly value?: string | null;
  readonly defaultValue?: string;
  readonly onChange?: (value: string) => void;
  /** `stack` by default; `inline` for two short words; `scale` for instruments: large, side by side, readable at arm's length. */
  readonly layout?: "stack" | "inline" | "scale";
}

/** One of few, all in sight. Native radios: fast on cheap phones, known to every reader. */
export function RadioGroup(props: RadioGroupProps) {
  const { options, layout = "stack" } = props;
  const field = useField(props);
  const together = options.filter(({ apart }) => !apart);
  const apart = options.filter((option) => option.apart);
  const row = (list: readonly RadioOption[], start: number) =>
    list.map((option, index) => (
      <Radio key={option.value} option={option} group={props} field={field} first={start + index === 0} />
    ));
  return (
    <GroupFrame field={field} props={props}>
      <div className={LAYOUTS[layout]}>{row(together, 0)}</div>
      {apart.length > 0 && <div className="mt-1 grid gap-2 sm:flex sm:flex-wrap">{row(apart, together.length)}</div>}
    </GroupFrame>
  );
}

const LAYOUTS = {
  stack: "grid gap-2",
  inline: "flex flex-wrap gap-2",
  scale: "grid gap-2 sm:auto-cols-fr sm:grid-flow-col",
} as const;

interface RadioProps {
  readonly option: RadioOption;
  readonly group: RadioGroupProps;
  readonly field: FieldParts;
  readonly first: boolean;
}

function Radio({ option, group, field, first }: RadioProps) {
  const large = group.layout === "scale" && !option.apart;
  const chosen =
    group.value === undefined
      ? { defaultChecked: option.value === group.defaultValue }
      : { checked: option.value === group.value };
  const hintId = `${field.id}-${option.value}-hint`;
  return (
    <label className={classes(CHOICE, large && LARGE_CHOICE)}>
      <input
        {...chosen}
        type="radio"
        id={first ? field.id : `${field.id}-${option.value}`}
        name={field.id}
        value={option.value}
        aria-describedby={option.hint ? hintId : undefined}
        onChange={() => group.onChange?.(option.value)}
        className="size-6 shrink-0 accent-teal"
      />
      {large && option.picture}
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

/** A choice: the whole row is the target; chosen is said by the mark, the border and the ground. */
export const CHOICE =
  "flex min-h-11 items-center gap-3 rounded-md border border-edge bg-surface px-3 py-2 hover:border-ink " +
  "has-checked:border-teal has-checked:bg-teal-soft has-checked:ring-1 has-checked:ring-teal " +
  "has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus";
const LARGE_CHOICE = "min-h-16 text-lg sm:flex-col sm:justify-start sm:px-4 sm:py-5 sm:text-center";
