import { TriangleAlert } from "lucide-react";
import { useId } from "react";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { uiTexts } from "./texts.ts";

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

/** The alerts of a family, above every section of its file. Nothing to warn of, nothing shown. */
export function AlertList({ alerts }: { readonly alerts: readonly AlertEntry[] }) {
  const t = useTexts(uiTexts);
  const titleId = useId();
  if (alerts.length === 0) return null;
  const danger = alerts.some((alert) => alert.danger);
  return (
    <section
      aria-labelledby={titleId}
      className={`grid gap-1 rounded-md border-l-4 p-4 ${danger ? "border-brick bg-brick-soft" : "border-ochre-mark bg-ochre-soft"}`}
    >
      <h2 id={titleId} className="flex items-center gap-2 text-base">
        <TriangleAlert className={`size-5 shrink-0 ${danger ? "text-brick" : "text-ochre"}`} />
        {t.alerts.title}
      </h2>
      <ul className="grid gap-1">
        {alerts.map((alert) => (
          <Entry key={alert.id} alert={alert} />
        ))}
      </ul>
    </section>
  );
}

function Entry({ alert }: { readonly alert: AlertEntry }) {
  const t = useTexts(uiTexts);
  const { date } = useFormats();
  return (
    <li>
      <span className="font-bold">{alert.text}</span>{" "}
      <span className="text-sm text-ink-soft">
        {alert.by}, {date(alert.since)}
        {alert.review && ` · ${t.alerts.review({ date: date(alert.review) })}`}
      </span>
    </li>
  );
}
