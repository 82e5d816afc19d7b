import { CircleAlert } from "lucide-react";
import { type MouseEvent, type Ref, useContext, useId } from "react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { FormContext, fieldId } from "./field.tsx";
import { uiTexts } from "./texts.ts";

export interface FieldError {
  /** The field's `name`; empty when the message belongs to the whole form. */
  readonly field: string;
  readonly message: string;
}

interface ErrorSummaryProps {
  readonly errors: readonly FieldError[];
  readonly ref?: Ref<HTMLDivElement>;
}

/** What to put right, on top of the form, each line leading to its field. `Form` shows it by itself. */
export function ErrorSummary({ errors, ref }: ErrorSummaryProps) {
  const t = useTexts(uiTexts);
  const form = useContext(FormContext);
  const titleId = useId();
  return (
    <div
      ref={ref}
      role="alert"
      tabIndex={-1}
      aria-labelledby={titleId}
      className="grid gap-2 rounded-md border-2 border-ochre-mark bg-ochre-soft p-4"
    >
      <h2 id={titleId} className="flex items-center gap-2 text-lg">
        <CircleAlert className="size-5 shrink-0 text-ochre" />
        {t.errors.title}
      </h2>
      <ul className="grid gap-1">
        {errors.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {field === "" || !form ? message : <ErrorLink target={fieldId(form.id, field)}>{message}</ErrorLink>}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Composite widgets carry the field's id on their frame; focus goes to the first part that takes it. */
const FOCUSABLE = "input, select, textarea, button, [tabindex='0']";

function ErrorLink({ target, children }: { readonly target: string; readonly children: string }) {
  const go = (event: MouseEvent) => {
    const element = document.getElementById(target);
    if (!element) return;
    event.preventDefault();
    const control = element.matches(FOCUSABLE) ? element : element.querySelector<HTMLElement>(FOCUSABLE);
    control?.focus();
    element.scrollIntoView({ block: "center" });
  };
  return (
    <a href={`#${target}`} onClick={go} className="inline-block py-1 font-bold text-ochre hover:text-ink">
      {children}
    </a>
  );
}
