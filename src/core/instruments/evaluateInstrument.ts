import { evaluateExpression } from "../expressions/evaluate.ts";
import type { Scalar } from "../expressions/expression.ts";
import { toNumber } from "../expressions/values.ts";
import type { Answers, AnswerValue } from "./answers.ts";
import { checkAnswer } from "./checkAnswer.ts";
import { type CompiledInstrument, isAnswerable, isQuestion, type Node } from "./compiled.ts";
import { compute, mostRows } from "./compute.ts";
import type { Choice } from "./definition.ts";
import { environmentAt, type Frame, rawAnswer, rowsGiven, type Situation } from "./frames.ts";
import { type Problem, problemAt } from "./problems.ts";
import { isUnanswered } from "./readAnswer.ts";
import { type DimensionScore, scoreDimension } from "./scores.ts";

/** How an instrument stands with some answers. Keys are paths (`name`, `repeat[0].name`). */
export interface Evaluation {
  readonly relevant: ReadonlyMap<string, boolean>;
  readonly required: ReadonlySet<string>;
  readonly readOnly: ReadonlySet<string>;
  /** Choices on offer where a filter narrows them. */
  readonly offered: ReadonlyMap<string, readonly Choice[]>;
  /** Values as expressions see them, of answers and calculations. */
  readonly values: ReadonlyMap<string, Scalar>;
  readonly calculated: ReadonlyMap<string, Scalar>;
  readonly problems: readonly Problem[];
  readonly scores: { readonly [dimension: string]: DimensionScore };
}

interface Inspection {
  readonly compiled: CompiledInstrument;
  readonly situation: Situation;
  readonly root: Frame;
  readonly relevant: Map<string, boolean>;
  readonly required: Set<string>;
  readonly readOnly: Set<string>;
  readonly offered: Map<string, readonly Choice[]>;
  readonly values: Map<string, Scalar>;
  readonly calculated: Map<string, Scalar>;
  readonly problems: Problem[];
}

function refuseAnswer(node: Node, isRelevant: boolean): string {
  if (node.type === "calc") return "computed_field";
  if (node.pendingText) return "text_pending";
  return isQuestion(node) && !isRelevant ? "not_relevant" : "not_answerable";
}

function inspectRepeat(inspection: Inspection, node: Node, frame: Frame, path: string): void {
  const raw = rawAnswer(frame.answers, node.name);
  const { problems } = inspection;
  if (!frame.relevant.has(node.name)) {
    if (!isUnanswered(raw)) problems.push(problemAt(path, "not_relevant"));
    return;
  }
  const given = Array.isArray(raw) ? raw.length : 0;
  const isRows = raw === undefined || raw === null || (Array.isArray(raw) && rowsGiven(raw).length === raw.length);
  if (!isRows) problems.push(problemAt(path, "wrong_type", { expected: "repeat" }));
  if (given > mostRows) problems.push(problemAt(path, "too_many_rows", { limit: mostRows }));
  const count = node.expressions.repeatCount;
  if (count) {
    const environment = environmentAt(inspection.compiled, inspection.situation, inspection.root, {
      frame,
      repeats: node.repeats,
    });
    const expected = Math.max(0, Math.trunc(toNumber(evaluateExpression(count, environment)) ?? 0));
    if (given !== expected) problems.push(problemAt(path, "wrong_row_count", { expected, found: given }));
  }
  for (const row of frame.rows.get(node.name) ?? [])
    inspectFrame(inspection, node.children, row, [...node.repeats, node.name]);
}

function inspectQuestion(inspection: Inspection, node: Node, frame: Frame, raw: AnswerValue | undefined): void {
  const path = frame.prefix + node.name;
  const standpoint = { frame, repeats: node.repeats };
  const environment = environmentAt(inspection.compiled, inspection.situation, inspection.root, standpoint);
  const state = checkAnswer(node, path, raw, environment);
  if (state.required) inspection.required.add(path);
  if (state.readOnly) inspection.readOnly.add(path);
  if (state.offered) inspection.offered.set(path, state.offered);
  inspection.problems.push(...state.problems);
}

function inspectNode(inspection: Inspection, node: Node, frame: Frame, repeats: readonly string[]): void {
  const path = frame.prefix + node.name;
  const isRelevant = frame.relevant.has(node.name);
  inspection.relevant.set(path, isRelevant);
  const value = frame.values.get(node.name);
  if (value !== undefined) inspection.values.set(path, value);
  if (value !== undefined && node.type === "calc") inspection.calculated.set(path, value);
  if (node.type === "repeat") {
    inspectRepeat(inspection, node, frame, path);
    return;
  }
  const raw = rawAnswer(frame.answers, node.name);
  if (isRelevant && isAnswerable(node)) inspectQuestion(inspection, node, frame, raw);
  else if (raw !== undefined && raw !== null) {
    inspection.problems.push(problemAt(path, refuseAnswer(node, isRelevant)));
  }
  for (const child of node.children) inspectNode(inspection, child, frame, repeats);
}

function namesAt(nodes: readonly Node[]): readonly string[] {
  return nodes.flatMap((node) => (node.type === "repeat" ? [node.name] : [node.name, ...namesAt(node.children)]));
}

function inspectFrame(inspection: Inspection, nodes: readonly Node[], frame: Frame, repeats: readonly string[]): void {
  const known = new Set(namesAt(nodes));
  for (const key of Object.keys(frame.answers)) {
    if (known.has(key)) continue;
    inspection.problems.push(problemAt(frame.prefix + key.slice(0, 120), "unknown_item", { name: key.slice(0, 120) }));
  }
  for (const node of nodes) inspectNode(inspection, node, frame, repeats);
}

/**
 * Computes relevance, calculations, scores and every problem of some answers, complete or not. The same function runs in
 * the browser while one answers and on the server before anything is stored. Total; hostile answers become problems.
 */
export function evaluateInstrument(compiled: CompiledInstrument, answers: Answers, situation: Situation): Evaluation {
  const root = compute(compiled, answers, situation);
  const inspection: Inspection = {
    compiled,
    situation,
    root,
    relevant: new Map(),
    required: new Set(),
    readOnly: new Set(),
    offered: new Map(),
    values: new Map(),
    calculated: new Map(),
    problems: [],
  };
  inspectFrame(inspection, compiled.roots, root, []);
  const { relevant, required, readOnly, offered, values, calculated, problems } = inspection;
  const scores = Object.fromEntries(
    compiled.scoring.map((scoring) => [scoring.rule.dimension, scoreDimension(scoring, root)]),
  );
  return { relevant, required, readOnly, offered, values, calculated, problems, scores };
}
