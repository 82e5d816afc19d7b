import type { HTMLInputAutoCompleteAttribute, InputHTMLAttributes, ReactNode } from "react";
import { classes } from "./classes.ts";
import { FieldFrame, type FieldProps, useField } from "./field.tsx";

export type FieldWidth = "full" | "half" | "short";
export const FIELD_WIDTHS = { full: "", half: "md:max-w-xs", short: "max-w-36" } satisfies Record<FieldWidth, string>;

export interface TextFieldProps extends FieldProps {
  readonly value?: string;
  readonly defaultValue?: string;
  readonly onChange?: (value: string) => void;
  readonly onBlur?: () => void;
  readonly type?: "text" | "email" | "tel" | "password" | "url";
  readonly inputMode?: InputHTMLAttributes<HTMLInputElement>["inputMode"];
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
  readonly maxLength?: number;
  readonly readOnly?: boolean;
  readonly spellCheck?: boolean;
  /** As long as the answer is: a hint of what fits. */
  readonly width?: FieldWidth;
  /** A unit or sign after the box. */
  readonly suffix?: ReactNode;
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const {
    label: _,
    hint: __,
    error: ___,
    optional: ____,
    onChange,
    width = "full",
    suffix,
    type = "text",
    ...native
  } = props;
  const field = useField(props);
  return (
    <FieldFrame field={field} props={props}>
      <div className="flex items-center gap-2">
        <input
          {...native}
          id={field.id}
          type={type}
          aria-invalid={field.error ? true : undefined}
          aria-describedby={field.describedBy}
          onChange={(event) => onChange?.(event.target.value)}
          className={classes("control min-w-20", FIELD_WIDTHS[width])}
        />
        {suffix && <span className="text-ink-soft">{suffix}</span>}
      </div>
    </FieldFrame>
  );
}
