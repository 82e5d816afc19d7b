import { Printer } from "lucide-react";
import { assessmentAsShown } from "../../contracts/assessments.ts";
import type { ShownLine, Snapshot } from "../../core/instruments/snapshot.ts";
import { useParameter } from "../app/address.ts";
import { useRead } from "../app/api.ts";
import { FailurePage } from "../app/pages.tsx";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { instrumentsTexts } from "../instruments/texts.ts";
import { Anchor } from "../ui/Anchor.tsx";
import { Button } from "../ui/Button.tsx";
import { Loading } from "../ui/Loading.tsx";
import { DateText } from "../ui/textHelpers.tsx";
import { assessmentsTexts } from "./texts.ts";

/** A closed assessment word for word, for reading and for paper. */
export function Screen() {
  const id = useParameter("id");
  const t = useTexts(assessmentsTexts).shown;
  const shown = useRead(assessmentAsShown, { assessmentId: id });
  if (shown.isPending) return <Loading />;
  if (shown.isError) return <FailurePage error={shown.error} onRetry={() => void shown.refetch()} />;
  const snapshots = shown.data.asShown as readonly Snapshot[];
  return (
    <article className="grid max-w-3xl gap-8">
      <header className="grid gap-2">
        <Anchor href={`/valoraciones/${id}`} className="min-h-11 justify-self-start py-2 text-sm print:hidden">
          ← {t.back}
        </Anchor>
        <h1>{snapshots[0]?.instrument.title ?? t.title}</h1>
        <p className="text-ink-soft">{t.intro}</p>
        <p>
          <Button icon={Printer} onPress={() => window.print()}>
            {t.print}
          </Button>
        </p>
      </header>
      {snapshots.map((snapshot) => (
        <Side key={snapshot.rater} snapshot={snapshot} />
      ))}
    </article>
  );
}

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

function Side({ snapshot }: { readonly snapshot: Snapshot }) {
  const t = useTexts(assessmentsTexts).shown;
  const title = snapshot.rater === "team" ? t.team : t.family;
  const common = commonOptions(snapshot);
  return (
    <section aria-label={title} className="grid gap-6">
      <header className="grid gap-1 border-b-2 border-line pb-2">
        <h2>{title}</h2>
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
          <h3>{page.title ?? t.part({ n: at + 1 })}</h3>
          <Lines lines={page.lines} common={common} />
        </section>
      ))}
    </section>
  );
}

const HEADINGS: readonly ShownLine["type"][] = ["group", "repeat", "matrix"];

function Lines({ lines, common }: { readonly lines: readonly ShownLine[]; readonly common: string }) {
  const words = useTexts(instrumentsTexts).question;
  const pending = lines.filter(({ pendingText }) => pendingText);
  return (
    <>
      <ul className="grid gap-3">
        {lines
          .filter((line) => !line.pendingText && !(HEADINGS.includes(line.type) && line.text === ""))
          .map((line) => (
            <li key={line.path}>
              <Line line={line} common={common} />
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

function Line({ line, common }: { readonly line: ShownLine; readonly common: string }) {
  const t = useTexts(assessmentsTexts).shown;
  if (HEADINGS.includes(line.type)) return <h4 className="pt-2">{line.text}</h4>;
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
      {isListed(line) && optionWords(line) !== common && (
        <p className="pl-4 text-sm text-ink-soft">
          {t.options}: {optionWords(line)}
        </p>
      )}
    </div>
  );
}
