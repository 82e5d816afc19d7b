import { OctagonAlert } from "lucide-react";
import { type ReactNode, useId } from "react";

export interface InterruptionCardProps {
  readonly title: string;
  /** What to think of before going on: steps, telephones, reasons. */
  readonly children: ReactNode;
  /** Usually one way on and one way back. */
  readonly actions: ReactNode;
}

/** Stops a person before a grave step (separating a child, danger told in a visit). Few in the whole product. */
export function InterruptionCard({ title, children, actions }: InterruptionCardProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className="grid gap-4 rounded-lg border-2 border-brick bg-surface p-5 md:p-8">
      <h2 id={titleId} className="flex items-start gap-3 text-xl">
        <OctagonAlert className="size-8 shrink-0 text-brick" />
        {title}
      </h2>
      <div className="grid max-w-prose gap-3 text-lg">{children}</div>
      <div className="flex flex-col gap-2 md:flex-row">{actions}</div>
    </section>
  );
}
