import { Undo2 } from "lucide-react";
import { useState } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { type importBatches, undoImport } from "../../contracts/imports.ts";
import { useSaving } from "../app/useSaving.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { StatusTag } from "../ui/StatusTag.tsx";
import { FindingGroups } from "./FindingGroups.tsx";
import { importsTexts } from "./texts.ts";

type Batch = OutputOf<typeof importBatches>["items"][number];
type Undone = OutputOf<typeof undoImport>;

const PLACES_SHOWN = 3;

/** Loads made before, each with what was found and the way to take it back. */
export function BatchList({ batches }: { readonly batches: readonly Batch[] }) {
  const t = useTexts(importsTexts).batches;
  const [asked, setAsked] = useState<Batch | null>(null);
  const [undone, setUndone] = useState<Undone | null>(null);
  const saving = useSaving(undoImport);
  const undo = (batch: Batch) => {
    const input = { batchId: batch.batchId };
    void saving.save(input, setUndone).finally(() => setAsked(null));
  };
  return (
    <div className="grid gap-4">
      {undone && <WhatBecame undone={undone} />}
      {saving.errors.map(({ message }) => (
        <Banner key={message} tone="soon" live>
          {message}
        </Banner>
      ))}
      <ul className="grid gap-4">
        {batches.map((batch) => (
          <li key={batch.batchId}>
            <OneBatch batch={batch} onUndo={() => setAsked(batch)} />
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={asked !== null}
        title={t.undoTitle}
        confirm={t.undoConfirm}
        danger
        busy={saving.pending}
        onConfirm={() => asked && undo(asked)}
        onClose={() => setAsked(null)}
      >
        {asked && <p>{t.undoText({ families: asked.families, name: asked.fileName })}</p>}
      </ConfirmDialog>
    </div>
  );
}

function WhatBecame({ undone }: { readonly undone: Undone }) {
  const t = useTexts(importsTexts).batches;
  const kept = undone.kept.length + undone.keptOutOfSight;
  return (
    <Banner tone={kept > 0 ? "soon" : "good"} live title={t.removed({ n: undone.removed })}>
      {kept > 0 && (
        <>
          <p className="font-bold">{t.keptTitle({ n: kept })}</p>
          <p>{t.keptText}</p>
          <ul className="list-disc pl-5">
            {undone.kept.map(({ householdId, code, name }) => (
              <li key={householdId}>
                <Anchor href={`/familias/${householdId}`}>
                  {name} · {code}
                </Anchor>
              </li>
            ))}
            {undone.keptOutOfSight > 0 && <li>{t.keptOutOfSight({ n: undone.keptOutOfSight })}</li>}
          </ul>
        </>
      )}
    </Banner>
  );
}

function OneBatch({ batch, onUndo }: { readonly batch: Batch; readonly onUndo: () => void }) {
  const t = useTexts(importsTexts).batches;
  const { instant, number } = useFormats();
  const facts = [
    [t.families, batch.families],
    [t.people, batch.people],
    [t.refused, batch.refusedRows],
  ] as const;
  return (
    <article className="card grid gap-3 p-4">
      <header className="flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0">
          <h3 className="[overflow-wrap:anywhere]">{batch.fileName}</h3>
          <p className="text-sm text-ink-soft">
            {instant(batch.importedAt)} · {batch.importedBy} · <Places places={batch.places} />
          </p>
        </div>
        <StatusTag tone={batch.state === "applied" ? "good" : "neutral"}>
          {batch.state === "applied" ? t.applied : t.undone}
        </StatusTag>
      </header>
      <dl className="grid grid-cols-3 gap-4 md:max-w-md">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-sm text-ink-soft">{name}</dt>
            <dd className="numeric font-bold">{number(value)}</dd>
          </div>
        ))}
      </dl>
      {batch.undoneAt !== null && (
        <p className="text-sm text-ink-soft">
          {t.undoneBy({ who: batch.undoneBy ?? "", on: instant(batch.undoneAt) })}
          {batch.familiesHere > 0 && ` · ${t.kept({ n: batch.familiesHere })}`}
        </p>
      )}
      <div className="flex flex-wrap items-start justify-between gap-3">
        <details className="min-w-0 grow basis-64">
          <summary className="min-h-11 cursor-pointer py-2 font-bold">{t.reasons}</summary>
          <FindingGroups groups={batch.groups} />
        </details>
        {batch.state === "applied" && (
          <Button icon={Undo2} onPress={onUndo} aria-label={t.undoFor({ name: batch.fileName })}>
            {t.undo}
          </Button>
        )}
      </div>
    </article>
  );
}

function Places({ places }: { readonly places: readonly string[] }) {
  const t = useTexts(importsTexts).batches;
  const shown = places.slice(0, PLACES_SHOWN).join(", ");
  const rest = places.length - PLACES_SHOWN;
  return rest > 0 ? `${shown} ${t.morePlaces({ n: rest })}` : shown;
}
