import { Inbox, Plus } from "lucide-react";
import type { OutputOf } from "../../contracts/contract.ts";
import { type ReferralState, referrals } from "../../contracts/referrals.ts";
import { go, useSearch } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { withParameters } from "../app/request.ts";
import { useMay } from "../app/session.tsx";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import { type Column, DataTable } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { ReferralStateTag } from "./ReferralStateTag.tsx";
import { referralsTexts } from "./texts.ts";

type Answer = OutputOf<typeof referrals>;
type Row = Answer["items"][number];
const STATES = ["received", "screened", "accepted", "declined", "redirected"] as const;

interface Search {
  readonly estado?: string;
  readonly desde?: string;
}

/** Referrals of the reader's places, newest first; the filter and the page are in the address. */
export function Screen() {
  const t = useTexts(referralsTexts);
  const search: Search = useSearch();
  const mayRegister = useMay("referral.register");
  const state = STATES.find((known) => known === search.estado);
  const list = useRead(referrals, { ...(state && { state }), ...(search.desde && { after: search.desde }) });
  const show = (next: Search) => go(withParameters("/derivaciones", next));
  if (list.isPending) return <Loading />;
  if (list.isError) return <FailurePage error={list.error} onRetry={() => void list.refetch()} />;
  const { next } = list.data;
  return (
    <section className="grid gap-6">
      <header className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1>{t.title}</h1>
          <p className="max-w-prose text-ink-soft">{t.intro}</p>
        </div>
        {mayRegister && (
          <LinkButton href="/derivaciones/nueva" tone="primary" icon={Plus}>
            {t.register}
          </LinkButton>
        )}
      </header>
      <StateFilter counts={list.data.counts} state={state} onChange={(estado) => show(estado ? { estado } : {})} />
      <Referrals rows={list.data.items} />
      <div className="flex flex-wrap gap-2">
        {search.desde && <Button onPress={() => show(state ? { estado: state } : {})}>{t.first}</Button>}
        {next && <Button onPress={() => show({ ...(state && { estado: state }), desde: next })}>{t.next}</Button>}
      </div>
    </section>
  );
}

interface StateFilterProps {
  readonly counts: Answer["counts"];
  readonly state: ReferralState | undefined;
  readonly onChange: (state: ReferralState | undefined) => void;
}

function StateFilter({ counts, state, onChange }: StateFilterProps) {
  const t = useTexts(referralsTexts);
  const total = STATES.reduce((sum, known) => sum + counts[known], 0);
  const options = STATES.map((known) => ({
    value: known,
    label: t.counted({ name: t.states[known], n: counts[known] }),
  }));
  return (
    <SelectField
      name="state"
      label={t.filter}
      value={state ?? ""}
      placeholder={t.counted({ name: t.all, n: total })}
      options={options}
      onChange={(value) => onChange(STATES.find((known) => known === value))}
    />
  );
}

function Referrals({ rows }: { readonly rows: readonly Row[] }) {
  const t = useTexts(referralsTexts);
  const { date } = useFormats();
  const columns: readonly Column<Row>[] = [
    {
      id: "family",
      header: t.columns.family,
      rowHeader: true,
      cell: (row) => <Anchor href={`/derivaciones/${row.id}`}>{row.familyName}</Anchor>,
    },
    {
      id: "code",
      header: t.columns.code,
      cell: (row) => <span className="numeric whitespace-nowrap">{row.code}</span>,
    },
    {
      id: "received",
      header: t.columns.received,
      cell: (row) => <span className="whitespace-nowrap">{date(row.receivedOn)}</span>,
    },
    { id: "source", header: t.columns.source, cell: (row) => t.sources[row.source] },
    { id: "place", header: t.columns.place, cell: (row) => row.territoryName },
    { id: "state", header: t.columns.state, cell: (row) => <ReferralStateTag state={row.state} /> },
  ];
  const empty = (
    <EmptyState title={t.empty} icon={Inbox}>
      {t.emptyText}
    </EmptyState>
  );
  return (
    <DataTable caption={t.title} hideCaption columns={columns} rows={rows} rowKey={(row) => row.id} empty={empty} />
  );
}
