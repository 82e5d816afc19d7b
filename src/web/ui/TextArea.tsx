import { FieldFrame, type FieldProps, useField } from "./field.tsx";

export interface TextAreaProps extends FieldProps {
  readonly value?: string;
  readonly defaultValue?: string;
  readonly onChange?: (value: string) => void;
  readonly onBlur?: () => void;
  readonly rows?: number;
  readonly maxLength?: number;
  readonly readOnly?: boolean;
}

/** Several lines of text; grows with what is written where the browser knows how. */
export function TextArea(props: TextAreaProps) {
  const { label: _, hint: __, error: ___, optional: ____, onChange, rows = 4, ...native } = props;
  const field = useField(props);
  return (
    <FieldFrame field={field} props={props}>
      <textarea
        {...native}
        id={field.id}
        rows={rows}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={field.describedBy}
        onChange={(event) => onChange?.(event.target.value)}
        className="control field-sizing-content min-h-28 resize-y"
      />
    </FieldFrame>
  );
}
