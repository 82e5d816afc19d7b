import { Circle, CircleCheck, Clock, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "./classes.ts";

/** What a colour may say. `soon` is due soon; `danger` only danger to a child or an overdue legal clock. */
export type Tone = "neutral" | "info" | "soon" | "danger" | "good";

export const TONE_ICONS = {
  neutral: Circle,
  info: Info,
  soon: Clock,
  danger: TriangleAlert,
  good: CircleCheck,
} satisfies Record<Tone, LucideIcon>;

const TONE_GROUND = {
  neutral: "bg-sunken text-ink",
  info: "bg-teal-soft text-teal-deep",
  soon: "bg-ochre-soft text-ochre",
  danger: "bg-brick-soft text-brick",
  good: "bg-leaf-soft text-leaf",
} satisfies Record<Tone, string>;

export interface StatusTagProps {
  readonly children: ReactNode;
  readonly tone?: Tone;
  readonly icon?: LucideIcon;
}

/** A state: always icon and word, so that colour only repeats what is said. */
export function StatusTag({ children, tone = "neutral", icon }: StatusTagProps) {
  const Icon = icon ?? TONE_ICONS[tone];
  return (
    <span className={classes(TAG, TONE_GROUND[tone])}>
      <Icon className="size-4 shrink-0" />
      <span>{children}</span>
    </span>
  );
}

const TAG = "inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-sm font-bold forced-colors:border";
