import { CircleCheck, ClipboardCheck, type LucideIcon, Trash2, Undo2 } from "lucide-react";
import type { ReturnState } from "../../contracts/returns.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { StatusTag, type Tone } from "../ui/StatusTag.tsx";
import { returnsTexts } from "./texts.ts";

const STATES = {
  checked: { tone: "info", icon: ClipboardCheck },
  applied: { tone: "good", icon: CircleCheck },
  undone: { tone: "neutral", icon: Undo2 },
  discarded: { tone: "neutral", icon: Trash2 },
} as const satisfies Record<ReturnState, { readonly tone: Tone; readonly icon: LucideIcon }>;

/** Whether a return counts. */
export function BatchStateTag({ state }: { readonly state: ReturnState }) {
  const t = useTexts(returnsTexts).states;
  const { tone, icon } = STATES[state];
  return (
    <StatusTag tone={tone} icon={icon}>
      {t[state]}
    </StatusTag>
  );
}
