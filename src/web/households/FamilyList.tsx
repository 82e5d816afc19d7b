import { Users } from "lucide-react";
import { useEffect, useState } from "react";
import { type FamilyLine, families } from "../../contracts/families.ts";
import { territories } from "../../contracts/territories.ts";
import { go, useSearch } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { withParameters } from "../app/request.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { usePacks } from "../packs/usePack.ts";
import { Anchor } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import { type Column, DataTable } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Loading } from "../ui/Loading.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { StatusTag } from "../ui/StatusTag.tsx";
import { householdsTexts } from "./texts.ts";
import { useSettled } from "./useSettled.ts";

/** The list's state lives in the address, so that it can be shared and gone back to. */
interface Search {
  readonly buscar?: string | undefined;
  readonly mostrar?: string | undefined;
  readonly lugar?: string | undefined;
  readonly desde?: string | undefined;
}
const SITUATIONS = ["open", "closed", "without_case"] as const;
const pauseInTyping = 300;

/** Families the reader may see, found by name, sound or code. */
export function Screen() {
  const t = useTexts(householdsTexts);
  const search: Search = useSearch();
  const show = (next: Search) => go(withParameters("/familias", next), { replace: true });
  const situation = SITUATIONS.find((known) => known === search.mostrar);
  const list = useRead(families, {
    ...(search.buscar && { search: search.buscar.slice(0, 80) }),
    ...(situation && { situation }),
    ...(search.mostrar === "mine" && { mine: true }),
    ...(search.lugar && { territoryId: search.lugar }),
    ...(search.desde && { after: search.desde }),
  });
  return (
    <section className="grid gap-6">
      <h1>{t.families}</h1>
      <Filters search={search} onChange={(part) => show({ ...search, desde: undefined, ...part })} />
      {list.isPending && <Loading />}
      {list.isError && <FailurePage error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && <Families rows={list.data.items} searched={Boolean(search.buscar)} />}
      <div className="flex flex-wrap gap-2">
        {search.desde && <Button onPress={() => show({ ...search, desde: undefined })}>{t.list.first}</Button>}
        {list.data?.next && (
          <Button onPress={() => show({ ...search, desde: list.data.next ?? undefined })}>{t.list.next}</Button>
        )}
      </div>
    </section>
  );
}

interface FiltersProps {
  readonly search: Search;
  readonly onChange: (part: Search) => void;
}

function Filters({ search, onChange }: FiltersProps) {
  const t = useTexts(householdsTexts).list;
  const [typed, setTyped] = useState(search.buscar ?? "");
  const settled = useSettled({ typed }, pauseInTyping).typed;
  const places = useRead(territories, {});
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed moves the address
  useEffect(() => {
    if (settled !== (search.buscar ?? "")) onChange({ buscar: settled || undefined });
  }, [settled]);
  const situations = [
    ...SITUATIONS.map((value) => ({ value: value as string, label: t.situations[value] })),
    { value: "mine", label: t.mine },
  ];
  const items = places.data?.items ?? [];
  return (
    <div className="grid gap-4">
      <SearchField
        label={t.search}
        value={typed}
        onChange={setTyped}
        onSubmit={(text) => onChange({ buscar: text || undefined })}
      />
      <div className="grid gap-4 sm:grid-cols-2 lg:max-w-2xl">
        <SelectField
          name="situation"
          label={t.show}
          value={search.mostrar ?? ""}
          placeholder={t.situations.all}
          options={situations}
          onChange={(value) => onChange({ mostrar: value || undefined })}
        />
        {items.length > 1 && (
          <SelectField
            name="place"
            label={t.place}
            value={search.lugar ?? ""}
            placeholder={t.allPlaces}
            options={items.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(value) => onChange({ lugar: value || undefined })}
          />
        )}
      </div>
    </div>
  );
}

function Families({ rows, searched }: { readonly rows: readonly FamilyLine[]; readonly searched: boolean }) {
  const t = useTexts(householdsTexts).list;
  const title = useTexts(householdsTexts).families;
  const empty = (
    <EmptyState title={searched ? t.notFound : t.empty} icon={Users}>
      {searched ? t.notFoundText : t.emptyText}
    </EmptyState>
  );
  const columns = useColumns(rows);
  return <DataTable caption={title} hideCaption columns={columns} rows={rows} rowKey={(row) => row.id} empty={empty} />;
}

function useColumns(rows: readonly FamilyLine[]): readonly Column<FamilyLine>[] {
  const t = useTexts(householdsTexts).list;
  const { date } = useFormats();
  const wordsOf = usePacks(rows.map((row) => row.packVersionId));
  return [
    {
      id: "family",
      header: t.columns.family,
      rowHeader: true,
      cell: (row) => (
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Anchor href={`/familias/${row.id}`}>{row.name}</Anchor>
          {row.openAlerts > 0 && <StatusTag tone="soon">{t.alerts({ n: row.openAlerts })}</StatusTag>}
        </span>
      ),
    },
    {
      id: "code",
      header: t.columns.code,
      cell: (row) => <span className="numeric whitespace-nowrap">{row.code}</span>,
    },
    { id: "stage", header: t.columns.stage, cell: (row) => stageOf(row, wordsOf(row.packVersionId).say, t) },
    { id: "place", header: t.columns.place, cell: (row) => row.territoryName },
    { id: "lead", header: t.columns.lead, cell: (row) => row.lead ?? "—" },
    { id: "members", header: t.columns.members, align: "end", hideOnPhone: true, cell: (row) => row.members },
    {
      id: "last",
      header: t.columns.last,
      cell: (row) => (
        <span className="whitespace-nowrap">{row.lastSessionOn ? date(row.lastSessionOn) : t.noVisit}</span>
      ),
    },
  ];
}

function stageOf(row: FamilyLine, say: (key: string) => string, words: { closed: string; noCase: string }): string {
  if (row.stage === null) return words.noCase;
  return row.closedOn ? words.closed : say(`stage.${row.stage}`);
}
