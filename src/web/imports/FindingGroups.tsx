import type { RegistryCheck } from "../../contracts/imports.ts";
import { fieldNames, tellFinding } from "../../contracts/importTelling.ts";
import { findingTitles } from "../../contracts/importTitles.ts";
import { type FindingKind, findingKinds } from "../../core/imports/findings.ts";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { importsTexts } from "./texts.ts";

const KINDS = ["file", "refused", "skipped", "warning"] as const satisfies readonly FindingKind[];
const WAITING = "family_held_back";
type Group = RegistryCheck["groups"][number];
type Finding = RegistryCheck["findings"][number];

/** What was found in a list, grouped by reason; each group opens to its rows and says what to do. */
export function FindingGroups(props: { readonly groups: readonly Group[]; readonly findings?: readonly Finding[] }) {
  const { groups, findings = [] } = props;
  const t = useTexts(importsTexts);
  return (
    <div className="grid gap-6">
      {KINDS.map((kind) => {
        const ofKind = groups.filter(({ code }) => findingKinds[code] === kind);
        // Rows that only wait for another one come last: correcting the others brings them in.
        const some = ofKind.toSorted((a, b) => Number(a.code === WAITING) - Number(b.code === WAITING));
        if (some.length === 0) return null;
        return (
          <section key={kind} aria-label={t.kinds[kind]} className="grid gap-2">
            <h3>{t.kinds[kind]}</h3>
            <ul className="card divide-y divide-line">
              {some.map((group) => (
                <li key={group.code}>
                  <OneGroup group={group} findings={findings.filter(({ code }) => code === group.code)} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function OneGroup({ group, findings }: { readonly group: Group; readonly findings: readonly Finding[] }) {
  const t = useTexts(importsTexts).group;
  const { language } = useLocale();
  const title = findingTitles[group.code][language];
  const count = (findingKinds[group.code] === "file" ? t.columns : t.count)({ n: group.count });
  const [first] = findings;
  const head = (
    <>
      <span className="font-bold">{title}</span> <span className="numeric text-ink-soft">{count}</span>
    </>
  );
  if (!first) return <p className="px-4 py-3">{head}</p>;
  const advice = tellFinding(first, language).advice;
  const sameAdvice = findings.every((finding) => tellFinding(finding, language).advice === advice);
  return (
    <details>
      <summary className="min-h-11 cursor-pointer px-4 py-3">{head}</summary>
      <div className="grid gap-2 px-4 pb-4">
        {sameAdvice && <p>{advice}</p>}
        <ul className="grid gap-1 text-sm">
          {findings.map((finding) => (
            <li key={`${finding.row} ${finding.field} ${finding.value}`} className="[overflow-wrap:anywhere]">
              <Row finding={finding} withAdvice={!sameAdvice} />
            </li>
          ))}
        </ul>
        {group.count > findings.length && (
          <p className="text-sm text-ink-soft">{t.more({ n: group.count - findings.length })}</p>
        )}
      </div>
    </details>
  );
}

function Row({ finding, withAdvice }: { readonly finding: Finding; readonly withAdvice: boolean }) {
  const t = useTexts(importsTexts).group;
  const { language } = useLocale();
  const { reason, advice } = tellFinding(finding, language);
  const field = finding.field === null ? "" : `, ${fieldNames[finding.field][language]}`;
  return (
    <>
      {finding.row !== null && findingKinds[finding.code] !== "file" && (
        <b className="numeric">
          {t.row({ row: finding.row })}
          {field}:{" "}
        </b>
      )}
      {reason}
      {withAdvice && ` ${advice}`}
    </>
  );
}
