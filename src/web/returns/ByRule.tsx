import { useState } from "react";
import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { ExportFindings } from "./ExportFindings.tsx";
import { FindingList } from "./FindingList.tsx";
import type { ReturnData } from "./ReturnPage.tsx";
import { useRuleWords } from "./ruleWords.ts";
import { returnsTexts } from "./texts.ts";

type Group = ReturnData["groups"][number];
const SEVERITIES = ["refused", "error", "warning"] as const satisfies readonly Group["severity"][];

/** Rules shown at once; the rest stay folded. */
const SHOWN = 12;

/** What was found, rule by rule, the gravest and most frequent first. */
export function ByRule({ batchId, groups }: { readonly batchId: string; readonly groups: readonly Group[] }) {
  const t = useTexts(returnsTexts);
  const { number } = useFormats();
  return SEVERITIES.map((severity) => {
    const some = groups.filter((group) => group.severity === severity).toSorted((a, b) => b.count - a.count);
    if (some.length === 0) return null;
    return (
      <section key={severity} aria-label={t.severities[severity]} className="grid gap-2">
        <h3>
          {t.severities[severity]} <span className="numeric font-normal text-ink-soft">({number(some.length)})</span>
        </h3>
        <p className="text-sm text-ink-soft">{t.severityHints[severity]}</p>
        <Rules batchId={batchId} groups={some.slice(0, SHOWN)} />
        {some.length > SHOWN && (
          <details className="grid gap-2">
            <summary className="min-h-11 cursor-pointer py-2.5 font-bold text-teal">
              {t.rule.others({ n: some.length - SHOWN })}
            </summary>
            <Rules batchId={batchId} groups={some.slice(SHOWN)} />
          </details>
        )}
      </section>
    );
  });
}

function Rules({ batchId, groups }: { readonly batchId: string; readonly groups: readonly Group[] }) {
  return (
    <ul className="card divide-y divide-line">
      {groups.map((group) => (
        <li key={group.rule}>
          <OneRule batchId={batchId} group={group} />
        </li>
      ))}
    </ul>
  );
}

/** The rows are asked for when the rule is opened: there may be thousands. */
function OneRule({ batchId, group }: { readonly batchId: string; readonly group: Group }) {
  const t = useTexts(returnsTexts).rule;
  const say = useRuleWords();
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="min-h-11 cursor-pointer px-4 py-3">
        <span className="font-bold">{group.rule}</span> {say(group)}{" "}
        <span className="numeric text-ink-soft">{t.count({ n: group.count, children: group.children })}</span>
      </summary>
      {open && (
        <div className="grid gap-3 px-4 pb-4">
          <FindingList batchId={batchId} rule={group.rule} />
          <ExportFindings batchId={batchId} rule={group.rule} />
        </div>
      )}
    </details>
  );
}
