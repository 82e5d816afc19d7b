import { useEffect, useRef, useState } from "react";
import type { RegistryCheck } from "../../contracts/imports.ts";
import { fieldNames } from "../../contracts/importTelling.ts";
import { useFormats, useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Figures } from "../ui/Figures.tsx";
import { FindingGroups } from "./FindingGroups.tsx";
import { importsTexts } from "./texts.ts";

interface CheckResultProps {
  readonly check: RegistryCheck;
  readonly loading: boolean;
  readonly onLoad: () => void;
  readonly onAnother: () => void;
}

/** What loading the list would do, and the one button that does it. */
export function CheckResult({ check, loading, onLoad, onAnother }: CheckResultProps) {
  const t = useTexts(importsTexts).found;
  const { date } = useFormats();
  const [asking, setAsking] = useState(false);
  const start = useRef<HTMLDivElement>(null);
  // The form that was here is gone and the focus with it: reading goes on where the answer begins.
  useEffect(() => start.current?.focus(), []);
  const mayLoad = check.families > 0 && check.loadedOn === null;
  return (
    <Panel title={t.title}>
      <div ref={start} tabIndex={-1} className="outline-none">
        <Banner tone={mayLoad ? "good" : "soon"} title={t.enter({ families: check.families, people: check.people })}>
          <p className="[overflow-wrap:anywhere]">{t.file({ name: check.fileName, readAs: check.readAs })}</p>
          {check.loadedOn !== null && <p>{t.loadedBefore({ on: date(check.loadedOn) })}</p>}
        </Banner>
      </div>
      <Numbers check={check} />
      <div className="flex flex-wrap gap-3">
        {mayLoad && (
          <Button tone="primary" wide busy={loading} onPress={() => setAsking(true)}>
            {t.load({ n: check.families })}
          </Button>
        )}
        <Button wide onPress={onAnother}>
          {t.another}
        </Button>
      </div>
      {check.groups.length === 0 ? <p>{t.nothingWrong}</p> : <p>{t.wholeFamilies}</p>}
      <FindingGroups groups={check.groups} findings={check.findings} />
      <ColumnsRead check={check} />
      <ConfirmDialog
        open={asking}
        title={t.confirmTitle}
        confirm={t.load({ n: check.families })}
        onConfirm={() => {
          setAsking(false);
          onLoad();
        }}
        onClose={() => setAsking(false)}
      >
        <p>{t.confirmText({ families: check.families, people: check.people })}</p>
      </ConfirmDialog>
    </Panel>
  );
}

function Numbers({ check }: { readonly check: RegistryCheck }) {
  const t = useTexts(importsTexts).found;
  const facts = [
    [t.rows, check.rows],
    [t.families, check.families],
    [t.people, check.people],
    [t.refused, check.refusedRows],
    [t.skipped, check.skippedRows],
  ] as const;
  return <Figures facts={facts} />;
}

function ColumnsRead({ check }: { readonly check: RegistryCheck }) {
  const t = useTexts(importsTexts).found;
  const { language } = useLocale();
  return (
    <details className="card">
      <summary className="min-h-11 cursor-pointer px-4 py-3 font-bold">{t.columns}</summary>
      <ul className="grid gap-1 px-4 pb-4 text-sm">
        {check.columns.map(({ heading, field }) => (
          <li key={heading} className="[overflow-wrap:anywhere]">
            {field === null ? t.columnNot({ heading }) : t.columnRead({ heading, field: fieldNames[field][language] })}
          </li>
        ))}
      </ul>
    </details>
  );
}
