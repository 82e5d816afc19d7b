import { type KeyboardEvent, type ReactNode, useState } from "react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { uiTexts } from "../ui/texts.ts";

export interface ExplorerProps {
  readonly titleId: string;
  readonly descriptionId: string;
  /** What each stop says: «Vivienda: familia 3, equipo 2». In reading order. */
  readonly stops: readonly string[];
  /** The drawing; `at` is the stop in hand, or null. `onPoint` is for pointers. */
  readonly children: (at: number | null, onPoint: (at: number | null) => void) => ReactNode;
}

/**
 * The keyboard path through a drawing. The frame takes focus once; arrows, Home and End move through the data, each said aloud and
 * written under the drawing. Pointers reach the same stops by hovering.
 */
export function Explorer({ titleId, descriptionId, stops, children }: ExplorerProps) {
  const t = useTexts(uiTexts);
  const [at, setAt] = useState<number | null>(null);
  const [keyed, setKeyed] = useState(false);
  const move = (event: KeyboardEvent) => {
    const next = nextStop(event.key, at, stops.length);
    if (next === undefined) return;
    event.preventDefault();
    setKeyed(true);
    setAt(next);
  };
  const point = (stop: number | null) => {
    setKeyed(false);
    setAt(stop);
  };
  return (
    <div className="grid gap-2">
      {/* biome-ignore lint/a11y/useSemanticElements: no element stands for a drawing whose parts are read with the arrows */}
      <div
        role="group"
        aria-labelledby={titleId}
        aria-describedby={descriptionId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows move through the data from here
        tabIndex={0}
        onKeyDown={move}
        onBlur={() => setAt(null)}
        className="group/explorer rounded-md"
      >
        {children(at, point)}
        <p role="status" className="sr-only">
          {keyed && at !== null ? stops[at] : ""}
        </p>
        <p
          aria-hidden="true"
          className={`numeric mt-1 min-h-6 max-w-none text-sm text-ink-soft print:hidden ${at === null ? "invisible group-focus-visible/explorer:visible" : ""}`}
        >
          {at === null ? t.chart.explore : stops[at]}
        </p>
      </div>
    </div>
  );
}

/** The stop after a key; undefined when the key means nothing here, null when Escape leaves the data. */
export function nextStop(key: string, at: number | null, count: number): number | null | undefined {
  if (count === 0) return undefined;
  if (key === "ArrowRight" || key === "ArrowDown") return at === null ? 0 : Math.min(at + 1, count - 1);
  if (key === "ArrowLeft" || key === "ArrowUp") return at === null ? count - 1 : Math.max(at - 1, 0);
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (key === "Escape" && at !== null) return null;
  return undefined;
}
