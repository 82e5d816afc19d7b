import { CalendarX, DoorOpen, NotebookPen, PenLine, UserX } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { session as contract, visitPreparation } from "../../contracts/sessions.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { IdentityBar } from "../ui/IdentityBar.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { StatusTag } from "../ui/StatusTag.tsx";
import { PreparationView } from "./PreparationView.tsx";
import { SessionBody, STATE_TONES } from "./SessionBody.tsx";
import { sessionsTexts } from "./texts.ts";

const MissVisitDialog = lazy(() => import("./MissVisitDialog.tsx").then((file) => ({ default: file.MissVisitDialog })));

type Shown = OutputOf<typeof contract>;

/** One visit: prepared while it is planned, read once it has a result. */
export function Screen() {
  const sessionId = useParameter("sessionId");
  const t = useTexts(sessionsTexts);
  const visit = useRead(contract, { sessionId });
  if (visit.isPending) return <Loading />;
  if (visit.isError) return <FailurePage error={visit.error} onRetry={() => void visit.refetch()} />;
  const { familyName, familyCode, householdId, session } = visit.data;
  return (
    <>
      <IdentityBar name={familyName} code={familyCode} back={{ href: `/familias/${householdId}`, label: t.back }} />
      <section aria-label={session.kindLabel} className="grid max-w-4xl gap-6">
        <Heading shown={visit.data} />
        {session.state === "planned" ? <Planned shown={visit.data} /> : <WithResult shown={visit.data} />}
      </section>
    </>
  );
}

function Heading({ shown: { session } }: { readonly shown: Shown }) {
  const t = useTexts(sessionsTexts);
  const { longDate } = useFormats();
  const { heldOn, plannedOn, plannedAt, minutes } = session;
  const day = heldOn ?? plannedOn;
  const time = session.state === "held" ? null : plannedAt;
  return (
    <header className="grid gap-1">
      <h2 className="flex flex-wrap items-center gap-3">
        {session.kindLabel}
        <StatusTag tone={STATE_TONES[session.state]}>{t.states[session.state]}</StatusTag>
      </h2>
      <p className="text-ink-soft first-letter:uppercase">
        {day && (time ? t.page.when({ day: longDate(day), time }) : longDate(day))}
        {minutes !== null && ` · ${t.shown.minutes({ n: minutes })}`}
      </p>
      <p className="text-ink-soft">
        {session.levelLabel} ·{" "}
        {session.state === "planned" ? session.plannedFor && t.page.goer({ name: session.plannedFor }) : session.by}
      </p>
    </header>
  );
}

function Planned({ shown }: { readonly shown: Shown }) {
  const t = useTexts(sessionsTexts).page;
  const { session, caseId, mayWrite, closedOn, today } = shown;
  const preparation = useRead(visitPreparation, { caseId, sessionId: session.id });
  const [missing, setMissing] = useState<"missed" | "cancelled" | null>(null);
  const due = session.plannedOn !== null && session.plannedOn <= today;
  const late = session.plannedOn !== null && session.plannedOn < today;
  return (
    <>
      {closedOn !== null && <p>{t.closed}</p>}
      {mayWrite && closedOn === null && (
        <div className="flex flex-col gap-2 md:flex-row">
          {due && (
            <LinkButton
              href={`/visitas/${session.id}/registrar`}
              tone="primary"
              icon={late ? NotebookPen : DoorOpen}
              wide
            >
              {late ? t.note : t.start}
            </LinkButton>
          )}
          {due && (
            <Button icon={UserX} onPress={() => setMissing("missed")}>
              {t.miss}
            </Button>
          )}
          {!late && (
            <Button icon={CalendarX} onPress={() => setMissing("cancelled")}>
              {t.cancel}
            </Button>
          )}
        </div>
      )}
      {preparation.isPending && <Loading />}
      {preparation.isError && <FailurePage error={preparation.error} onRetry={() => void preparation.refetch()} />}
      {preparation.data && <PreparationView preparation={preparation.data} />}
      {missing && (
        <Suspense>
          <MissVisitDialog sessionId={session.id} outcome={missing} onClose={() => setMissing(null)} />
        </Suspense>
      )}
    </>
  );
}

function WithResult({ shown }: { readonly shown: Shown }) {
  const t = useTexts(sessionsTexts).page;
  const { session, mayWrite } = shown;
  if (session.state === "held") {
    return (
      <>
        <SessionBody session={session} />
        {mayWrite && (
          <p>
            <LinkButton href={`/visitas/${session.id}/corregir`} icon={PenLine}>
              {t.correct}
            </LinkButton>
          </p>
        )}
      </>
    );
  }
  return (
    <div className="grid max-w-prose gap-1">
      <h3 className="text-base">{session.state === "missed" ? t.missedWhy : t.cancelledWhy}</h3>
      <p className="whitespace-pre-wrap">{session.missedReason}</p>
    </div>
  );
}
