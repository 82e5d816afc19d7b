import { ArrowLeft } from "lucide-react";
import { type CarePeriod, careChild } from "../../contracts/care.ts";
import type { OutputOf } from "../../contracts/contract.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { daysBetween } from "../i18n/dates.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import { DataTable } from "../ui/DataTable.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { usePastDay } from "./days.ts";
import { outcomesTexts } from "./texts.ts";

type Child = OutputOf<typeof careChild>;

/** The dated facts behind a child's place in a figure: stays, places, reviews and absences. */
export function ChildScreen() {
  const t = useTexts(outcomesTexts);
  const day = usePastDay();
  const childId = useParameter("childId");
  const answer = useRead(careChild, { childId });
  if (answer.isPending) return <Loading />;
  if (answer.isError) return <FailurePage error={answer.error} onRetry={() => void answer.refetch()} />;
  const child = answer.data;
  const { birthDate, factsUntil, personId } = child;
  return (
    <section className="grid gap-6">
      <header className="grid gap-2">
        <div>
          <Button icon={ArrowLeft} tone="quiet" onPress={() => window.history.back()}>
            {t.child.back}
          </Button>
        </div>
        <h1>{t.child.title}</h1>
        <p className="text-lg">{t.child.who({ child: child.externalId, source: child.source })}</p>
        <p>
          {t.members.sexes[child.sex]}. {birthDate !== null && t.child.born({ on: day(birthDate) })}
        </p>
        {factsUntil !== null && <p className="text-sm text-ink-soft">{t.child.until({ on: day(factsUntil) })}</p>}
        {personId !== null && (
          <p>
            <LinkButton href={`/personas/${personId}`}>{t.child.file}</LinkButton>
          </p>
        )}
      </header>
      {child.periods.map((period) => (
        <Stay key={period.periodId} period={period} until={factsUntil} />
      ))}
      <Absences child={child} />
      <Reviews child={child} />
    </section>
  );
}

function Stay({ period, until }: { readonly period: CarePeriod; readonly until: string | null }) {
  const t = useTexts(outcomesTexts);
  const { number } = useFormats();
  const day = usePastDay();
  const { startedOn, endedOn, lostOn, exitGroup, exitCode } = period;
  const last = endedOn ?? lostOn ?? until;
  const title =
    endedOn === null
      ? t.child.stillHere({ from: day(startedOn) })
      : t.child.stay({ from: day(startedOn), to: day(endedOn) });
  return (
    <Panel title={lostOn === null ? title : t.child.stay({ from: day(startedOn), to: day(lostOn) })}>
      <p>
        {last !== null && t.child.days({ n: number(daysBetween(startedOn, last)) })}
        {exitGroup !== null &&
          ` · ${t.child.exit({ how: t.members.exits[exitGroup] })}${exitCode === null ? "" : ` (${exitCode})`}`}
      </p>
      {period.leftTruncated && <p className="text-ink-soft">{t.child.cut}</p>}
      {lostOn !== null && <p className="text-ink-soft">{t.child.lost({ on: day(lostOn) })}</p>}
      <Places period={period} caption={title} />
    </Panel>
  );
}

function Places({ period, caption }: { readonly period: CarePeriod; readonly caption: string }) {
  const t = useTexts(outcomesTexts).child;
  const day = usePastDay();
  return (
    <DataTable
      caption={`${t.where}: ${caption}`}
      hideCaption
      rows={period.settings}
      rowKey={({ startsOn, reasonNew }) => `${startsOn} ${reasonNew}`}
      columns={[
        { id: "where", header: t.where, rowHeader: true, cell: ({ group }) => t.settings[group] },
        { id: "from", header: t.from, cell: ({ startsOn }) => day(startsOn) },
        { id: "to", header: t.to, cell: ({ endsOn }) => (endsOn === null ? "–" : day(endsOn)) },
        { id: "carer", header: t.carer, cell: ({ sameCarer }) => (sameCarer ? t.same : t.other) },
        { id: "area", header: t.area, cell: ({ area }) => area ?? "–" },
        {
          id: "code",
          header: t.code,
          cell: ({ placeType, legalStatus, reasonNew }) =>
            [placeType, legalStatus, reasonNew].filter((code) => code !== null).join(" · ") || "–",
        },
      ]}
    />
  );
}

function Absences({ child: { absences } }: { readonly child: Child }) {
  const t = useTexts(outcomesTexts).child;
  const day = usePastDay();
  if (absences.length === 0) return null;
  return (
    <Panel title={t.absences}>
      <ul className="grid gap-1">
        {absences.map(({ startsOn, endsOn, kind }) => (
          <li key={`${startsOn} ${kind}`}>
            {t.kinds[kind]}: {endsOn === null ? day(startsOn) : t.stay({ from: day(startsOn), to: day(endsOn) })}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Reviews({ child: { reviews } }: { readonly child: Child }) {
  const t = useTexts(outcomesTexts).child;
  const day = usePastDay();
  return (
    <Panel title={t.reviews}>
      {reviews.length === 0 ? (
        <p className="text-ink-soft">{t.noReviews}</p>
      ) : (
        <ul className="flex flex-wrap gap-x-6 gap-y-1">
          {reviews.map(({ heldOn, code }) => (
            <li key={`${heldOn} ${code}`}>
              {day(heldOn)} ({code})
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
