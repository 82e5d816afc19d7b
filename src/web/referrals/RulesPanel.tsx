import type { EntryEvaluation } from "../../core/packs/entry.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import type { PackWords } from "../packs/usePack.ts";
import { Panel } from "../ui/Card.tsx";
import { StatusTag, type Tone } from "../ui/StatusTag.tsx";
import { referralsTexts } from "./texts.ts";

interface RulesPanelProps {
  readonly evaluation: EntryEvaluation | null;
  readonly words: PackWords;
}

/** Each condition of the programme with how it comes out and why, in the programme's words; then what they propose. */
export function RulesPanel({ evaluation, words }: RulesPanelProps) {
  const t = useTexts(referralsTexts);
  if (!evaluation) return null;
  return (
    <Panel title={t.intake.rules}>
      <p className="max-w-prose text-ink-soft">{t.intake.rulesIntro}</p>
      <p role="status" className="max-w-prose rounded-md border-l-4 border-teal bg-teal-soft p-4 font-bold">
        {evaluation.proposed ? t.intake.proposal({ outcome: evaluation.proposed.name }) : t.intake.noProposal}
      </p>
      <ul className="grid gap-3">
        {evaluation.conditions.map((condition) => (
          <Condition key={condition.id} condition={condition} words={words} />
        ))}
      </ul>
      {evaluation.groups.length > 0 && <Groups evaluation={evaluation} />}
    </Panel>
  );
}

type ConditionResult = EntryEvaluation["conditions"][number];

const GOOD = { yes: "good", no: "neutral", unknown: "soon" } as const satisfies Record<string, Tone>;

function Condition({ condition, words }: { readonly condition: ConditionResult; readonly words: PackWords }) {
  const t = useTexts(referralsTexts);
  const { met, statement, explanation, groups } = condition;
  return (
    <li className="grid gap-1 border-b border-line pb-3 last:border-b-0">
      <span className="flex flex-wrap items-center justify-between gap-2">
        <strong>{statement}</strong>
        <StatusTag tone={GOOD[met]}>{t.intake.met[met]}</StatusTag>
      </span>
      <span className="max-w-prose text-ink-soft">{explanation}</span>
      {groups.length > 0 && (
        <span className="text-sm text-ink-soft">
          {groups.map((group) => t.intake.ofGroup({ group: words.say(`group.${group}`) })).join(" · ")}
        </span>
      )}
    </li>
  );
}

function Groups({ evaluation }: { readonly evaluation: EntryEvaluation }) {
  const t = useTexts(referralsTexts);
  return (
    <div className="grid gap-2">
      <h3>{t.intake.groups}</h3>
      <ul className="flex flex-wrap gap-2">
        {evaluation.groups.map((group) => (
          <li key={group.id}>
            <StatusTag tone={GOOD[group.met]}>
              {group.name}: {group.inForce ? t.intake.effects[group.met] : t.intake.groupOut}
            </StatusTag>
          </li>
        ))}
      </ul>
    </div>
  );
}
