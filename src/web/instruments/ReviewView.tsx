import { CircleAlert, Star } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { type Page, progressOf } from "../../core/instruments/pages.ts";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "../ui/Button.tsx";
import { VisuallyHidden } from "../ui/VisuallyHidden.tsx";
import { instrumentsTexts } from "./texts.ts";
import { useFilling } from "./useFilling.tsx";
import { usePageTitle } from "./usePageTitle.ts";

interface ReviewViewProps {
  readonly pages: readonly Page[];
  readonly onOpen: (page: Page, path: string) => void;
  readonly onParts: () => void;
  readonly onFinish: () => void;
  readonly finishLabel: string;
  readonly finishing: boolean;
  readonly refusal: ReactNode;
}

/** The look back: what is still open, what was marked as important, what must be put right. */
export function ReviewView(props: ReviewViewProps) {
  const { pages, onOpen, onParts, onFinish, finishLabel, finishing, refusal } = props;
  const t = useTexts(instrumentsTexts).form;
  const { problems } = useFilling();
  const [tried, setTried] = useState(0);
  const summary = useRef<HTMLDivElement>(null);
  const { answered, expected } = progressOf(pages);
  const refused = tried > 0 && problems.length > 0;
  useEffect(() => {
    if (tried > 0) summary.current?.focus();
  }, [tried]);
  const press = () => {
    if (problems.length > 0) setTried(tried + 1);
    onFinish();
  };
  return (
    <div className="grid gap-6">
      <h2 tabIndex={-1} className="outline-none">
        {t.review}
      </h2>
      {refused && (
        <div ref={summary} role="alert" tabIndex={-1} className={SUMMARY}>
          <p className="flex items-center gap-2 text-lg font-bold">
            <CircleAlert className="size-5 shrink-0 text-ochre" />
            {t.problems}
          </p>
          <p>{t.problemsHint}</p>
          <ProblemList pages={pages} onOpen={onOpen} />
        </div>
      )}
      {refusal}
      {answered === expected && <p>{t.complete}</p>}
      {answered < expected && !refused && <OpenQuestions pages={pages} onOpen={onOpen} />}
      <Marked />
      <div className="flex flex-col gap-2 border-t border-line pt-6 md:flex-row">
        <Button tone="primary" size="large" wide busy={finishing} onPress={press}>
          {finishLabel}
        </Button>
        <Button size="large" wide onPress={onParts}>
          {t.toParts}
        </Button>
      </div>
    </div>
  );
}

const SUMMARY = "grid gap-2 rounded-md border-2 border-ochre-mark bg-ochre-soft p-4";

type Opening = Pick<ReviewViewProps, "pages" | "onOpen">;

/** The question at a path in words, with the page it stands on. */
function useQuestions(pages: readonly Page[]) {
  const { reading, wording } = useFilling();
  const rowWords = useTexts(instrumentsTexts).rows;
  return (path: string) => {
    const node = reading.compiled.byName.get(path.split("].").at(-1) ?? path);
    const inside = path.split("[")[0];
    const holds = (page: Page) => JSON.stringify(page.blocks.map(namesOf)).includes(JSON.stringify(inside));
    const page = pages.find(({ open }) => open.includes(path)) ?? pages.find(holds);
    const words = node ? wording({ node, path }) : "";
    const number = node?.number ? `${node.number} ` : "";
    const rows = [...path.matchAll(/\[(\d+)\]/g)].map(([, row]) => Number(row) + 1);
    const place =
      rows.length > 0
        ? ` (${rows
            .map((n) => rowWords.one({ n }))
            .join(", ")
            .toLowerCase()})`
        : "";
    return { page, text: words === "" ? path : `${number}${words}${place}` };
  };
}

function namesOf(block: Page["blocks"][number]): readonly unknown[] {
  return [block.node.name, block.blocks.map(namesOf)];
}

function ProblemList({ pages, onOpen }: Opening) {
  const { problems, wordsOf } = useFilling();
  const find = useQuestions(pages);
  return (
    <ul className="grid gap-1">
      {problems.map((problem) => {
        const { page, text } = find(problem.path);
        const words = `${text}: ${wordsOf(problem)}`;
        return (
          <li key={`${problem.path} ${problem.code}`}>
            {page ? (
              <button type="button" onClick={() => onOpen(page, problem.path)} className={LINK}>
                {words}
              </button>
            ) : (
              words
            )}
          </li>
        );
      })}
    </ul>
  );
}

const LINK = "inline-block min-h-6 py-1 text-left font-bold text-ochre underline hover:text-ink";

/** Questions without an answer, each a way back to it. */
function OpenQuestions({ pages, onOpen }: Opening) {
  const t = useTexts(instrumentsTexts).form;
  const { reading } = useFilling();
  const titleOf = usePageTitle(pages);
  const find = useQuestions(pages);
  const open = pages.reduce((sum, page) => sum + page.open.length, 0);
  return (
    <section className="grid gap-3">
      <h3>{t.open({ n: open })}</h3>
      <p className="text-ink-soft">{t.openHint}</p>
      {pages
        .filter((page) => page.open.length > 0)
        .map((page) => (
          <div key={page.id} className="grid gap-1">
            <p className="text-sm font-bold text-ink-soft">{titleOf(page)}</p>
            <ul className="grid gap-1">
              {page.open.map((path) => (
                <li key={path} className="flex flex-wrap items-center gap-x-2">
                  <button
                    type="button"
                    onClick={() => onOpen(page, path)}
                    className="min-h-11 py-1 text-left text-teal underline hover:text-teal-deep"
                  >
                    <VisuallyHidden>{t.answerIt({ question: "" })}</VisuallyHidden>
                    {find(path).text}
                  </button>
                  {reading.evaluation.required.has(path) && <strong className="text-sm">{t.needed}</strong>}
                </li>
              ))}
            </ul>
          </div>
        ))}
    </section>
  );
}

function Marked() {
  const { priorities, reading, wording } = useFilling();
  const t = useTexts(instrumentsTexts).priority;
  if (!priorities) return null;
  const { chosen, most } = priorities;
  const nodes = chosen.flatMap((name) => reading.compiled.byName.get(name) ?? []);
  return (
    <section className="grid gap-2">
      <h3>{t.title}</h3>
      {nodes.length === 0 ? (
        <p className="text-ink-soft">{t.none({ max: most })}</p>
      ) : (
        <ul className="grid gap-1">
          {nodes.map((node) => (
            <li key={node.name} className="flex items-start gap-2">
              <Star className="mt-0.5 size-5 shrink-0 fill-current text-ochre-mark" />
              {wording({ node, path: node.name })}
            </li>
          ))}
        </ul>
      )}
      <p className="numeric text-sm text-ink-soft">{t.marked({ n: nodes.length, max: most })}</p>
    </section>
  );
}
