import { Check, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import type { Page } from "../../core/instruments/pages.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { Onward } from "./InstrumentForm.tsx";
import { instrumentsTexts } from "./texts.ts";
import { usePageTitle } from "./usePageTitle.ts";

interface PartsViewProps {
  readonly pages: readonly Page[];
  readonly intro: ReactNode;
  readonly onOpen: (page: Page) => void;
  readonly onReview: () => void;
}

/** The list of parts: where one begins, and comes back to. */
export function PartsView({ pages, intro, onOpen, onReview }: PartsViewProps) {
  const t = useTexts(instrumentsTexts).form;
  const titleOf = usePageTitle(pages);
  const begun = pages.some(({ answered }) => answered > 0);
  const next = pages.find(({ open }) => open.length > 0) ?? pages[0];
  return (
    <div className="grid gap-6">
      {intro}
      <div className="grid gap-2">
        <h2 tabIndex={-1} className="outline-none">
          {t.parts}
        </h2>
        <p className="text-ink-soft">{t.partsHint}</p>
      </div>
      <ol className="grid gap-2">
        {pages.map((page) => (
          <li key={page.id}>
            <button
              type="button"
              onClick={() => onOpen(page)}
              className="flex min-h-14 w-full items-center gap-3 rounded-lg border border-line bg-surface px-4 py-3 text-left hover:border-ink hover:bg-sunken"
            >
              <PartMark page={page} />
              <span className="grid grow">
                <span className="font-bold">{titleOf(page)}</span>
                <span className="numeric text-sm text-ink-soft">
                  {page.expected > 0 ? t.answered(page) : hasRows(page) ? t.rowsToAdd : t.nothingToAnswer}
                </span>
              </span>
              <ChevronRight className="size-5 shrink-0 text-ink-soft" />
            </button>
          </li>
        ))}
      </ol>
      <div className="flex flex-col gap-2 md:flex-row">
        {next && next.open.length > 0 && <Onward onPress={() => onOpen(next)}>{begun ? t.goOn : t.start}</Onward>}
        {begun && (
          <Button size="large" wide tone={next?.open.length === 0 ? "primary" : "secondary"} onPress={onReview}>
            {t.toReview}
          </Button>
        )}
      </div>
    </div>
  );
}

function hasRows({ blocks }: Page): boolean {
  return blocks.some(({ node }) => node.type === "repeat");
}

function PartMark({ page }: { readonly page: Page }) {
  const t = useTexts(instrumentsTexts).form;
  const complete = page.expected > 0 && page.open.length === 0;
  return (
    <span
      className={`flex size-7 shrink-0 items-center justify-center rounded-full border-2 ${complete ? "border-teal bg-teal text-on-teal" : "border-edge"}`}
    >
      {complete && <Check className="size-4" aria-label={t.done} />}
    </span>
  );
}
