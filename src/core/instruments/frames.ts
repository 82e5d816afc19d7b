import { type ContextValues, contextLookup } from "../expressions/contextValues.ts";
import type { Environment, Scalar, Value } from "../expressions/expression.ts";
import type { Answers, AnswerValue } from "./answers.ts";
import type { CompiledInstrument, Node } from "./compiled.ts";
import type { Rater } from "./definition.ts";
import { textIn } from "./labels.ts";
import { isSingleFrom } from "./scopes.ts";

/** Who answers, when, and the declared facts the instrument may read. */
export interface Situation {
  /** The day for the person answering, `YYYY-MM-DD`. */
  readonly today: string;
  readonly now?: string;
  readonly rater: Rater;
  readonly context?: ContextValues;
  /** Spanish when absent. */
  readonly language?: string;
}

/** One row of a repeat (or the whole form, at the root) while it is being computed. */
export interface Frame {
  readonly parent?: Frame;
  /** Position in the repeat from 0; 0 at the root. */
  readonly index: number;
  /** Path before the item name: empty at the root, `repeat[0].` inside. */
  readonly prefix: string;
  readonly answers: Answers;
  readonly values: Map<string, Scalar>;
  readonly relevant: Set<string>;
  readonly rows: Map<string, readonly Frame[]>;
}

/** A frame without anything computed yet. */
export function newFrame(answers: Answers, place: { parent?: Frame; index: number; prefix: string }): Frame {
  return { ...place, answers, values: new Map(), relevant: new Set(), rows: new Map() };
}

/** The answer stored under a name, never something inherited from a prototype. */
export function rawAnswer(answers: Answers, name: string): AnswerValue | undefined {
  return Object.hasOwn(answers, name) ? answers[name] : undefined;
}

/** Rows of a repeat as given; what is no row is left out (the strict check reports it). */
export function rowsGiven(raw: AnswerValue | undefined): readonly Answers[] {
  if (!Array.isArray(raw)) return [];
  return raw.filter((row): row is Answers => typeof row === "object" && row !== null && !Array.isArray(row));
}

/** Every frame in which a node stands. */
export function framesOf(root: Frame, repeats: readonly string[]): readonly Frame[] {
  return repeats.reduce<readonly Frame[]>(
    (frames, repeat) => frames.flatMap((frame) => frame.rows.get(repeat) ?? []),
    [root],
  );
}

function ancestor(frame: Frame, levels: number): Frame {
  let found = frame;
  for (let level = 0; level < levels && found.parent; level += 1) found = found.parent;
  return found;
}

function seriesFrom(root: Frame, node: Node): readonly Scalar[] {
  if (node.type === "repeat") return framesOf(root, [...node.repeats, node.name]).map((row) => row.index + 1);
  return framesOf(root, node.repeats).map((frame) => frame.values.get(node.name) ?? null);
}

/** A place from which expressions are computed: a frame, the repeats around it, and the form it belongs to. */
export interface Standpoint {
  readonly frame: Frame;
  readonly repeats: readonly string[];
}

/** Rows as seen from a place: those of the nearest common row, so that a nested repeat sums its own rows only. */
function answerFrom(node: Node, { frame, repeats }: Standpoint): Value {
  const depth = repeats.length;
  if (isSingleFrom(node, repeats)) {
    return ancestor(frame, depth - node.repeats.length).values.get(node.name) ?? null;
  }
  const parts = node.type === "repeat" ? [...node.repeats, node.name] : node.repeats;
  let common = 0;
  const limit = node.type === "repeat" ? node.repeats.length : parts.length;
  while (common < depth && common < limit && parts[common] === repeats[common]) common += 1;
  const rows = framesOf(ancestor(frame, depth - common), parts.slice(common));
  return node.type === "repeat"
    ? rows.map((row) => row.index + 1)
    : rows.map((row) => row.values.get(node.name) ?? null);
}

/** Label of a choice by code, as shown to that rater in that language. */
export function choiceLabelOf(node: Node | undefined, code: string, situation: Situation): string | undefined {
  const choice = node?.list?.choices.find((candidate) => candidate.code === code);
  if (!choice) return undefined;
  const label = situation.rater === "team" ? choice.label : (choice.labelFamily ?? choice.label);
  return textIn(label, situation.language ?? "es");
}

/** The environment for expressions standing at a place. */
export function environmentAt(
  compiled: CompiledInstrument,
  situation: Situation,
  root: Frame,
  standpoint: Standpoint,
): Environment {
  const find = (name: string): Node | undefined => compiled.byName.get(name);
  return {
    today: situation.today,
    ...(situation.now === undefined ? {} : { now: situation.now }),
    ...(situation.language === undefined ? {} : { language: situation.language }),
    position: standpoint.frame.index + 1,
    answer: (name) => {
      const node = find(name);
      return node ? answerFrom(node, standpoint) : null;
    },
    series: (name) => {
      const node = find(name);
      return node ? seriesFrom(root, node) : [];
    },
    context: contextLookup(situation.context ?? {}),
    choiceLabel: (question, code) => choiceLabelOf(find(question), code, situation),
  };
}
