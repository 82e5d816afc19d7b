import { ArrowLeft, ArrowRight } from "lucide-react";
import type { Page } from "../../core/instruments/pages.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { Blocks } from "./Question.tsx";
import { RepeatQuestion } from "./RepeatQuestion.tsx";
import { instrumentsTexts } from "./texts.ts";
import { useFilling } from "./useFilling.tsx";
import { usePageTitle } from "./usePageTitle.ts";

interface PageViewProps {
  readonly page: Page;
  readonly pages: readonly Page[];
  readonly onBack: (page: Page) => void;
  /** To the next part, or after the last to the look back. */
  readonly onNext: (page: Page | undefined) => void;
  readonly onParts: (() => void) | undefined;
}

/** One part of the form. */
export function PageView({ page, pages, onBack, onNext, onParts }: PageViewProps) {
  const t = useTexts(instrumentsTexts).form;
  const titleOf = usePageTitle(pages);
  const at = pages.findIndex(({ id }) => id === page.id);
  const [before, after] = [pages[at - 1], pages[at + 1]];
  return (
    <div className="grid gap-8">
      <div className="grid gap-1">
        <h2 tabIndex={-1} className="outline-none">
          {titleOf(page)}
        </h2>
        {pages.length > 1 && <p className="numeric text-sm text-ink-soft">{t.answered(page)}</p>}
      </div>
      <PageBody page={page} />
      <div className="flex flex-col gap-2 border-t border-line pt-6 md:flex-row">
        <Button tone="primary" size="large" icon={ArrowRight} wide onPress={() => onNext(after)}>
          {after ? t.next : t.toReview}
        </Button>
        {before && (
          <Button size="large" icon={ArrowLeft} wide onPress={() => onBack(before)}>
            {t.previous}
          </Button>
        )}
        {onParts && (
          <Button size="large" tone="quiet" wide onPress={onParts}>
            {t.toParts}
          </Button>
        )}
      </div>
    </div>
  );
}

/** The page already carries the title of the group or repeat it stands for. */
function PageBody({ page }: { readonly page: Page }) {
  const { say } = useFilling();
  const [only] = page.blocks;
  if (page.kind !== "group" || !only || page.blocks.length > 1) return <Blocks blocks={page.blocks} />;
  if (only.node.type === "repeat") return <RepeatQuestion block={only} underTitle />;
  const hint = only.node.source.kind === "item" ? only.node.source.item.hint : undefined;
  return (
    <>
      {hint && <p className="text-ink-soft">{say(hint, only.path)}</p>}
      <Blocks blocks={only.node.type === "group" ? only.blocks : page.blocks} />
    </>
  );
}
