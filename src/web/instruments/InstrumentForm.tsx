import { type ReactNode, useEffect, useRef, useState } from "react";
import { type Page, progressOf } from "../../core/instruments/pages.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { PageView } from "./PageView.tsx";
import { PartsView } from "./PartsView.tsx";
import { ReviewView } from "./ReviewView.tsx";
import { instrumentsTexts } from "./texts.ts";
import { type FillingProps, FillingProvider, useNewFilling } from "./useFilling.tsx";

export interface InstrumentFormProps extends FillingProps {
  /** The verb at the end: «Terminar y pasar al equipo». */
  readonly finishLabel: string;
  /** Called with everything answered that must be. */
  readonly onFinish: () => void;
  readonly finishing?: boolean;
  /** Called whenever a page is left: a good moment to save. */
  readonly onPageLeft?: () => void;
  /** What to say before the first part. */
  readonly intro?: ReactNode;
  /** Beside the progress: pause, what was saved. */
  readonly tools?: ReactNode;
  /** Messages of a refused attempt to finish. */
  readonly refusal?: ReactNode;
}

type View =
  | { readonly kind: "parts" | "review" }
  | { readonly kind: "page"; readonly id: string; readonly path?: string };

const FOCUSABLE = "input, select, textarea, button";

/** Moves focus to the question asked for, else to the heading of the view. */
function focusOn(frame: HTMLElement | null, path: string | undefined): void {
  const question = path === undefined ? null : frame?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
  const target = question?.querySelector<HTMLElement>(FOCUSABLE) ?? frame?.querySelector<HTMLElement>("h2");
  target?.focus({ preventScroll: true });
  if (question) question.scrollIntoView({ block: "center" });
  else window.scrollTo({ top: 0 });
}

/** An instrument on the screen: its parts, one part at a time in any order, and a look back before finishing. */
export function InstrumentForm(props: InstrumentFormProps) {
  const filling = useNewFilling(props);
  const frame = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  const { pages } = filling;
  const single = pages.length === 1 ? pages[0] : undefined;
  const [view, setView] = useState<View>(single ? { kind: "page", id: single.id } : { kind: "parts" });
  const go = (next: View) => {
    if (view.kind === "page") props.onPageLeft?.();
    moved.current = true;
    setView(next);
  };
  useEffect(() => {
    if (moved.current) focusOn(frame.current, view.kind === "page" ? view.path : undefined);
  }, [view]);
  const open = (page: Page, path?: string) =>
    go({ kind: "page", id: page.id, ...(path === undefined ? {} : { path }) });
  const page = view.kind === "page" ? (pages.find(({ id }) => id === view.id) ?? pages[0]) : undefined;
  /** Onward from a page: a wrong answer is shown once before it is left behind. */
  const onward = (next: View) => {
    const wrong = page && filling.leave(page);
    if (page && wrong !== undefined) go({ kind: "page", id: page.id, path: wrong });
    else go(next);
  };
  const finish = () => {
    filling.showAll();
    if (filling.problems.length === 0) props.onFinish();
  };
  return (
    <FillingProvider value={filling}>
      <div ref={frame} className="grid gap-6">
        <ProgressLine pages={pages} tools={props.tools} />
        {view.kind === "parts" && (
          <PartsView pages={pages} intro={props.intro} onOpen={open} onReview={() => go({ kind: "review" })} />
        )}
        {single && view.kind === "page" && props.intro}
        {page && (
          <PageView
            page={page}
            pages={pages}
            onBack={open}
            onNext={(next) => onward(next ? { kind: "page", id: next.id } : { kind: "review" })}
            onParts={single ? undefined : () => go({ kind: "parts" })}
          />
        )}
        {view.kind === "review" && (
          <ReviewView
            pages={pages}
            onOpen={open}
            onFinish={finish}
            finishLabel={props.finishLabel}
            finishing={props.finishing ?? false}
            refusal={props.refusal}
            onParts={() => (single ? open(single) : go({ kind: "parts" }))}
          />
        )}
      </div>
    </FillingProvider>
  );
}

function ProgressLine({ pages, tools }: { readonly pages: readonly Page[]; readonly tools: ReactNode }) {
  const t = useTexts(instrumentsTexts).form;
  const { answered, expected } = progressOf(pages);
  const words = t.answered({ answered, expected });
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="numeric text-sm text-ink-soft">{words}</span>
        {tools}
      </div>
      <progress
        value={answered}
        max={Math.max(1, expected)}
        aria-label={words}
        className="h-2 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-teal [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-teal"
      />
    </div>
  );
}

/** The way on from a view. */
export function Onward({ children, onPress }: { readonly children: ReactNode; readonly onPress: () => void }) {
  return (
    <Button tone="primary" size="large" wide onPress={onPress}>
      {children}
    </Button>
  );
}
