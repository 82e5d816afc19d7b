import type { LucideIcon } from "lucide-react";
import { Circle } from "lucide-react";
import type { ReactNode } from "react";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { uiTexts } from "./texts.ts";

export interface TimelineEntry {
  readonly id: string;
  /** ISO date or instant. */
  readonly at: string;
  readonly title: ReactNode;
  readonly author?: string;
  readonly icon?: LucideIcon;
  /** Tags and durations beside the title. */
  readonly aside?: ReactNode;
  readonly body?: ReactNode;
  /** A later version of an entry; the earlier text stays in the list. */
  readonly correction?: boolean;
}

/** What happened, newest first. Not a task list and not progress. */
export function Timeline({ label, entries }: { readonly label: string; readonly entries: readonly TimelineEntry[] }) {
  return (
    <ol aria-label={label} className="grid">
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </ol>
  );
}

function Entry({ entry }: { readonly entry: TimelineEntry }) {
  const t = useTexts(uiTexts);
  const format = useFormats();
  const Icon = entry.icon ?? Circle;
  const when = entry.at.includes("T") ? format.instant(entry.at) : format.date(entry.at);
  return (
    <li className="group relative grid grid-cols-[auto_1fr] gap-x-4 pb-6 last:pb-0">
      <span className="relative z-10 flex size-9 items-center justify-center rounded-full border border-line bg-surface text-teal">
        <Icon className="size-4" />
      </span>
      <span className="absolute top-9 bottom-0 left-[17px] w-px bg-line group-last:hidden" />
      <article className="grid gap-1 pt-1">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h3 className="text-base">{entry.title}</h3>
          {entry.aside}
        </div>
        <p className="text-sm text-ink-soft">
          <time dateTime={entry.at}>{when}</time>
          {entry.author && ` · ${t.timeline.by({ author: entry.author })}`}
        </p>
        {entry.correction && <p className="text-sm text-ochre">{t.timeline.correction}</p>}
        {entry.body && <div className="mt-1 max-w-prose">{entry.body}</div>}
      </article>
    </li>
  );
}
