import { FileUp } from "lucide-react";
import { useState } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { careSources, returnBatches } from "../../contracts/returns.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useSearchValue } from "../app/search.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import { DataTable } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Loading } from "../ui/Loading.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { BatchStateTag } from "./BatchStateTag.tsx";
import { NewReturn } from "./NewReturn.tsx";
import { RegisterSource } from "./RegisterSource.tsx";
import { returnsTexts } from "./texts.ts";
import { yearsInWords } from "./years.ts";

type Sources = OutputOf<typeof careSources>;

/** Official returns: whose, a new one, and those before. */
export function ReturnsScreen() {
  const t = useTexts(returnsTexts);
  const sources = useRead(careSources, {});
  const [chosen, choose] = useSearchValue("entidad");
  if (sources.isPending) return <Loading />;
  if (sources.isError) return <FailurePage error={sources.error} onRetry={() => void sources.refetch()} />;
  const { items, territories } = sources.data;
  const source = items.find(({ sourceId }) => sourceId === chosen) ?? items[0];
  return (
    <section className="grid max-w-4xl gap-8">
      <header className="grid gap-2">
        <h1>{t.title}</h1>
        <p className="max-w-prose text-ink-soft">{t.intro}</p>
      </header>
      <Source sources={items} source={source} territories={territories} onChoose={choose} />
      {source?.mayImport && <NewReturn key={source.sourceId} sourceId={source.sourceId} />}
      {source && <Earlier sourceId={source.sourceId} />}
    </section>
  );
}

interface SourceProps {
  readonly sources: Sources["items"];
  readonly source: Sources["items"][number] | undefined;
  readonly territories: Sources["territories"];
  readonly onChoose: (sourceId: string) => void;
}

function Source({ sources, source, territories, onChoose }: SourceProps) {
  const t = useTexts(returnsTexts).source;
  const { date } = useFormats();
  const [adding, setAdding] = useState(false);
  const mayRegister = territories.length > 0;
  const registered = (sourceId: string) => {
    setAdding(false);
    onChoose(sourceId);
  };
  if (!source || adding) {
    return (
      <Panel title={source ? t.another : t.none}>
        {!source && <p>{t.noneText}</p>}
        {mayRegister && <RegisterSource territories={territories} onRegistered={registered} />}
        {source && (
          <div>
            <Button tone="quiet" onPress={() => setAdding(false)}>
              {source.name}
            </Button>
          </div>
        )}
      </Panel>
    );
  }
  const { children, factsUntil } = source;
  return (
    <Panel
      title={sources.length > 1 ? t.title : source.name}
      actions={
        mayRegister && (
          <Button tone="quiet" onPress={() => setAdding(true)}>
            {t.another}
          </Button>
        )
      }
    >
      {sources.length > 1 && (
        <SelectField
          name="entidad"
          label={t.label}
          placeholder={null}
          options={sources.map(({ sourceId, name }) => ({ value: sourceId, label: name }))}
          value={source.sourceId}
          onChange={onChoose}
        />
      )}
      <p className="text-ink-soft">
        {factsUntil === null ? t.noFacts : t.facts({ children, until: date(factsUntil) })}
      </p>
    </Panel>
  );
}

function Earlier({ sourceId }: { readonly sourceId: string }) {
  const t = useTexts(returnsTexts);
  const { instant, number } = useFormats();
  const batches = useRead(returnBatches, { sourceId });
  if (batches.isPending) return <Loading />;
  if (batches.isError) return <FailurePage error={batches.error} onRetry={() => void batches.refetch()} />;
  return (
    <DataTable
      caption={t.list.title}
      rows={batches.data.items}
      rowKey={({ batchId }) => batchId}
      empty={
        <EmptyState title={t.list.empty} icon={FileUp}>
          {t.list.emptyText}
        </EmptyState>
      }
      columns={[
        {
          id: "kind",
          header: t.list.kind,
          rowHeader: true,
          cell: (batch) => (
            <Anchor href={`/declaraciones/${batch.batchId}`} className="inline-flex min-h-11 items-center md:min-h-0">
              {t.list.open({ kind: t.list.kinds[batch.kind], years: yearsInWords(batch.years, batch.kind) })}
            </Anchor>
          ),
        },
        { id: "when", header: t.list.when, cell: ({ checkedAt }) => instant(checkedAt) },
        { id: "state", header: t.list.state, cell: ({ state }) => <BatchStateTag state={state} /> },
        { id: "rows", header: t.list.rows, align: "end", cell: ({ rowsRead }) => number(rowsRead) },
        { id: "findings", header: t.list.findings, align: "end", cell: ({ findings }) => number(findings) },
      ]}
    />
  );
}
