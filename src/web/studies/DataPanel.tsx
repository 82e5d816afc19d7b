import { takeStudySnapshot } from "../../contracts/studies.ts";
import { useSaving } from "../app/useSaving.ts";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { Panel } from "../ui/Card.tsx";
import { DataTable } from "../ui/DataTable.tsx";
import { useToast } from "../ui/Toast.tsx";
import { contentOf, type StudyData } from "./contents.ts";
import { studiesTexts } from "./texts.ts";
import { HashText, useCount } from "./words.tsx";

type Data = NonNullable<StudyData["data"]>;

/** What the study's data are like: how many, and how families were on entering. Never a row, never what came after. */
export function DataPanel({ data }: { readonly data: StudyData }) {
  const t = useTexts(studiesTexts).data;
  const mayTake =
    data.mayWrite && data.state === "draft" && contentOf(data, "population")?.from === "records" && !data.allocation;
  return (
    <Panel title={t.title}>
      {data.data === null ? (
        <div>
          <p>{t.none}</p>
          <p className="text-ink-soft">{t.noneText}</p>
        </div>
      ) : (
        <Told data={data.data} columns={data.columns} />
      )}
      {mayTake && <TakeData data={data} />}
    </Panel>
  );
}

function TakeData({ data }: { readonly data: StudyData }) {
  const t = useTexts(studiesTexts).data;
  const toast = useToast();
  const saving = useSaving(takeStudySnapshot);
  const take = () =>
    void saving.save(
      { studyId: data.id, baseVersion: data.version },
      (output) => output && toast({ text: t.takenToast, tone: "good" }),
    );
  return (
    <div className="grid gap-3">
      {saving.errors.map(({ message }) => (
        <Banner key={message} tone="soon" live>
          {message}
        </Banner>
      ))}
      <div>
        <Button wide busy={saving.pending} onPress={take}>
          {data.data === null ? t.take : t.takeAgain}
        </Button>
      </div>
    </div>
  );
}

interface ToldProps {
  readonly data: Data;
  readonly columns: StudyData["columns"];
}

function Told({ data, columns }: ToldProps) {
  const t = useTexts(studiesTexts).data;
  const { instant } = useFormats();
  const count = useCount();
  const facts = [
    [t.rows, data.rows],
    [t.programme, data.programme],
    [t.comparison, data.comparison],
    [t.alike, data.smallestGroup],
  ] as const;
  return (
    <div className="grid gap-4">
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 md:grid-cols-4">
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name} className="grid content-start">
                <dt className="text-sm text-ink-soft">{name}</dt>
                <dd className="numeric text-xl font-bold">{count(value)}</dd>
              </div>
            ),
        )}
      </dl>
      <p className="text-sm text-ink-soft">
        {t.taken({ when: instant(data.takenAt) })} {t.hash} <HashText>{data.sha256}</HashText>
      </p>
      {data.excluded.length > 0 && (
        <div>
          <h3>{t.excluded}</h3>
          <ul className="list-disc pl-5">
            {data.excluded.map(({ reason, label, n }) => (
              <li key={reason}>
                {label}: <span className="numeric">{count(n)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {data.columns.length > 0 && <Spread data={data} columns={columns} />}
    </div>
  );
}

function Spread({ data, columns }: ToldProps) {
  const t = useTexts(studiesTexts).data;
  const count = useCount();
  const say = useSpread();
  const labels = new Map(columns.map(({ name, label }) => [name, label]));
  return (
    <details className="rounded-md border border-line">
      <summary className="min-h-11 cursor-pointer px-4 py-2.5 font-bold text-teal">{t.columns}</summary>
      <div className="grid gap-3 px-4 pb-4">
        <p className="text-sm text-ink-soft">{t.columnsText}</p>
        <DataTable
          caption={t.columns}
          hideCaption
          rows={data.columns}
          rowKey={({ name }) => name}
          columns={[
            { id: "column", header: t.column, rowHeader: true, cell: ({ name }) => labels.get(name) || name },
            { id: "spread", header: t.spread, cell: say },
            { id: "missing", header: t.missing, align: "end", cell: ({ missing }) => count(missing) },
          ]}
        />
      </div>
    </details>
  );
}

/** «media 41,2 (varía unos 9,8)», «norte 45, sur 30». */
function useSpread(): (column: Data["columns"][number]) => string {
  const t = useTexts(studiesTexts).data;
  const { number } = useFormats();
  const count = useCount();
  return ({ mean, deviation, levels }) => {
    if (levels.length > 0) return levels.map(({ value, n }) => `${value} ${count(n)}`).join(", ");
    if (mean === null) return "—";
    return deviation === null
      ? t.onlyMean({ mean: number(mean, 2) })
      : t.mean({ mean: number(mean, 2), deviation: number(deviation, 2) });
  };
}
