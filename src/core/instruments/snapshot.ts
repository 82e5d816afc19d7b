import type { Answers, AnswerValue } from "./answers.ts";
import type { CompiledInstrument, NodeType } from "./compiled.ts";
import type { DimensionScoring, Rater } from "./definition.ts";
import { evaluateInstrument } from "./evaluateInstrument.ts";
import { choiceLabelOf, type Situation } from "./frames.ts";
import { textIn } from "./labels.ts";
import { answerAt, type Block, pagesOf } from "./pages.ts";
import type { DimensionScore } from "./scores.ts";
import { type Reading, shownText, shownValue, wordingFor } from "./shownTexts.ts";

/** One line of a completed form as the person saw it. */
export interface ShownLine {
  readonly path: string;
  readonly type: NodeType;
  readonly number: string | null;
  readonly text: string;
  readonly hint: string | null;
  readonly dimension: string | null;
  readonly pendingText: boolean;
  /** The choices that were on offer, in order. */
  readonly options: readonly { readonly code: string; readonly label: string }[];
  readonly answer: AnswerValue;
  readonly shownAnswer: string;
}

/** A completed form as it was shown: kept with the assessment, readable years later without the instrument. */
export interface Snapshot {
  readonly instrument: { readonly id: string; readonly version: string; readonly title: string };
  readonly language: string;
  readonly rater: Rater;
  readonly answeredOn: string;
  readonly pages: readonly {
    readonly id: string;
    readonly title: string | null;
    readonly lines: readonly ShownLine[];
  }[];
  readonly scoring: readonly DimensionScoring[];
  readonly scores: readonly (DimensionScore & { readonly label: string; readonly bandLabel: string | null })[];
}

function lineOf(reading: Reading, answers: Answers, block: Block): ShownLine {
  const { node, path } = block;
  const { evaluation, situation } = reading;
  const item = node.source.kind === "item" ? node.source.item : undefined;
  const wording = wordingFor(node, situation);
  const choices = evaluation.offered.get(path) ?? node.list?.choices ?? [];
  const raw = answerAt(answers, path) as AnswerValue | undefined;
  return {
    path,
    type: node.type,
    number: node.number ?? null,
    text: wording ? shownText(reading, wording, path) : "",
    hint: item?.hint ? shownText(reading, item.hint, path) : null,
    dimension: node.dimension ?? null,
    pendingText: node.pendingText,
    options: choices.map(({ code }) => ({ code, label: choiceLabelOf(node, code, situation) ?? code })),
    answer: node.type === "repeat" ? null : ((raw ?? evaluation.values.get(path) ?? null) as AnswerValue),
    shownAnswer: shownValue(reading, node, path),
  };
}

function linesOf(reading: Reading, answers: Answers, blocks: readonly Block[]): readonly ShownLine[] {
  return blocks.flatMap((block) => [
    lineOf(reading, answers, block),
    ...linesOf(reading, answers, block.blocks),
    ...block.rows.flatMap((row) => linesOf(reading, answers, row.blocks)),
  ]);
}

/** Questions, options, scoring and scores as shown, in the language of `situation` (Spanish by default). Plain JSON. */
export function snapshotAsShown(compiled: CompiledInstrument, answers: Answers, situation: Situation): Snapshot {
  const evaluation = evaluateInstrument(compiled, answers, situation);
  const reading: Reading = { compiled, evaluation, situation };
  const language = situation.language ?? "es";
  const { definition } = compiled;
  const labelOf = (dimension: string): string => {
    const found = definition.dimensions.find(({ id }) => id === dimension);
    return found ? textIn(found.label, language) : dimension;
  };
  return {
    instrument: { id: definition.id, version: definition.version, title: textIn(definition.title, language) },
    language,
    rater: situation.rater,
    answeredOn: situation.today,
    pages: pagesOf(compiled, answers, evaluation).map((page) => ({
      id: page.id,
      title: page.title ? shownText(reading, page.title, "") : null,
      lines: linesOf(reading, answers, page.blocks),
    })),
    scoring: definition.scoring ?? [],
    scores: compiled.scoring.flatMap(({ rule, bands }) => {
      const score = evaluation.scores[rule.dimension];
      const band = bands.find(({ id }) => id === score?.band);
      const bandLabel = band ? textIn(band.label, language) : null;
      return score ? [{ ...score, label: labelOf(rule.dimension), bandLabel }] : [];
    }),
  };
}
