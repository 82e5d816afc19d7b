export type StrokeKind = "solid" | "dashed" | "faint" | "dotted" | "broken";
export interface LegendEntry {
  readonly label: string;
  readonly kind: StrokeKind;
  readonly mark: "circle" | "square" | "none";
}

/** Which line is whose: by stroke and by mark, colour only repeats it. */
export function Legend({ entries }: { readonly entries: readonly LegendEntry[] }) {
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
      {entries.map((entry) => (
        <li key={entry.label} className="flex items-center gap-2">
          <svg viewBox="0 0 36 12" aria-hidden="true" className="h-3 w-9 shrink-0">
            <line x1="1" x2="35" y1="6" y2="6" className={STROKES[entry.kind]} />
            <DataMark mark={entry.mark} x={18} y={6} className={FILLS[entry.kind]} />
          </svg>
          {entry.label}
        </li>
      ))}
    </ul>
  );
}

interface DataMarkProps {
  readonly mark: LegendEntry["mark"];
  readonly x: number;
  readonly y: number;
  readonly className: string;
  readonly size?: number;
}

/** The sign at a value: a disc for one rater, a square for the other. */
export function DataMark({ mark, x, y, className, size = 4 }: DataMarkProps) {
  if (mark === "none") return null;
  if (mark === "circle") return <circle cx={x} cy={y} r={size} className={className} />;
  return <rect x={x - size} y={y - size} width={size * 2} height={size * 2} className={className} />;
}

export const STROKES = {
  solid: "fill-none stroke-teal stroke-[2.5]",
  dashed: "fill-none stroke-plum stroke-[2.5] [stroke-dasharray:7_5]",
  faint: "fill-none stroke-edge stroke-[1.5] [stroke-dasharray:1.5_4] [stroke-linecap:round]",
  dotted: "fill-none stroke-ochre-mark stroke-[3] [stroke-dasharray:0.1_6] [stroke-linecap:round]",
  broken: "fill-none stroke-ink stroke-2 [stroke-dasharray:10_4_2_4]",
} satisfies Record<StrokeKind, string>;

export const FILLS = {
  solid: "fill-teal",
  dashed: "fill-surface stroke-plum stroke-2",
  faint: "fill-edge",
  dotted: "fill-ochre-mark",
  broken: "fill-ink",
} satisfies Record<StrokeKind, string>;
