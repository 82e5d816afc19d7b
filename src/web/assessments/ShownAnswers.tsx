import type { ShownLine, Snapshot } from "../../core/instruments/snapshot.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { instrumentsTexts } from "../instruments/texts.ts";
import { DateText } from "../ui/textHelpers.tsx";
import { assessmentsTexts } from "./texts.ts";

/** The options most questions share, so that they are printed once. */
function commonOptions(snapshot: Snapshot): string {
  const all = snapshot.pages.flatMap(({ lines }) => lines.filter(isListed).map(optionWords));
  const times = (words: string) => all.filter((one) => one === words).length;
  const [most = ""] = [...new Set(all)].sort((left, right) => times(right) - times(left));
  return times(most) > 1 ? most : "";
}

const MOST_LISTED = 12;

function isListed({ options, pendingText }: ShownLine): boolean {
  return !pendingText && options.length > 0 && options.length <= MOST_LISTED;
}

function optionWords({ options }: ShownLine): string {
  return options.map(({ label }) => label).join(" · ");
}

/** Levels of headings: of a side, of a part and of what stands together in it. */
const LEVELS = { page: ["h2", "h3", "h4"], section: ["h3", "h4", "h5"] } as const;
type Levels = (typeof LEVELS)[keyof typeof LEVELS];

interface ShownAnswersProps {
  readonly snapshots: readonly Snapshot[];
  /** A page of its own tells the whole record; a section of another says what was answered, without the other options. */
  readonly within?: keyof typeof LEVELS;
}

/** Questions and answers word for word, side by side of whoever answered. */
export function ShownAnswers({ snapshots, within = "page" }: ShownAnswersProps) {
  return snapshots.map((snapshot) => <Side key={snapshot.rater} snapshot={snapshot} levels={LEVELS[within]} />);
}

function Side({ snapshot, levels }: { readonly snapshot: Snapshot; readonly levels: Levels }) {
  const t = useTexts(assessmentsTexts).shown;
  const [Heading, Part] = levels;
  const title = snapshot.rater === "team" ? t.team : t.family;
  const whole = levels === LEVELS.page;
  const common = whole ? commonOptions(snapshot) : "";
  return (
    <section aria-label={title} className="grid gap-6">
      <header className="grid gap-1 border-b-2 border-line pb-2">
        <Heading>{title}</Heading>
        <p className="text-sm text-ink-soft">
          {t.on} <DateText value={snapshot.answeredOn} long />
        </p>
        {common && (
          <p className="text-sm text-ink-soft">
            {t.scale}: {common}
          </p>
        )}
      </header>
      {snapshot.pages.map((page, at) => (
        <section key={page.id} className="grid gap-3">
          <Part>{page.title ?? t.part({ n: at + 1 })}</Part>
          <Lines
            lines={page.lines.filter((line) => !(isHeading(line) && line.text === page.title))}
            common={common}
            levels={levels}
          />
        </section>
      ))}
    </section>
  );
}

const HEADINGS: readonly ShownLine["type"][] = ["group", "repeat", "matrix"];

function isHeading({ type }: ShownLine): boolean {
  return HEADINGS.includes(type);
}

interface LinesProps {
  readonly lines: readonly ShownLine[];
  readonly common: string;
  readonly levels: Levels;
}

function Lines({ lines, common, levels }: LinesProps) {
  const words = useTexts(instrumentsTexts).question;
  const pending = lines.filter(({ pendingText }) => pendingText);
  return (
    <>
      <ul className="grid gap-3">
        {lines
          .filter((line) => !line.pendingText && !(isHeading(line) && line.text === ""))
          .map((line) => (
            <li key={line.path}>
              <Line line={line} common={common} levels={levels} />
            </li>
          ))}
      </ul>
      {pending.length > 0 && (
        <p className="text-sm text-ink-soft">
          {words.pendingGroup({ n: pending.length })}: {pending.map(({ number, path }) => number ?? path).join(", ")}
        </p>
      )}
    </>
  );
}

interface LineProps {
  readonly line: ShownLine;
  readonly common: string;
  readonly levels: Levels;
}

function Line({ line, common, levels }: LineProps) {
  const t = useTexts(assessmentsTexts).shown;
  const Group = levels[2];
  if (isHeading(line)) return <Group className="pt-2 font-bold">{line.text}</Group>;
  const number = line.number && <span className="numeric mr-2 text-ink-soft">{line.number}</span>;
  if (line.type === "note" || line.type === "unavailable") {
    return (
      <p className="whitespace-pre-line text-ink-soft">
        {number}
        {line.text}
      </p>
    );
  }
  return (
    <div className="grid gap-0.5 break-inside-avoid">
      <p>
        {number}
        {line.text}
      </p>
      <p className="pl-4">
        {line.shownAnswer === "" ? (
          <span className="text-ink-soft">{t.noAnswer}</span>
        ) : (
          <strong className="whitespace-pre-wrap">{line.shownAnswer}</strong>
        )}
      </p>
      {levels === LEVELS.page && isListed(line) && optionWords(line) !== common && (
        <p className="pl-4 text-sm text-ink-soft">
          {t.options}: {optionWords(line)}
        </p>
      )}
    </div>
  );
}
