import { useState } from "react";
import type { OutputOf } from "../../contracts/contract.ts";
import { returnFindings } from "../../contracts/returns.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Loading } from "../ui/Loading.tsx";
import { PagesOf } from "./PagesOf.tsx";
import { useRuleWords } from "./ruleWords.ts";
import { returnsTexts } from "./texts.ts";
import { yearInWords } from "./years.ts";

type Finding = OutputOf<typeof returnFindings>["items"][number];

interface FindingListProps {
  readonly batchId: string;
  readonly rule?: string;
  readonly child?: string;
}

/** Rows with something found, of one rule or of one child. */
export function FindingList({ batchId, rule, child }: FindingListProps) {
  const [page, setPage] = useState(1);
  const answer = useRead(returnFindings, { batchId, page, ...(rule && { rule }), ...(child && { child }) });
  if (answer.isPending) return <Loading />;
  if (answer.isError) return <FailurePage error={answer.error} onRetry={() => void answer.refetch()} />;
  const { items, total } = answer.data;
  return (
    <div className="grid gap-3">
      <ul className="grid gap-2 text-sm">
        {items.map((finding) => (
          <li
            key={`${finding.rule} ${finding.file} ${finding.row} ${finding.year}`}
            className="[overflow-wrap:anywhere]"
          >
            <Row finding={finding} withRule={rule === undefined} withChild={child === undefined} />
          </li>
        ))}
      </ul>
      <PagesOf page={page} here={items.length} total={total} onChange={setPage} label={rule ?? child ?? ""} />
    </div>
  );
}

interface RowProps {
  readonly finding: Finding;
  readonly withRule: boolean;
  readonly withChild: boolean;
}

function Row({ finding, withRule, withChild }: RowProps) {
  const t = useTexts(returnsTexts).rule;
  const say = useRuleWords();
  const { file, row, year, child, values } = finding;
  const cells = Object.entries(values).map(([column, value]) => `${column} ${value === "" ? "–" : value}`);
  return (
    <>
      {withRule && (
        <span className="block">
          <span className="font-bold">{finding.rule}</span> {say(finding)}
        </span>
      )}
      {withChild && <span className="font-bold">{t.child({ child })} · </span>}
      {t.where({ file, row, year: yearInWords(year, finding.table) })}
      {cells.length > 0 && <span className="numeric text-ink-soft"> · {cells.join(" · ")}</span>}
    </>
  );
}
