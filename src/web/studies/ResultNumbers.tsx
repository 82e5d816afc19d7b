import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Panel } from "../ui/Card.tsx";
import { DataTable } from "../ui/DataTable.tsx";
import type { StudyFigure as Figure } from "./resultTable.ts";
import { resultTexts } from "./texts.result.ts";
import { type Found, useCount, useSay } from "./words.tsx";

/** Both groups, who was left out, every figure with how it was reckoned, and what the words mean. */
export function ResultNumbers({ found }: { readonly found: Found }) {
  const t = useTexts(resultTexts).result;
  const say = useSay();
  const count = useCount();
  return (
    <Panel title={t.numbers}>
      <Groups groups={found.groups} />
      {found.excluded.length > 0 && (
        <div>
          <h3>{t.excluded}</h3>
          <ul className="list-disc pl-5">
            {found.excluded.map(({ reason, n }) => (
              <li key={reason.es}>
                {say(reason)}: <span className="numeric">{count(n)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <FigureTable caption={t.figures} figures={found.numbers} />
      {found.glossary.length > 0 && (
        <details className="rounded-md border border-line">
          <summary className="min-h-11 cursor-pointer px-4 py-2.5 font-bold text-teal">{t.glossary}</summary>
          <dl className="grid gap-3 px-4 pb-4">
            {found.glossary.map(({ term, meaning }) => (
              <div key={term.es}>
                <dt className="font-bold">{say(term)}</dt>
                <dd className="max-w-prose">{say(meaning)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </Panel>
  );
}

function Groups({ groups }: Pick<Found, "groups">) {
  const t = useTexts(resultTexts).result;
  const { number } = useFormats();
  const count = useCount();
  if (groups.length === 0) return null;
  return (
    <DataTable
      caption={t.groups}
      rows={groups}
      rowKey={({ arm }) => arm}
      columns={[
        { id: "arm", header: t.arm, rowHeader: true, cell: ({ arm }) => t.arms[arm] },
        { id: "n", header: t.n, align: "end", cell: ({ n }) => count(n) },
        { id: "missing", header: t.missing, align: "end", cell: ({ missing }) => count(missing) },
        { id: "mean", header: t.mean, align: "end", cell: ({ mean }) => (mean === null ? "—" : number(mean, 2)) },
      ]}
    />
  );
}

interface FigureTableProps {
  readonly caption: string;
  readonly figures: readonly Figure[];
}

/** Figures with their interval and how they were reckoned. */
export function FigureTable({ caption, figures }: FigureTableProps) {
  const t = useTexts(resultTexts).result;
  const say = useSay();
  const { number } = useFormats();
  if (figures.length === 0) return null;
  const value = ({ value: known, unit }: Figure) => (known === null ? "—" : `${number(known, 2)} ${say(unit)}`.trim());
  const interval = ({ low, high }: Figure) =>
    low === null || high === null ? "—" : t.between({ low: number(low, 2), high: number(high, 2) });
  return (
    <DataTable
      caption={caption}
      hideCaption
      rows={figures}
      rowKey={({ label, unit }) => `${label.es} ${unit.es}`}
      columns={[
        { id: "figure", header: t.figure, rowHeader: true, cell: ({ label }) => say(label) },
        { id: "value", header: t.value, align: "end", cell: value },
        { id: "interval", header: t.interval, align: "end", cell: interval },
        {
          id: "method",
          header: t.method,
          cell: ({ method }) => <span className="text-sm text-ink-soft">{say(method)}</span>,
        },
      ]}
    />
  );
}
