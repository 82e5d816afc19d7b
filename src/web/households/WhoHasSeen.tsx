import { useState } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { whoHasSeen } from "../../contracts/families.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { type Column, DataTable } from "../ui/DataTable.tsx";
import { IdentityBar } from "../ui/IdentityBar.tsx";
import { Loading } from "../ui/Loading.tsx";
import { StatusTag } from "../ui/StatusTag.tsx";
import { householdsTexts } from "./texts.ts";

type Reading = OutputOf<typeof whoHasSeen>["readings"][number];

/** Every opening of a family's file: who, with which role, when, and what they looked at. */
export function Screen() {
  const t = useTexts(householdsTexts);
  const id = useParameter("id");
  const [before, setBefore] = useState<string>();
  const seen = useRead(whoHasSeen, { householdId: id, ...(before && { before }) });
  const columns = useColumns();
  if (seen.isPending) return <Loading />;
  if (seen.isError) return <FailurePage error={seen.error} onRetry={() => void seen.refetch()} />;
  const { household, readings, next } = seen.data;
  return (
    <>
      <IdentityBar
        name={household.name}
        code={household.code}
        back={{ href: `/familias/${id}`, label: t.backToFile }}
      />
      <p className="text-ink-soft">{t.seen.intro}</p>
      <DataTable
        caption={t.seen.title}
        columns={columns}
        rows={readings}
        rowKey={(row) => `${row.at} ${row.name} ${row.query}`}
        empty={<p className="text-ink-soft">{t.seen.empty}</p>}
      />
      {next && (
        <div>
          <Button onPress={() => setBefore(next)}>{t.seen.next}</Button>
        </div>
      )}
    </>
  );
}

function useColumns(): readonly Column<Reading>[] {
  const t = useTexts(householdsTexts).seen;
  const { instant, number } = useFormats();
  const roleName = (role: string) => t.roles[role as keyof typeof t.roles] ?? role;
  const queryName = (query: string) => t.queries[query as keyof typeof t.queries] ?? t.queries.other;
  return [
    { id: "when", header: t.columns.when, cell: (row) => instant(row.at) },
    { id: "who", header: t.columns.who, rowHeader: true, cell: (row) => row.name },
    { id: "role", header: t.columns.role, cell: (row) => row.roles.map(roleName).join(", ") || "—" },
    { id: "what", header: t.columns.what, cell: (row) => queryName(row.query) },
    { id: "times", header: t.columns.times, align: "end", cell: (row) => number(row.times) },
    {
      id: "reason",
      header: t.columns.reason,
      cell: (row) => (
        <span className="flex flex-wrap gap-2">
          {row.emergency && <StatusTag tone="soon">{t.emergency}</StatusTag>}
          {row.reason ?? (row.emergency ? null : "—")}
        </span>
      ),
    },
  ];
}
