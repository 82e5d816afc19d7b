import { createContext, useContext, useMemo, useState } from "react";
import type { Answers, AnswerValue } from "../../core/instruments/answers.ts";
import type { CompiledInstrument } from "../../core/instruments/compiled.ts";
import type { LocalText } from "../../core/instruments/definition.ts";
import { evaluateInstrument } from "../../core/instruments/evaluateInstrument.ts";
import type { Situation } from "../../core/instruments/frames.ts";
import { messageOf } from "../../core/instruments/messages.ts";
import { answerAt, type Block, type Page, pagesOf } from "../../core/instruments/pages.ts";
import type { Problem } from "../../core/instruments/problems.ts";
import { type Reading, shownText, wordingFor } from "../../core/instruments/shownTexts.ts";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { withAnswer, withoutRow, withRow, withRowsDue } from "./answerEdits.ts";
import { instrumentsTexts } from "./texts.ts";

/** What the family marked as most important, where the instrument asks for it. */
export interface PriorityMarks {
  readonly chosen: readonly string[];
  readonly most: number;
  readonly onChange: (chosen: readonly string[]) => void;
}

export interface FillingProps {
  readonly compiled: CompiledInstrument;
  readonly situation: Situation;
  readonly answers: Answers;
  /** Changes are told as functions, so that quick ones do not overwrite each other. */
  readonly onAnswers: (change: (before: Answers) => Answers) => void;
  readonly priorities?: PriorityMarks;
}

/** A form being filled in: how it stands, and the ways to change it. */
export interface Filling extends FillingProps {
  readonly reading: Reading;
  readonly pages: readonly Page[];
  /** Everything wrong now, in the order of the form. */
  readonly problems: readonly Problem[];
  /**
   * The message to show at a question: none before its page was left (a message that appears while a button is being pressed
   * would move the button away), except after an attempt to finish.
   */
  readonly shownProblem: (path: string) => string | undefined;
  readonly wordsOf: (problem: Problem) => string;
  readonly answer: (path: string) => AnswerValue | undefined;
  readonly set: (path: string, value: AnswerValue) => void;
  readonly addRow: (path: string) => void;
  readonly removeRow: (path: string, index: number) => void;
  /** Shows what is wrong on a page that is being left; the first path it had not shown before, if any. */
  readonly leave: (page: Page) => string | undefined;
  readonly showAll: () => void;
  readonly say: (text: LocalText, path: string) => string;
  /** The question's wording for whoever answers. */
  readonly wording: (block: Pick<Block, "node" | "path">) => string;
}

const FillingContext = createContext<Filling | null>(null);
export const FillingProvider = FillingContext.Provider;

/** The form around a question. */
export function useFilling(): Filling {
  const filling = useContext(FillingContext);
  if (!filling) throw new Error("a question needs a form around it");
  return filling;
}

function useProblemWords(compiled: CompiledInstrument): (problem: Problem) => string {
  const t = useTexts(instrumentsTexts).problem;
  const { language } = useLocale();
  return (problem) => {
    const name = problem.path.split("].").at(-1) ?? problem.path;
    const type = compiled.byName.get(name)?.type;
    if (problem.code === "missing_required" && type === "attachment") return t.fileNeeded;
    if (problem.code !== "wrong_type") return messageOf(problem, language);
    if (type === "int" || type === "dec") return t[type];
    if (type === "date" || type === "time" || type === "datetime") return t.date;
    return type === "geopoint" ? t.place : messageOf(problem, language);
  };
}

/** What a filled-in form must not be reproached with before somebody tries to finish. */
const ONLY_AT_THE_END = new Set(["missing_required", "wrong_row_count", "incomplete_ranking"]);

function pathsOf(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => [
    block.path,
    ...pathsOf(block.blocks),
    ...block.rows.flatMap((row) => pathsOf(row.blocks)),
  ]);
}

/** Evaluates the answers as they are and offers the ways to change them. The same rules run on the server. */
export function useNewFilling(props: FillingProps): Filling {
  const { compiled, situation, answers, onAnswers } = props;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const wordsOf = useProblemWords(compiled);
  const { reading, pages } = useMemo(() => {
    const evaluation = evaluateInstrument(compiled, answers, situation);
    return { reading: { compiled, evaluation, situation }, pages: pagesOf(compiled, answers, evaluation) };
  }, [compiled, answers, situation]);
  const { problems: found } = reading.evaluation;
  // Answers of questions that are hidden now are not sent; they are kept in case the question comes back.
  const problems = useMemo(() => found.filter(({ code }) => code !== "not_relevant"), [found]);
  const say = (text: LocalText, path: string) => shownText(reading, text, path);
  return {
    ...props,
    reading,
    pages,
    problems,
    wordsOf,
    say,
    wording: ({ node, path }) => {
      const wording = wordingFor(node, situation);
      return wording ? say(wording, path) : "";
    },
    shownProblem: (path) => {
      const problem = problems.find((one) => one.path === path);
      const shown = problem && (all || (left.has(path) && !ONLY_AT_THE_END.has(problem.code)));
      return shown ? wordsOf(problem) : undefined;
    },
    answer: (path) => answerAt(answers, path) as AnswerValue | undefined,
    set: (path, value) => onAnswers((before) => withRowsDue(compiled, withAnswer(before, path, value), situation)),
    addRow: (path) => onAnswers((before) => withRow(compiled, before, path, situation)),
    removeRow: (path, index) => onAnswers((before) => withoutRow(before, path, index)),
    leave: (page) => {
      const paths = pathsOf(page.blocks);
      const fresh = problems.filter(
        ({ path, code }) => paths.includes(path) && !left.has(path) && !all && !ONLY_AT_THE_END.has(code),
      );
      if (fresh.length > 0) setLeft(new Set([...left, ...fresh.map(({ path }) => path)]));
      return fresh[0]?.path;
    },
    showAll: () => setAll(true),
  };
}
