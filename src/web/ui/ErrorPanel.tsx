import { CircleAlert, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "./Button.tsx";
import { uiTexts } from "./texts.ts";

export interface ErrorPanelProps {
  readonly title?: string;
  /** What happened, that nothing was lost, and what to do. */
  readonly children?: ReactNode;
  readonly onRetry?: () => void;
  readonly actions?: ReactNode;
}

/** A part that could not be shown; the rest of the page goes on. */
export function ErrorPanel({ title, children, onRetry, actions }: ErrorPanelProps) {
  const t = useTexts(uiTexts);
  return (
    <div role="alert" className="grid gap-3 rounded-lg border border-edge bg-surface p-4">
      <p className="flex items-center gap-2 font-bold">
        <CircleAlert className="size-5 shrink-0 text-ochre" />
        {title ?? t.panel.title}
      </p>
      <p className="text-ink-soft">{children ?? t.panel.text}</p>
      <div className="flex flex-wrap gap-2">
        {onRetry && (
          <Button icon={RotateCw} onPress={onRetry}>
            {t.panel.retry}
          </Button>
        )}
        {actions}
      </div>
    </div>
  );
}
