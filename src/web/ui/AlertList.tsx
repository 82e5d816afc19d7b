import { TriangleAlert } from "lucide-react";
import { useId } from "react";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { classes } from "./classes.ts";
import { uiTexts } from "./texts.ts";
import { VisuallyHidden } from "./VisuallyHidden.tsx";

export interface AlertEntry {
  readonly id: string;
  readonly text: string;
  /** Who raised it. */
  readonly by: string;
  /** ISO dates: when it was raised, and when somebody looks at it again. */
  readonly since: string;
  readonly review?: string;
  readonly danger?: boolean;
}

/** The alerts of a family, above every section of its file; danger first. Nothing to warn of, nothing shown. */
export function AlertList({ alerts }: { readonly alerts: readonly AlertEntry[] }) {
  const t = useTexts(uiTexts);
  const titleId = useId();
  if (alerts.length === 0) return null;
  const ordered = alerts.toSorted((a, b) => Number(b.danger ?? false) - Number(a.danger ?? false));
  return (
    <section aria-labelledby={titleId} className="grid gap-1">
      <h2 id={titleId} className="sr-only">
        {t.alerts.title}
      </h2>
      <ul className="grid gap-1">
        {ordered.map((alert) => (
          <Entry key={alert.id} alert={alert} />
        ))}
      </ul>
    </section>
  );
}

function Entry({ alert }: { readonly alert: AlertEntry }) {
  const t = useTexts(uiTexts);
  const { date } = useFormats();
  const ground = alert.danger ? "border-brick bg-brick-soft" : "border-ochre-mark bg-ochre-soft";
  return (
    <li className={classes("flex gap-2.5 rounded-md border-l-4 px-3 py-2.5", ground)}>
      <TriangleAlert className={classes("mt-0.5 size-5 shrink-0", alert.danger ? "text-brick" : "text-ochre")} />
      <span>
        <VisuallyHidden>{alert.danger ? t.tone.danger : t.tone.soon}. </VisuallyHidden>
        <b>{alert.text}</b>{" "}
        <span className="text-sm text-ink-soft">
          {alert.by}, {date(alert.since)}
          {alert.review && ` · ${t.alerts.review({ date: date(alert.review) })}`}
        </span>
      </span>
    </li>
  );
}
