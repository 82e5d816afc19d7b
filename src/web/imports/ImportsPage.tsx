import { FileUp } from "lucide-react";
import { importBatches } from "../../contracts/imports.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Panel } from "../ui/Card.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Loading } from "../ui/Loading.tsx";
import { BatchList } from "./BatchList.tsx";
import { NewLoad } from "./NewLoad.tsx";
import { importsTexts } from "./texts.ts";

/** Registry lists: check one, load it, take an earlier one back. */
export function Screen() {
  const t = useTexts(importsTexts);
  const batches = useRead(importBatches, {});
  if (batches.isPending) return <Loading />;
  if (batches.isError) return <FailurePage error={batches.error} onRetry={() => void batches.refetch()} />;
  const { items } = batches.data;
  return (
    <section className="grid max-w-4xl gap-8">
      <header className="grid gap-2">
        <h1>{t.title}</h1>
        <p className="max-w-prose text-ink-soft">{t.intro}</p>
      </header>
      <NewLoad />
      <Panel title={t.batches.title}>
        {items.length === 0 ? (
          <EmptyState title={t.batches.empty} icon={FileUp}>
            {t.batches.emptyText}
          </EmptyState>
        ) : (
          <BatchList batches={items} />
        )}
      </Panel>
    </section>
  );
}
