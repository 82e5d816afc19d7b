import type { ReactNode } from "react";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { DueDate } from "../ui/DueDate.tsx";
import { sessionsTexts } from "./texts.ts";
import type { Preparation } from "./visitDraft.ts";

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className="grid content-start gap-2">
      <h3 className="border-b border-line pb-1 text-base">{title}</h3>
      {children}
    </section>
  );
}

/** What to know before going in: alerts first, then the family, its goals, what is open and what was last told. */
export function PreparationView({ preparation }: { readonly preparation: Preparation }) {
  const t = useTexts(sessionsTexts).prepare;
  const { date } = useFormats();
  const { alerts, goals, members, lastSession } = preparation;
  return (
    <div className="grid gap-6">
      {alerts.map((alert) => (
        <Banner key={alert.id} tone="soon" title={alert.text}>
          {t.reviewOn({ day: date(alert.reviewOn) })}
        </Banner>
      ))}
      <div className="grid gap-6 md:grid-cols-2">
        <Part title={t.goals}>
          {goals.length === 0 && <p className="text-ink-soft">{t.noGoals}</p>}
          <ul className="grid list-disc gap-1 pl-5">
            {goals.map(({ id, words }) => (
              <li key={id}>{words}</li>
            ))}
          </ul>
        </Part>
        <Part title={t.members}>
          <p>{members.map(({ name }) => name).join(", ")}</p>
        </Part>
        <OpenTasks preparation={preparation} />
        <Consents preparation={preparation} />
        <Part title={t.last}>
          {lastSession ? (
            <>
              <p className="text-sm text-ink-soft">
                {t.lastWhen({ kind: lastSession.kindLabel, day: date(lastSession.heldOn) })}
              </p>
              <p className="line-clamp-6 whitespace-pre-wrap">{lastSession.notes}</p>
            </>
          ) : (
            <p className="text-ink-soft">{t.noLast}</p>
          )}
        </Part>
      </div>
    </div>
  );
}

function OpenTasks({ preparation }: { readonly preparation: Preparation }) {
  const t = useTexts(sessionsTexts).prepare;
  return (
    <Part title={t.tasks}>
      {preparation.tasks.length === 0 && <p className="text-ink-soft">{t.noTasks}</p>}
      <ul className="grid gap-2">
        {preparation.tasks.map(({ id, title, who, dueOn }) => (
          <li key={id} className="grid">
            <span>
              <b>{who}</b>: {title}
            </span>
            {dueOn && (
              <span className="text-sm">
                <DueDate date={dueOn} label={title} hideLabel />
              </span>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Consents({ preparation }: { readonly preparation: Preparation }) {
  const t = useTexts(sessionsTexts).prepare;
  return (
    <Part title={t.consents}>
      {preparation.consents.length === 0 && <p className="text-ochre">{t.noConsents}</p>}
      <ul className="grid gap-1">
        {preparation.consents.map(({ purpose, person }) => (
          <li key={`${purpose} ${person}`}>
            {purpose} <span className="text-ink-soft">({person})</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
