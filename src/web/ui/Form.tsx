import { type FormEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { ErrorSummary, type FieldError } from "./ErrorSummary.tsx";
import { FormContext } from "./field.tsx";

export interface FormProps {
  readonly children: ReactNode;
  /** New after each attempt; shown on top and at each field. Focus goes to the summary after a refused attempt. */
  readonly errors?: readonly FieldError[];
  readonly onSubmit: () => void;
  readonly label?: string;
  readonly className?: string;
}

/** A form that never blocks its button: it says what is missing, on top and in place. */
export function Form({ children, errors = [], onSubmit, label, className = "grid gap-6" }: FormProps) {
  const id = useId();
  const summary = useRef<HTMLDivElement>(null);
  const awaiting = useRef(false);
  const [attempts, setAttempts] = useState(0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    awaiting.current = true;
    setAttempts(attempts + 1);
    onSubmit();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a second refused attempt with the same errors moves focus again
  useEffect(() => {
    if (!awaiting.current || errors.length === 0) return;
    awaiting.current = false;
    summary.current?.focus();
  }, [errors, attempts]);
  const state = useMemo(
    () => ({ id, errors: new Map(errors.map(({ field, message }) => [field, message])) }),
    [id, errors],
  );
  return (
    <FormContext value={state}>
      <form noValidate onSubmit={submit} aria-label={label} className={className}>
        {errors.length > 0 && <ErrorSummary ref={summary} errors={errors} />}
        {children}
      </form>
    </FormContext>
  );
}
