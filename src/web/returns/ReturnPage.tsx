import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { returnBatch } from "../../contracts/returns.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { Panel } from "../ui/Card.tsx";
import { Figures } from "../ui/Figures.tsx";
import { LinkButton } from "../ui/LinkButton.tsx";
import { Loading } from "../ui/Loading.tsx";
import { SelectField } from "../ui/SelectField.tsx";
import { BatchStateTag } from "./BatchStateTag.tsx";
import { BatchSteps } from "./BatchSteps.tsx";
import { ByChild } from "./ByChild.tsx";
import { ByRule } from "./ByRule.tsx";
import { ExportFindings } from "./ExportFindings.tsx";
import { useRuleWords } from "./ruleWords.ts";
import { returnsTexts } from "./texts.ts";
import { yearInWords, yearsInWords } from "./years.ts";

export type ReturnData = OutputOf<typeof returnBatch>;

/** One return: what was found in it, whether it counts, and the way to apply it or take it back. */
export function ReturnScreen() {
  const t = useTexts(returnsTexts);
  const batchId = useParameter("batchId");
  const answer = useRead(returnBatch, { batchId });
  if (answer.isPending) return <Loading />;
  if (answer.isError) return <FailurePage error={answer.error} onRetry={() => void answer.refetch()} />;
  const { data } = answer;
  const { batch } = data;
  return (
    <section className="grid max-w-4xl gap-6">
      <header className="grid gap-3">
        <p>
          <LinkButton href={`/declaraciones?entidad=${batch.sourceId}`} icon={ArrowLeft} tone="quiet">
            {t.batch.back}
          </LinkButton>
        </p>
        <h1>{t.list.open({ kind: t.list.kinds[batch.kind], years: yearsInWords(batch.years, batch.kind) })}</h1>
        <p className="text-lg">{batch.source}</p>
        <History data={data} />
      </header>
      <Numbers data={data} />
      <BatchSteps batch={batch} />
      <Findings data={data} />
      <NotRun rules={data.notRun} />
      <Files data={data} />
    </section>
  );
}

function History({ data: { batch } }: { readonly data: ReturnData }) {
  const t = useTexts(returnsTexts).batch;
  const { instant } = useFormats();
  const { state, checkedBy, checkedAt, appliedAt, undoneAt } = batch;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm text-ink-soft">
      <BatchStateTag state={state} />
      <span>{t.checked({ by: checkedBy, on: instant(checkedAt) })}</span>
      {state === "applied" && appliedAt !== null && <span>{t.applied({ on: instant(appliedAt) })}</span>}
      {state === "undone" && undoneAt !== null && <span>{t.undone({ on: instant(undoneAt) })}</span>}
    </div>
  );
}

function Numbers({ data }: { readonly data: ReturnData }) {
  const t = useTexts(returnsTexts).batch;
  const facts = [
    [t.rows, data.batch.rowsRead],
    [t.refused, data.batch.rowsRefused],
    [t.findings, data.batch.findings],
    [t.children, data.childrenWithFindings],
    [t.rules, data.rulesRun],
  ] as const;
  return <Figures facts={facts} />;
}

function Findings({ data }: { readonly data: ReturnData }) {
  const t = useTexts(returnsTexts).batch;
  const [view, setView] = useState("rule");
  if (data.groups.length === 0) return <p>{t.nothing}</p>;
  const { batchId } = data.batch;
  return (
    <Panel title={t.findings} actions={<ExportFindings batchId={batchId} />}>
      <SelectField
        name="vista"
        label={t.view}
        placeholder={null}
        options={[
          { value: "rule", label: t.byRule },
          { value: "child", label: t.byChild },
        ]}
        value={view}
        onChange={setView}
      />
      {view === "rule" ? <ByRule batchId={batchId} groups={data.groups} /> : <ByChild batchId={batchId} />}
    </Panel>
  );
}

function NotRun({ rules }: { readonly rules: ReturnData["notRun"] }) {
  const t = useTexts(returnsTexts).notRun;
  const say = useRuleWords();
  if (rules.length === 0) return null;
  return (
    <details className="card">
      <summary className="min-h-11 cursor-pointer px-4 py-3 font-bold">{t.title({ n: rules.length })}</summary>
      <div className="grid gap-2 px-4 pb-4">
        <p>{t.text}</p>
        <ul className="grid gap-2 text-sm">
          {rules.map((rule) => (
            <li key={rule.rule}>
              <span className="font-bold">{rule.rule}</span> {say(rule)}{" "}
              <span className="text-ink-soft">
                {t.line({ years: yearsInWords(rule.years, "rules"), missing: rule.missing.join(", ") })}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

function Files({ data: { files, tables } }: { readonly data: ReturnData }) {
  const t = useTexts(returnsTexts).batch;
  const { number } = useFormats();
  return (
    <details className="card">
      <summary className="min-h-11 cursor-pointer px-4 py-3 font-bold">{t.files}</summary>
      <div className="grid gap-4 px-4 pb-4">
        <ul className="grid gap-2 text-sm">
          {files.map((file) => (
            <li key={`${file.name} ${file.table}`} className="[overflow-wrap:anywhere]">
              <span className="font-bold">{file.name}</span>: {file.readAs}.{" "}
              {file.table === null
                ? t.notRead
                : `${file.table}, ${yearsInWords(file.years, file.table)}${file.yearFromDays ? ` (${t.yearFromDays})` : ""}, ${t.fileRows({ rows: file.rows, refused: file.refused })}`}
              {file.ignoredColumns.length > 0 && ` · ${t.ignored({ columns: file.ignoredColumns.join(", ") })}`}
            </li>
          ))}
        </ul>
        <h3>{t.tables}</h3>
        <ul className="grid gap-1 text-sm sm:grid-cols-2">
          {tables.map(({ table, year, rows }) => (
            <li key={`${table} ${year}`}>
              {table} {yearInWords(year, table)}: <span className="numeric">{number(rows)}</span>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
