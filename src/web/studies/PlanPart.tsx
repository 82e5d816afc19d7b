import { useTexts } from "../i18n/LocaleProvider.tsx";
import type { StudyData, WrittenTask } from "./contents.ts";
import { usePlanRows } from "./planRows.ts";
import { resultTexts } from "./texts.result.ts";

/** What is written in a task, to be read. */
export function PlanPart({ task, data }: { readonly task: WrittenTask; readonly data: StudyData }) {
  const t = useTexts(resultTexts).registration;
  const rows = usePlanRows(data)(task);
  if (rows === undefined) return <p className="text-ink-soft">{task === "costs" ? t.costLater : t.notWritten}</p>;
  if (rows.length === 0) return <p>{t.noCosts}</p>;
  return (
    <dl className="grid gap-2">
      {rows.map(([name, value]) => (
        <div key={name} className="grid gap-x-4 md:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
          <dt className="text-sm text-ink-soft">{name}</dt>
          <dd className="[overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
