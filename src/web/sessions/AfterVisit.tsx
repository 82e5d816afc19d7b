import { CalendarPlus, ListChecks } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { TaskList } from "../tasks/TaskList.tsx";
import { Banner } from "../ui/Banner.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { sessionsTexts } from "./texts.ts";
import type { Preparation } from "./visitDraft.ts";

interface AfterVisitProps {
  readonly preparation: Preparation;
  /** False while the visit waits on this device for the signal. */
  readonly sent: boolean;
}

/** «¿Algo más con esta familia?»: open tasks of the household, and the next visit, before leaving. */
export function AfterVisit({ preparation, sent }: AfterVisitProps) {
  const t = useTexts(sessionsTexts).after;
  const { tasks, caseId, householdId } = preparation;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="grid max-w-3xl gap-6">
      <Banner tone={sent ? "good" : "soon"} live>
        {sent ? t.saved : t.waiting}
      </Banner>
      <h2 ref={heading} tabIndex={-1} className="outline-none">
        {t.title}
      </h2>
      <section aria-label={t.tasks} className="grid gap-2">
        <h3>{t.tasks}</h3>
        {tasks.length === 0 ? <p className="text-ink-soft">{t.none}</p> : <TaskList tasks={tasks} mayWrite />}
      </section>
      <div className="flex flex-col gap-2 md:flex-row md:flex-wrap">
        <LinkButton href={`/visitas/planificar/${caseId}`} tone="primary" icon={CalendarPlus} wide>
          {t.planNext}
        </LinkButton>
        <LinkButton href={`/plan/${caseId}`} icon={ListChecks} wide>
          {t.seePlan}
        </LinkButton>
        <LinkButton href={`/familias/${householdId}`} wide>
          {t.family}
        </LinkButton>
        <LinkButton href="/hoy" wide>
          {t.day}
        </LinkButton>
      </div>
    </section>
  );
}
