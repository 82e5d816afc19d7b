import type { Answers } from "./answers.ts";
import { type CompiledInstrument, isAnswerable, type Node } from "./compiled.ts";
import type { LocalText } from "./definition.ts";
import type { Evaluation } from "./evaluateInstrument.ts";
import { rawAnswer, rowsGiven } from "./frames.ts";
import { isUnanswered } from "./readAnswer.ts";

/** One thing to show, with what it holds: children of a group or matrix, or the rows of a repeat. */
export interface Block {
  readonly path: string;
  readonly node: Node;
  readonly blocks: readonly Block[];
  readonly rows: readonly { readonly prefix: string; readonly blocks: readonly Block[] }[];
}

/** One screen of the form: a dimension, a group at the top level, or the loose items between them. */
export interface Page {
  readonly id: string;
  readonly kind: "dimension" | "group" | "loose";
  readonly title?: LocalText;
  readonly blocks: readonly Block[];
  /** "x de n respondidas": relevant questions of the page with an answer, and all of them. */
  readonly answered: number;
  readonly expected: number;
  /** Paths of the relevant questions still open, in order. */
  readonly open: readonly string[];
}

function isShown(node: Node): boolean {
  const item = node.source.kind === "item" ? node.source.item : undefined;
  if (item?.type === "calc") return item.shown === true;
  return item?.type === "unavailable" ? item.shown : true;
}

function blocksOf(nodes: readonly Node[], answers: Answers, prefix: string, evaluation: Evaluation): readonly Block[] {
  return nodes.flatMap((node): readonly Block[] => {
    const path = prefix + node.name;
    if (evaluation.relevant.get(path) !== true || !isShown(node)) return [];
    if (node.type !== "repeat") {
      const blocks = blocksOf(node.children, answers, prefix, evaluation);
      return node.type === "group" && blocks.length === 0 ? [] : [{ path, node, blocks, rows: [] }];
    }
    const rows = rowsGiven(rawAnswer(answers, node.name)).map((row, index) => {
      const inside = `${path}[${index}].`;
      return { prefix: inside, blocks: blocksOf(node.children, row, inside, evaluation) };
    });
    return [{ path, node, blocks: [], rows }];
  });
}

function questionsOf(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block) => [
    ...(isAnswerable(block.node) ? [block] : []),
    ...questionsOf(block.blocks),
    ...block.rows.flatMap((row) => questionsOf(row.blocks)),
  ]);
}

/** The answer standing at a path such as `repeat[0].name`. */
export function answerAt(answers: Answers, path: string): unknown {
  const rows = [...path.matchAll(/(.+?)\[(\d+)\]\./gy)];
  let row: Answers = answers;
  for (const [, repeat, index] of rows) row = rowsGiven(rawAnswer(row, repeat ?? ""))[Number(index)] ?? {};
  return rawAnswer(row, path.slice(rows.reduce((length, [text]) => length + text.length, 0)));
}

/** The one dimension everything below a node belongs to, if there is one. */
function dimensionOf(node: Node): string | undefined {
  if (node.dimension !== undefined || node.children.length === 0) return node.dimension;
  const [first, ...others] = node.children.map(dimensionOf);
  return others.every((other) => other === first) ? first : undefined;
}

interface Draft {
  readonly id: string;
  readonly kind: Page["kind"];
  readonly title?: LocalText;
  readonly blocks: Block[];
}

function titled(id: string, kind: Page["kind"], title: LocalText | undefined): Draft {
  return { id, kind, blocks: [], ...(title ? { title } : {}) };
}

function draftFor(compiled: CompiledInstrument, block: Block, drafts: readonly Draft[]): Draft {
  const dimension = dimensionOf(block.node);
  if (dimension !== undefined) {
    const found = drafts.find((draft) => draft.kind === "dimension" && draft.id === dimension);
    const label = compiled.definition.dimensions.find(({ id }) => id === dimension)?.label;
    return found ?? titled(dimension, "dimension", label);
  }
  if (block.node.type === "group" || block.node.type === "repeat") {
    return titled(block.node.name, "group", block.node.label);
  }
  const last = drafts.at(-1);
  return last?.kind === "loose" ? last : titled(block.node.name, "loose", undefined);
}

/** The visible form cut into screens, in order, with how much of each is answered. */
export function pagesOf(compiled: CompiledInstrument, answers: Answers, evaluation: Evaluation): readonly Page[] {
  const drafts: Draft[] = [];
  for (const block of blocksOf(compiled.roots, answers, "", evaluation)) {
    const draft = draftFor(compiled, block, drafts);
    if (!drafts.includes(draft)) drafts.push(draft);
    draft.blocks.push(block);
  }
  return drafts.map((draft) => {
    const questions = questionsOf(draft.blocks).filter(({ path }) => !evaluation.readOnly.has(path));
    const values = questions.map(({ path }) => ({ path, raw: answerAt(answers, path) }));
    const open = values.filter(({ raw }) => isUnanswered(raw as never)).map(({ path }) => path);
    return { ...draft, expected: questions.length, answered: questions.length - open.length, open };
  });
}

/** Answered and expected over the whole form. */
export function progressOf(pages: readonly Page[]): { readonly answered: number; readonly expected: number } {
  const total = (part: (page: Page) => number) => pages.reduce((sum, page) => sum + part(page), 0);
  return { answered: total((page) => page.answered), expected: total((page) => page.expected) };
}
