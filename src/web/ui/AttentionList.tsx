import { ArrowRight } from "lucide-react";
import { type ReactNode, useId } from "react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "./Anchor.tsx";
import { uiTexts } from "./texts.ts";

export interface AttentionEntry {
  readonly id: string;
  readonly title: string;
  readonly href: string;
  /** The verb of what to do there: «Preparar», «Registrar». */
  readonly action: string;
  /** Usually a `DueDate`. */
  readonly when?: ReactNode;
}

export interface AttentionListProps {
  readonly entries: readonly AttentionEntry[];
  readonly title?: string;
}

/** «Atención ahora»: what somebody must do, most urgent first, each line leading to where it is done. */
export function AttentionList({ entries, title }: AttentionListProps) {
  const t = useTexts(uiTexts);
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="card overflow-hidden">
      <h2 id={titleId} className="border-b border-line px-4 py-3 text-base">
        {title ?? t.attention.title}
      </h2>
      {entries.length === 0 ? (
        <p className="px-4 py-3 text-ink-soft">{t.attention.none}</p>
      ) : (
        <ol>
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Entry({ entry }: { readonly entry: AttentionEntry }) {
  return (
    <li className="border-b border-line last:border-b-0">
      <Anchor
        href={entry.href}
        className="group flex min-h-14 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 text-ink no-underline hover:bg-sunken hover:text-ink -outline-offset-4 focus-visible:-outline-offset-4"
      >
        <span className="grid min-w-0 grow basis-60">
          <span className="font-bold">{entry.title}</span>
          {entry.when && <span className="text-sm">{entry.when}</span>}
        </span>
        <span className="inline-flex items-center gap-1.5 font-bold text-teal group-hover:underline">
          {entry.action}
          <ArrowRight className="size-4 shrink-0" />
        </span>
      </Anchor>
    </li>
  );
}
