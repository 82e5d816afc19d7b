import { UserPlus, UsersRound } from "lucide-react";
import { useEffect, useState } from "react";
import { type Account, accounts } from "../../contracts/accounts.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useSearchValue } from "../app/search.ts";
import { appTexts } from "../app/texts.ts";
import { useSettled } from "../households/useSettled.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { type Column, DataTable } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { StatusTag } from "../ui/StatusTag.tsx";
import { EmailText } from "./EmailText.tsx";
import { accountsTexts } from "./texts.ts";

const pauseInTyping = 300;

/** Everybody who signs in, found by name or e-mail. */
export function Screen() {
  const t = useTexts(accountsTexts);
  const [search, setSearch] = useSearchValue("buscar");
  const [typed, setTyped] = useState(search ?? "");
  const settled = useSettled({ typed }, pauseInTyping).typed;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed moves the address
  useEffect(() => {
    if (settled !== (search ?? "")) setSearch(settled);
  }, [settled]);
  const list = useRead(accounts, search ? { search: search.slice(0, 80) } : {});
  return (
    <section className="grid gap-6">
      <header className="flex flex-wrap items-end justify-between gap-4">
        <div className="grid max-w-prose gap-1">
          <h1>{t.title}</h1>
          <p className="text-ink-soft">{t.intro}</p>
        </div>
        <LinkButton tone="primary" icon={UserPlus} href="/cuentas/nueva">
          {t.addPerson}
        </LinkButton>
      </header>
      <SearchField label={t.search} value={typed} onChange={setTyped} onSubmit={setSearch} />
      {list.isPending && <Loading />}
      {list.isError && <FailurePage error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && <People rows={list.data.items} />}
      {list.data && list.data.more > 0 && <p className="text-ink-soft">{t.more({ n: list.data.more })}</p>}
    </section>
  );
}

function People({ rows }: { readonly rows: readonly Account[] }) {
  const t = useTexts(accountsTexts);
  const columns = useColumns();
  const empty = (
    <EmptyState title={t.empty} icon={UsersRound}>
      {t.emptyText}
    </EmptyState>
  );
  return (
    <DataTable
      caption={t.caption}
      hideCaption
      columns={columns}
      rows={rows}
      rowKey={(row) => row.userId}
      empty={empty}
    />
  );
}

function useColumns(): readonly Column<Account>[] {
  const t = useTexts(accountsTexts);
  const { date } = useFormats();
  return [
    {
      id: "person",
      header: t.columns.person,
      rowHeader: true,
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Anchor href={`/cuentas/${row.userId}`}>{row.name}</Anchor>
          {row.own && <StatusTag tone="info">{t.you}</StatusTag>}
          {row.closedOn && <StatusTag>{t.closed}</StatusTag>}
        </span>
      ),
    },
    { id: "email", header: t.columns.email, cell: (row) => <EmailText email={row.email} /> },
    { id: "roles", header: t.columns.roles, cell: (row) => <RoleNames account={row} /> },
    {
      id: "last",
      header: t.columns.lastSignIn,
      cell: (row) => (row.lastSignInOn ? date(row.lastSignInOn) : t.never),
    },
    { id: "second", header: t.columns.secondFactor, cell: (row) => (row.secondFactor ? t.yes : t.no) },
  ];
}

function RoleNames({ account }: { readonly account: Account }) {
  const t = useTexts(accountsTexts);
  const names = useTexts(appTexts).roles;
  const { date } = useFormats();
  const held = account.roles.filter(({ when }) => when !== "past");
  if (held.length === 0) return <span className="text-ink-soft">{t.noRoles}</span>;
  return (
    <ul className="grid gap-1">
      {held.map(({ grantId, role, place, when, from, lastDay }) => (
        <li key={grantId}>
          {names[role]} · {place}
          {when === "coming" && ` · ${t.coming({ day: date(from) })}`}
          {lastDay && ` · ${t.until({ day: date(lastDay) })}`}
        </li>
      ))}
    </ul>
  );
}
