import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export interface EmptyStateProps {
  readonly title: string;
  /** What to do next, in a sentence. */
  readonly children: ReactNode;
  readonly icon?: LucideIcon;
  readonly action?: ReactNode;
}

/** Nothing here yet, and what to do about it. */
export function EmptyState({ title, children, icon: Icon, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-3 rounded-lg border border-dashed border-edge px-6 py-10 text-center">
      {Icon && (
        <span className="rounded-full bg-sunken p-4 text-ink-soft">
          <Icon className="size-8" />
        </span>
      )}
      <p className="text-lg font-bold">{title}</p>
      <p className="text-ink-soft">{children}</p>
      {action}
    </div>
  );
}
