import { ArrowUpRight, CircleHelp, Equal, FileWarning, type LucideIcon, Minus, TrendingDown } from "lucide-react";
import type { Effect } from "../../core/evidence/record.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { StatusTag } from "../ui/StatusTag.tsx";
import { evidenceTexts } from "./texts.ts";

const ICONS = {
  better: ArrowUpRight,
  none: Equal,
  worse: TrendingDown,
  unclear: CircleHelp,
  not_compared: Minus,
} as const satisfies Record<Effect, LucideIcon>;

/** One look for every finding: one in favour must not shine more than one that found nothing. */
export function EffectTag({ effect }: { readonly effect: Effect }) {
  const t = useTexts(evidenceTexts).effects;
  return (
    <StatusTag tone="info" icon={ICONS[effect]}>
      {t[effect]}
    </StatusTag>
  );
}

interface StandingProps {
  readonly effects: readonly Effect[];
  readonly corrected: boolean;
}

export function StandingTags({ effects, corrected }: StandingProps) {
  const t = useTexts(evidenceTexts);
  return (
    <span className="flex flex-wrap gap-1.5">
      {effects.map((effect) => (
        <EffectTag key={effect} effect={effect} />
      ))}
      {effects.length === 0 && (
        <StatusTag tone="info" icon={Minus}>
          {t.filters.nothing}
        </StatusTag>
      )}
      {corrected && (
        <StatusTag tone="soon" icon={FileWarning}>
          {t.filters.corrected}
        </StatusTag>
      )}
    </span>
  );
}
