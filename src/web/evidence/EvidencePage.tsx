import { BookOpenCheck, Download, FlaskConical, Plus } from "lucide-react";
import { useState } from "react";
import { evidenceList } from "../../contracts/evidence.ts";
import { EFFECTS, EVIDENCE_DESIGNS } from "../../core/evidence/record.ts";
import { useRead } from "../app/api.ts";
import { newId } from "../app/ids.ts";
import { FailurePage } from "../app/pages.tsx";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { Anchor } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import { DataTable } from "../ui/DataTable.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { saveFile } from "../ui/saveFile.ts";
import { type EvidenceFilter, type EvidenceRow, filterEvidence } from "./filter.ts";
import { RecordForm } from "./RecordForm.tsx";
import { StandingTags } from "./tags.tsx";
import { evidenceTexts } from "./texts.ts";

const NO_FILTER: EvidenceFilter = { search: "", found: "", design: "" };

/** What other studies found, whatever it was. */
export function EvidenceScreen() {
  const t = useTexts(evidenceTexts);
  const { today } = useLocale();
  const list = useRead(evidenceList, {});
  const [filter, setFilter] = useState(NO_FILTER);
  const [adding, setAdding] = useState<string | null>(null);
  if (list.isPending) return <Loading />;
  if (list.isError) return <FailurePage error={list.error} onRetry={() => void list.refetch()} />;
  const { items, mayAdd } = list.data;
  const shown = filterEvidence(items, filter);
  const give = () => {
    const records = shown.map(({ id, version, content }) => ({ id, version, ...content }));
    saveFile(new Blob([`${JSON.stringify(records, null, 2)}\n`]), `trenza-evidencia-${today}.json`);
  };
  return (
    <section className="grid min-w-0 gap-6">
      <header className="flex flex-wrap items-end justify-between gap-4">
        <div className="grid gap-2">
          <h1>{t.title}</h1>
          <p className="max-w-prose text-ink-soft">{t.intro}</p>
        </div>
        <div className="flex flex-wrap gap-2">
          {mayAdd && adding === null && (
            <Button tone="primary" icon={Plus} wide onPress={() => setAdding(newId())}>
              {t.add}
            </Button>
          )}
          <LinkButton tone="quiet" icon={FlaskConical} href="/estudios">
            {t.studies}
          </LinkButton>
          <Button tone="quiet" icon={Download} onPress={give}>
            {t.download}
          </Button>
        </div>
      </header>
      {adding !== null && (
        <RecordForm evidenceId={adding} version={0} onClose={() => setAdding(null)} title={t.form.add} />
      )}
      <Filters filter={filter} onChange={setFilter} />
      <p role="status" className="text-sm text-ink-soft">
        {t.filters.shown({ n: shown.length, all: items.length })}
      </p>
      <List rows={shown} />
    </section>
  );
}

interface FiltersProps {
  readonly filter: EvidenceFilter;
  readonly onChange: (filter: EvidenceFilter) => void;
}

function Filters({ filter, onChange }: FiltersProps) {
  const t = useTexts(evidenceTexts);
  const found = [
    ...EFFECTS.map((effect) => ({ value: effect, label: t.effects[effect] })),
    { value: "nothing", label: t.filters.nothing },
    { value: "corrected", label: t.filters.corrected },
  ];
  return (
    <div className="flex flex-wrap gap-4 *:grow *:basis-56 md:*:max-w-80">
      <SearchField
        label={t.filters.search}
        value={filter.search}
        onChange={(search) => onChange({ ...filter, search })}
      />
      <SelectField
        name="found"
        label={t.filters.found}
        options={found}
        placeholder={t.filters.all}
        value={filter.found}
        onChange={(value) => onChange({ ...filter, found: value })}
        width="full"
      />
      <SelectField
        name="design"
        label={t.filters.design}
        options={EVIDENCE_DESIGNS.map((design) => ({ value: design, label: t.designs[design] }))}
        placeholder={t.filters.all}
        value={filter.design}
        onChange={(design) => onChange({ ...filter, design })}
        width="full"
      />
    </div>
  );
}

function List({ rows }: { readonly rows: readonly EvidenceRow[] }) {
  const t = useTexts(evidenceTexts);
  return (
    <DataTable
      caption={t.columns.caption}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title={t.filters.none} icon={BookOpenCheck}>
          {t.filters.noneText}
        </EmptyState>
      }
      columns={[
        {
          id: "study",
          header: t.columns.study,
          rowHeader: true,
          cell: ({ id, content }) => (
            <span className="grid max-w-96">
              <Anchor href={`/evidencia/${id}`} className="inline-flex min-h-11 items-center md:min-h-0">
                {content.study}
              </Anchor>
              <span className="text-sm font-normal text-ink-soft">{content.programme}</span>
            </span>
          ),
        },
        {
          id: "design",
          header: t.columns.design,
          cell: ({ content: { design } }) => (design === null ? t.unknown : t.designs[design]),
        },
        { id: "found", header: t.columns.found, cell: (row) => <StandingTags {...row} /> },
        { id: "ratings", header: t.columns.ratings, cell: ({ content }) => content.ratings[0]?.rating ?? t.unknown },
      ]}
    />
  );
}
