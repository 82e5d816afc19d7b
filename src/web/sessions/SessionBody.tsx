import { ArrowDown, ArrowRight, ArrowUp, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { SessionShown } from "../../contracts/sessions.ts";
import type { ProgressDirection } from "../../core/sessions/session.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { StatusTag, type Tone } from "../ui/StatusTag.tsx";
import { sessionsTexts } from "./texts.ts";

export const DIRECTION_ICONS = { forward: ArrowUp, same: ArrowRight, back: ArrowDown } satisfies Record<
  ProgressDirection,
  LucideIcon
>;
export const STATE_TONES = { planned: "info", held: "good", missed: "neutral", cancelled: "neutral" } satisfies Record<
  SessionShown["state"],
  Tone
>;

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="grid gap-1">
      <h3 className="text-base">{title}</h3>
      {children}
    </section>
  );
}

/** Everything that was told of a session that was held. */
export function SessionBody({ session }: { readonly session: SessionShown }) {
  const t = useTexts(sessionsTexts).shown;
  const { date } = useFormats();
  return (
    <div className="grid max-w-prose gap-4">
      <Part title={t.present}>
        <p>{session.present.join(", ")}</p>
      </Part>
      {session.concern !== "" && (
        <Part title={t.concern}>
          <p className="border-l-4 border-brick pl-3 whitespace-pre-wrap">{session.concern}</p>
        </Part>
      )}
      <Part title={t.notes}>
        <p className="whitespace-pre-wrap">{session.notes || t.noNotes}</p>
      </Part>
      <ProgressTold session={session} />
      {session.agreements.length > 0 && (
        <Part title={t.agreements}>
          <ul className="grid gap-1">
            {session.agreements.map(({ id, who, title, dueOn }) => (
              <li key={id}>
                <b>{who}</b>: {title}
                {dueOn && ` (${date(dueOn)})`}
              </li>
            ))}
          </ul>
        </Part>
      )}
      <p className="flex flex-wrap gap-2">
        {session.summaryConfirmed && <StatusTag tone="good">{t.confirmed}</StatusTag>}
        {session.consentReminded && <StatusTag>{t.consent}</StatusTag>}
      </p>
      <EarlierTexts session={session} />
    </div>
  );
}

function ProgressTold({ session }: { readonly session: SessionShown }) {
  const t = useTexts(sessionsTexts);
  if (session.progress.length === 0) return null;
  return (
    <Part title={t.shown.progress}>
      <ul className="grid gap-2">
        {session.progress.map(({ goalId, goal, direction, words }) => (
          <li key={goalId} className="grid gap-0.5">
            <span>
              <StatusTag icon={DIRECTION_ICONS[direction]}>{t.directions[direction]}</StatusTag> {goal}
            </span>
            {words !== "" && <q className="text-ink-soft">{words}</q>}
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** A correction never hides what was written before it. */
function EarlierTexts({ session }: { readonly session: SessionShown }) {
  const t = useTexts(sessionsTexts).shown;
  const { instant, date } = useFormats();
  if (session.texts.length === 0) return null;
  return (
    <details className="grid gap-2">
      <summary className="min-h-11 cursor-pointer py-2 font-bold text-teal">
        {t.earlier} ({t.corrected({ n: session.texts.length - 1 })})
      </summary>
      <ol className="grid gap-3 border-l-4 border-line pl-3">
        {session.texts.map((text, index) => (
          <li key={text.id} className="grid gap-1">
            <span className="font-bold">{index === 0 ? t.original : t.correction({ reason: text.reason })}</span>
            <span className="text-sm text-ink-soft">
              {t.by({ name: text.by, when: instant(text.recordedAt) })}
              {text.heldOn && ` · ${date(text.heldOn)}`}
              {text.minutes !== null && ` · ${t.minutes({ n: text.minutes })}`}
            </span>
            <span className="whitespace-pre-wrap">{text.notes || t.noNotes}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
