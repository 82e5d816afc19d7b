import { useFormats, useTexts } from "../i18n/LocaleProvider.tsx";
import { useWidth } from "../ui/useWidth.ts";
import { ChartFigure, type ChartWords } from "./ChartFigure.tsx";
import { Explorer } from "./Explorer.tsx";
import { outOfHundred } from "./hundred.ts";
import { chartTexts } from "./texts.ts";

export interface PeopleGroup {
  /** What became of them, to be read after the number: «volvieron con su familia». */
  readonly label: string;
  /** How many there are, or their share: only the proportion counts. */
  readonly amount: number;
  /** How many children they really are, for the table. */
  readonly count?: number;
  /** How sure the share is: «entre 21 y 43». */
  readonly interval?: string;
}

export interface HundredPeopleProps extends ChartWords {
  readonly groups: readonly PeopleGroup[];
}

const WIDE = 500;

/** A hundred figures, one per cent each, so that a share can be seen as people. At most six groups. */
export function HundredPeople({ groups, title, description }: HundredPeopleProps) {
  const t = useTexts(chartTexts);
  const { number } = useFormats();
  const [frame, room] = useWidth<HTMLDivElement>();
  const parts = outOfHundred(groups.map(({ amount }) => amount));
  const shown = groups.map((group, index) => ({ ...group, part: parts[index] ?? 0, look: lookOf(index) }));
  const counted = groups.some(({ count }) => count !== undefined);
  const sure = groups.some(({ interval }) => interval !== undefined);
  const table = {
    headers: [t.group, t.axisHundred, ...(sure ? [t.interval] : []), ...(counted ? [t.count] : [])],
    rows: shown.map(({ label, part, count, interval }) => [
      label,
      String(part),
      ...(sure ? [interval ?? "–"] : []),
      ...(counted ? [count === undefined ? "–" : number(count)] : []),
    ]),
  };
  const stops = shown.map(
    ({ label, part, interval }) =>
      `${t.perHundred({ n: String(part) })} ${label}${interval === undefined ? "" : ` (${interval})`}`,
  );
  return (
    <ChartFigure title={title} description={description} table={table} legend={<Key groups={shown} />}>
      {(ids) => (
        <Explorer {...ids} stops={stops}>
          {(at, onPoint) => (
            <div ref={frame}>
              <Crowd groups={shown} title={title} width={Math.min(room, 640)} at={at} onPoint={onPoint} />
            </div>
          )}
        </Explorer>
      )}
    </ChartFigure>
  );
}

type Look = keyof typeof LOOKS;
interface ShownGroup extends PeopleGroup {
  readonly part: number;
  readonly look: Look;
}

/** Six figures that differ in form too: full, belted, hollow, barred, spotted, dashed. */
const LOOKS = {
  full: { body: "fill-teal stroke-teal", sign: "" },
  belted: { body: "fill-plum stroke-plum", sign: "M6.5 17.5H17.5" },
  hollow: { body: "fill-surface stroke-teal", sign: "" },
  barred: { body: "fill-ochre-mark stroke-ochre-mark", sign: "M12 12V23" },
  crossed: { body: "fill-surface stroke-plum", sign: "M8.5 13L15.5 22M15.5 13L8.5 22" },
  dashed: { body: "fill-sunken stroke-edge [stroke-dasharray:2_2]", sign: "" },
} as const;
const ORDER = Object.keys(LOOKS) as readonly Look[];

function lookOf(index: number): Look {
  return ORDER[index % ORDER.length] ?? "full";
}

/** One figure in a square of 24 by 26. */
function Figure({ look }: { readonly look: Look }) {
  const { body, sign } = LOOKS[look];
  return (
    <g className={`${body} stroke-[1.5]`}>
      <circle cx={12} cy={5.5} r={3.8} />
      <path d="M6 14a3.5 3.5 0 0 1 3.5 -3.5h5a3.5 3.5 0 0 1 3.5 3.5v9.5h-12Z" />
      {sign && <path d={sign} className={look === "crossed" ? "stroke-plum" : "stroke-surface stroke-2"} />}
    </g>
  );
}

interface CrowdProps {
  readonly groups: readonly ShownGroup[];
  readonly title: string;
  readonly width: number;
  readonly at: number | null;
  readonly onPoint: (at: number | null) => void;
}

function Crowd({ groups, title, width, at, onPoint }: CrowdProps) {
  const columns = width >= WIDE ? 20 : 10;
  const people = groups.flatMap(({ part, look }, group) => Array.from({ length: part }, () => ({ look, group })));
  const rows = Math.ceil(people.length / columns);
  return (
    <svg
      viewBox={`0 0 ${columns * 28} ${Math.max(1, rows) * 30}`}
      width={Math.min(width, columns * 32)}
      className="block h-auto max-w-full"
    >
      <title>{title}</title>
      {people.map(({ look, group }, index) => (
        <g
          // biome-ignore lint/suspicious/noArrayIndexKey: a figure is its place among the hundred
          key={index}
          transform={`translate(${(index % columns) * 28 + 2} ${Math.floor(index / columns) * 30 + 2})`}
          className={at === null || at === group ? undefined : "opacity-30"}
          onPointerEnter={() => onPoint(group)}
          onPointerLeave={() => onPoint(null)}
        >
          <rect width={24} height={26} className="fill-transparent" />
          <Figure look={look} />
        </g>
      ))}
    </svg>
  );
}

function Key({ groups }: { readonly groups: readonly ShownGroup[] }) {
  return (
    <ul className="grid gap-1">
      {groups.map(({ label, part, look, interval }) => (
        <li key={label} className="flex items-start gap-2">
          <svg viewBox="0 0 24 26" aria-hidden="true" className="mt-0.5 h-6 w-6 shrink-0">
            <Figure look={look} />
          </svg>
          <span>
            <span className="numeric font-bold">{part}</span> {label}
            {interval !== undefined && <span className="numeric text-sm text-ink-soft"> ({interval})</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
