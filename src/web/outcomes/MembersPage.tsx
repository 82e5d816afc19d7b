import { ArrowLeft } from "lucide-react";
import type { ParametersOf } from "../../contracts/contract.ts";
import type { OutcomeMember } from "../../contracts/outcomeFigures.ts";
import { outcome, outcomeMembers } from "../../contracts/outcomes.ts";
import { dimensions } from "../../core/outcomes/words.ts";
import { useRead } from "../app/api.ts";
import { FailurePage, NotFoundPage } from "../app/pages.tsx";
import { useSearchValue } from "../app/search.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { type Column, DataTable } from "../ui/DataTable.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { Pagination } from "../ui/Pagination.tsx";
import { CHILD_PATH, INDICATOR_PATH, useChoice } from "./choice.ts";
import { usePastDay } from "./days.ts";
import { outcomesTexts } from "./texts.ts";

/** The children inside a figure, or outside it with the reason. */
export function MembersScreen() {
  const { search } = useChoice();
  const { indicador: indicator, lado: side } = search;
  if (!indicator || (side !== "in" && side !== "out")) return <NotFoundPage />;
  return <Members indicator={indicator} side={side} />;
}

interface MembersProps {
  readonly indicator: string;
  readonly side: "in" | "out";
}

function useAsked({ indicator, side }: MembersProps): ParametersOf<typeof outcomeMembers> {
  const { choice, search } = useChoice();
  const { sourceId, from, to } = choice;
  const { cuenta, motivo, por, grupo, pagina } = search;
  const dimension = dimensions.find((one) => one === por);
  return {
    indicator,
    side,
    ...(sourceId && { sourceId }),
    ...(from && { from }),
    ...(to && { to }),
    ...((cuenta === "yes" || cuenta === "no") && { counted: cuenta }),
    ...(motivo && { reason: motivo }),
    ...(dimension && grupo && { dimension, group: grupo }),
    page: Number(pagina ?? 1) || 1,
  };
}

function Members({ indicator, side }: MembersProps) {
  const t = useTexts(outcomesTexts).members;
  const { choice, addressOf } = useChoice();
  const [, setPage] = useSearchValue("pagina");
  const asked = useAsked({ indicator, side });
  // The very question of the indicator's page, so that its answer is at hand already.
  const about = useRead(outcome, { ...choice, indicator });
  const answer = useRead(outcomeMembers, asked);
  const columns = useColumns(side);
  if (answer.isPending) return <Loading />;
  if (answer.isError) return <FailurePage error={answer.error} onRetry={() => void answer.refetch()} />;
  const { members, total, page, perPage } = answer.data;
  const reason = about.data?.figure.excluded.find((one) => one.reason === asked.reason)?.label;
  const group = about.data?.breakdowns
    .find(({ dimension }) => dimension === asked.dimension)
    ?.groups.find((one) => one.group === asked.group)?.label;
  const filters = [
    ...(asked.counted ? [asked.counted === "yes" ? t.counted : t.notCounted] : []),
    ...(reason ? [t.reason({ reason })] : []),
    ...(group ? [t.group({ group })] : []),
  ];
  return (
    <section className="grid gap-6">
      <header className="grid gap-2">
        <p>
          <LinkButton href={addressOf(INDICATOR_PATH, { indicador: indicator })} icon={ArrowLeft} tone="quiet">
            {t.back}
          </LinkButton>
        </p>
        <h1>{side === "in" ? t.in : t.out}</h1>
        <p className="text-lg">{about.data?.definition.name}</p>
        {filters.map((filter) => (
          <p key={filter} className="text-ink-soft">
            {filter}
          </p>
        ))}
      </header>
      <DataTable
        caption={`${side === "in" ? t.in : t.out} (${total})`}
        hideCaption
        rows={members}
        rowKey={({ childId, startedOn, reason: why }) => `${childId} ${startedOn} ${why}`}
        columns={columns}
        empty={<p>{t.none}</p>}
      />
      <Pagination page={page} pageSize={perPage} total={total} onChange={(next) => setPage(String(next))} />
    </section>
  );
}

function useColumns(side: "in" | "out"): readonly Column<OutcomeMember>[] {
  const t = useTexts(outcomesTexts).members;
  const date = usePastDay();
  const { addressOf } = useChoice();
  const sexOf = (sex: string) => t.sexes[sex as keyof typeof t.sexes] ?? sex;
  return [
    {
      id: "child",
      header: t.child,
      rowHeader: true,
      cell: ({ externalId, childId }) => (
        <Anchor href={addressOf(`${CHILD_PATH}/${childId}`)} className="inline-flex min-h-11 items-center md:min-h-0">
          {externalId}
        </Anchor>
      ),
    },
    ...(side === "out" ? [{ id: "why", header: t.why, cell: ({ reason }: OutcomeMember) => reason ?? "–" }] : []),
    { id: "started", header: t.started, cell: ({ startedOn }) => (startedOn === null ? "–" : date(startedOn)) },
    {
      id: "ended",
      header: t.ended,
      cell: ({ endedOn, startedOn }) => (endedOn !== null ? date(endedOn) : startedOn === null ? "–" : t.still),
    },
    { id: "exit", header: t.exit, cell: ({ exitGroup }) => (exitGroup === null ? "–" : t.exits[exitGroup]) },
    { id: "age", header: t.age, cell: ({ age }) => age },
    { id: "sex", header: t.sex, cell: ({ sex }) => sexOf(sex) },
    { id: "area", header: t.area, cell: ({ area }) => area },
  ];
}
