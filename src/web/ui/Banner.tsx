import type { ReactNode } from "react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { classes } from "./classes.ts";
import { TONE_ICONS, type Tone } from "./StatusTag.tsx";
import { uiTexts } from "./texts.ts";
import { VisuallyHidden } from "./VisuallyHidden.tsx";

export interface BannerProps {
  readonly children: ReactNode;
  readonly title?: ReactNode;
  readonly tone?: Tone;
  /** Said aloud when it appears; only for what changes while the person is on the page. */
  readonly live?: boolean;
  readonly actions?: ReactNode;
}

/** Something the whole page should know. */
export function Banner({ children, title, tone = "info", live = false, actions }: BannerProps) {
  const t = useTexts(uiTexts);
  const Icon = TONE_ICONS[tone];
  return (
    <div role={live ? "status" : undefined} className={classes("flex gap-3 rounded-md border-l-4 p-4", GROUND[tone])}>
      <Icon className={classes("mt-0.5 size-5 shrink-0", INK[tone])} />
      <div className="grid min-w-0 grow gap-1">
        <VisuallyHidden>{t.tone[tone]}. </VisuallyHidden>
        {title && <p className="font-bold">{title}</p>}
        <div className="max-w-prose">{children}</div>
        {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}

const GROUND = {
  neutral: "border-edge bg-sunken",
  info: "border-teal bg-teal-soft",
  soon: "border-ochre-mark bg-ochre-soft",
  danger: "border-brick bg-brick-soft",
  good: "border-leaf bg-leaf-soft",
} satisfies Record<Tone, string>;

const INK = {
  neutral: "text-ink-soft",
  info: "text-teal",
  soon: "text-ochre",
  danger: "text-brick",
  good: "text-leaf",
} satisfies Record<Tone, string>;
