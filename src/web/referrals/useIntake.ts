import { useMemo } from "react";
import type { Scalar } from "../../core/expressions/expression.ts";
import { type EntryEvaluation, evaluateEntry } from "../../core/packs/entry.ts";
import type { ProgrammePack } from "../../core/packs/pack.ts";
import { entryFacts } from "../../core/referrals/referral.ts";
import { useLocale } from "../i18n/LocaleProvider.tsx";
import { useDraft } from "../outbox/drafts.ts";
import type { ReferralShown } from "./Intake.tsx";

type Facts = Readonly<Record<string, Scalar>>;

/** The answers being given, and what the rules of the programme say about them: the same rule as on the server. */
export interface IntakeState {
  readonly facts: Facts;
  readonly answer: (fact: string, value: Scalar) => void;
  readonly evaluation: EntryEvaluation | null;
  /** True while some answer differs from what is saved. */
  readonly changed: boolean;
  readonly ready: boolean;
  readonly restored: boolean;
  readonly forget: () => Promise<void>;
}

function differs(left: Facts, right: Facts): boolean {
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...names].some((name) => (left[name] ?? null) !== (right[name] ?? null));
}

/** Keeps the answers on this device until they are saved, and judges them as they are typed. */
export function useIntake(shown: ReferralShown, pack: ProgrammePack | undefined): IntakeState {
  const { language } = useLocale();
  const draft = useDraft<{ facts: Facts }>(`intake/${shown.id}/${shown.version}`, { facts: shown.facts });
  const { facts } = draft.value;
  const decided = shown.decision !== null && shown.state !== "screened";
  const evaluation = useMemo(() => {
    if (!pack) return null;
    const on = decided && shown.screening ? shown.screening.on : shown.today;
    return evaluateEntry(pack, entryFacts(shown, facts, shown.known, on), on, language);
  }, [pack, shown, facts, language, decided]);
  return {
    facts,
    answer: (fact, value) => draft.update((before) => ({ facts: { ...before.facts, [fact]: value } })),
    evaluation,
    changed: differs(facts, shown.facts),
    ready: draft.ready,
    restored: draft.restored,
    forget: draft.clear,
  };
}
