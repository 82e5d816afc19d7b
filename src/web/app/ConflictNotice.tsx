import { type ReactNode, useEffect, useRef } from "react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import type { ApiFailure } from "./request.ts";
import { appTexts } from "./texts.ts";

interface ConflictNoticeProps {
  readonly conflict: ApiFailure["conflict"];
  /** Names of the fields as the person knows them. */
  readonly labels: Readonly<Record<string, string>>;
  /** A value in words: a day, the name of a state. */
  readonly show?: (field: string, value: unknown) => string;
  /** Ways out: keep mine, keep what is there. */
  readonly actions: ReactNode;
}

function plain(_field: string, value: unknown): string {
  return value === null || value === undefined || value === "" ? "—" : String(value);
}

/** A stale edit: both values of each field side by side, and the person decides. Focus goes to it when it appears. */
export function ConflictNotice({ conflict, labels, show = plain, actions }: ConflictNoticeProps) {
  const t = useTexts(appTexts).conflict;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} role="alert" tabIndex={-1}>
      <Banner tone="soon" title={t.title} actions={actions}>
        <p>{t.text}</p>
        <dl className="mt-3 grid gap-3">
          {conflict.map(({ field, yours, theirs }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same field may differ for several records; the list never changes
            <div key={index} className="grid gap-1 sm:grid-cols-2 sm:gap-4">
              <dt className="text-sm font-bold sm:col-span-2">{labels[field] ?? field}</dt>
              <dd className="grid rounded-md border border-line bg-surface p-2">
                <span className="text-sm text-ink-soft">{t.yours}</span>
                <span className="whitespace-pre-wrap">{show(field, yours)}</span>
              </dd>
              <dd className="grid rounded-md border border-line bg-surface p-2">
                <span className="text-sm text-ink-soft">{t.theirs}</span>
                <span className="whitespace-pre-wrap">{show(field, theirs)}</span>
              </dd>
            </div>
          ))}
        </dl>
      </Banner>
    </div>
  );
}
