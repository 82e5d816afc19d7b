import type { ReportEntry } from "../../core/instruments/xlsform/report.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Panel } from "../ui/Card.tsx";
import { DataTable } from "../ui/DataTable.tsx";
import { instrumentsTexts } from "./texts.ts";

const LEVELS = ["not_run", "changed", "info"] as const;

/** What the import did with each cell, the gravest first. */
export function ImportReport({ report }: { readonly report: unknown }) {
  const t = useTexts(instrumentsTexts).one;
  if (!Array.isArray(report)) {
    return (
      <Panel title={t.report}>
        <p className="text-ink-soft">{t.noReport}</p>
      </Panel>
    );
  }
  const entries = report as readonly ReportEntry[];
  return (
    <Panel title={t.report}>
      <p className="text-ink-soft">{entries.length === 0 ? t.reportEmpty : t.reportHint}</p>
      {LEVELS.map((level) => (
        <Level key={level} level={level} entries={entries.filter((entry) => entry.level === level)} />
      ))}
    </Panel>
  );
}

function placeOf({ sheet, row, column }: ReportEntry, say: (place: { sheet: string; row: number }) => string): string {
  const place = row === null ? sheet : say({ sheet, row });
  return column === null ? place : `${place}, ${column}`;
}

function Level({
  level,
  entries,
}: {
  readonly level: (typeof LEVELS)[number];
  readonly entries: readonly ReportEntry[];
}) {
  const t = useTexts(instrumentsTexts).one;
  if (entries.length === 0) return null;
  const rows = entries.map((entry, at) => ({ ...entry, at }));
  return (
    <DataTable
      caption={`${t.level[level]} (${entries.length})`}
      rows={rows}
      rowKey={({ at }) => String(at)}
      columns={[
        { id: "where", header: t.where, rowHeader: true, cell: (entry) => placeOf(entry, t.row) },
        { id: "found", header: t.found, cell: ({ value }) => <span className="wrap-anywhere">{value}</span> },
        { id: "became", header: t.became, cell: ({ reason }) => reason },
      ]}
    />
  );
}
