import { CalendarCheck, Users } from "lucide-react";
import { useEffect } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { type DayRow, myDay } from "../../contracts/day.ts";
import { go } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { homeOf } from "../app/screens.ts";
import { useMay, useSession } from "../app/session.tsx";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { DayList } from "./DayList.tsx";
import { dayTexts } from "./texts.ts";

/** The home screen. Whoever accompanies no family has no day: they begin with the first thing in their menu. */
export function Screen() {
  const { actions } = useSession();
  const accompanies = useMay("household.read");
  useEffect(() => {
    if (!accompanies) go(homeOf(actions), { replace: true });
  }, [accompanies, actions]);
  return accompanies ? <Day /> : null;
}

/** What is overdue, today, the week ahead. */
function Day() {
  const t = useTexts(dayTexts);
  const { longDate } = useFormats();
  const day = useRead(myDay, {});
  if (day.isPending) return <Loading />;
  if (day.isError) return <FailurePage error={day.error} onRetry={() => void day.refetch()} />;
  const { today, families } = day.data;
  return (
    <section className="grid max-w-4xl gap-6">
      <header>
        <h1>{t.title}</h1>
        <p className="text-ink-soft">
          <span className="inline-block first-letter:uppercase">{longDate(today)}</span> · {t.families({ n: families })}
        </p>
      </header>
      <Content day={day.data} />
    </section>
  );
}

const PLACES = ["overdue", "today", "soon", "undated"] as const satisfies readonly DayRow["place"][];

function Content({ day }: { readonly day: OutputOf<typeof myDay> }) {
  const t = useTexts(dayTexts);
  if (day.rows.length === 0) return <Nothing families={day.families} />;
  return (
    <>
      {PLACES.map((place) => (
        <Place key={place} place={place} rows={day.rows.filter((row) => row.place === place)} />
      ))}
      {day.more > 0 && <p>{t.more({ n: day.more })}</p>}
    </>
  );
}

function Place({ place, rows }: { readonly place: DayRow["place"]; readonly rows: readonly DayRow[] }) {
  const t = useTexts(dayTexts);
  if (rows.length === 0 && place !== "today") return null;
  return (
    <section aria-label={t[place]} className="grid gap-2">
      <h2>
        {t[place]} <span className="numeric font-normal text-ink-soft">{rows.length > 0 && rows.length}</span>
      </h2>
      {rows.length === 0 ? <p className="text-ink-soft">{t.quietToday}</p> : <DayList label={t[place]} rows={rows} />}
    </section>
  );
}

function Nothing({ families }: { readonly families: number }) {
  const t = useTexts(dayTexts);
  const mayRead = useMay("household.read");
  const action = mayRead && <LinkButton href="/familias">{t.seeFamilies}</LinkButton>;
  if (families === 0) {
    return (
      <EmptyState title={t.noFamilies} icon={Users} action={action}>
        {t.noFamiliesText}
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t.quiet} icon={CalendarCheck} action={action}>
      {t.quietText}
    </EmptyState>
  );
}
