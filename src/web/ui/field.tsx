import { CircleAlert } from "lucide-react";
import { createContext, type ReactNode, useContext, useId } from "react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { classes } from "./classes.ts";
import { uiTexts } from "./texts.ts";
import { VisuallyHidden } from "./VisuallyHidden.tsx";

/** What every field takes. `name` finds its message in the form's errors and names it in form data. */
export interface FieldProps {
  readonly label: ReactNode;
  readonly name: string;
  readonly hint?: ReactNode;
  /** Overrides the form's message for this name. */
  readonly error?: string;
  readonly optional?: boolean;
}

export interface FormState {
  readonly id: string;
  readonly errors: ReadonlyMap<string, string>;
}
export const FormContext = createContext<FormState | null>(null);

export interface FieldParts {
  readonly id: string;
  readonly labelId: string;
  readonly hintId: string;
  readonly errorId: string;
  readonly error: string | undefined;
  readonly describedBy: string | undefined;
}

/** Identifiers and message of one field. */
export function useField(props: Pick<FieldProps, "name" | "hint" | "error">): FieldParts {
  const form = useContext(FormContext);
  const own = useId();
  const id = fieldId(form?.id ?? own, props.name);
  const error = props.error ?? form?.errors.get(props.name);
  const describedBy = classes(error && `${id}-error`, props.hint ? `${id}-hint` : undefined) || undefined;
  return { id, labelId: `${id}-label`, hintId: `${id}-hint`, errorId: `${id}-error`, error, describedBy };
}

/** The element an error summary points to. */
export function fieldId(formId: string, name: string): string {
  return `${formId}-${name}`;
}

interface FrameProps {
  readonly field: FieldParts;
  readonly props: FieldProps;
  readonly children: ReactNode;
}

const frame = (field: FieldParts) => classes("grid gap-1.5", field.error && "border-l-4 border-ochre-mark pl-3");

/** Label, hint and message around one native control. */
export function FieldFrame({ field, props, children }: FrameProps) {
  return (
    <div className={frame(field)}>
      <label id={field.labelId} htmlFor={field.id} className="font-bold">
        <LabelText {...props} />
      </label>
      <FieldHelp field={field} hint={props.hint} />
      {children}
    </div>
  );
}

/** Legend, hint and message around several controls that answer one question. */
export function GroupFrame({ field, props, children }: FrameProps) {
  return (
    <fieldset className={frame(field)} aria-describedby={field.describedBy}>
      <legend id={field.labelId} className="mb-1.5 font-bold">
        <LabelText {...props} />
      </legend>
      <FieldHelp field={field} hint={props.hint} />
      {children}
    </fieldset>
  );
}

/** The label's words, with «(opcional)» when the answer may be left out. */
export function LabelText({ label, optional }: Pick<FieldProps, "label" | "optional">) {
  const t = useTexts(uiTexts);
  return (
    <>
      {label}
      {optional && <span className="font-normal text-ink-soft"> {t.optional}</span>}
    </>
  );
}

/** Hint and message, in the order they are read. */
export function FieldHelp({ field, hint }: { readonly field: FieldParts; readonly hint: ReactNode }) {
  const t = useTexts(uiTexts);
  return (
    <>
      {hint && (
        <div id={field.hintId} className="max-w-prose text-sm text-ink-soft">
          {hint}
        </div>
      )}
      {field.error && (
        <p id={field.errorId} className="flex items-start gap-1.5 font-bold text-ochre">
          <CircleAlert className="mt-0.5 size-5 shrink-0" />
          <span>
            <VisuallyHidden>{t.errorPrefix} </VisuallyHidden>
            {field.error}
          </span>
        </p>
      )}
    </>
  );
}
