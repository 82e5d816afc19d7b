import { evaluateExpression } from "../expressions/evaluate.ts";
import { codesOf, scalarOf } from "../expressions/values.ts";
import { accepted, type Result, refused } from "../result.ts";
import type { Answers, AnswerValue } from "./answers.ts";
import { type CompiledInstrument, isAnswerable, type Node } from "./compiled.ts";
import { type Evaluation, evaluateInstrument } from "./evaluateInstrument.ts";
import { environmentAt, newFrame, rowsGiven, type Situation } from "./frames.ts";
import { type Problem, problemAt } from "./problems.ts";

/** What may still be open while answers are a draft. */
const openInDrafts = new Set(["missing_required", "wrong_row_count", "incomplete_ranking"]);

export interface Strictness extends Situation {
  /** `false` for a draft: required questions may be open. */
  readonly complete: boolean;
}

/**
 * The strict gate: unknown keys, computed fields, hidden answers, wrong types, illegal choices, broken constraints and
 * (when complete) missing answers are refused, each with its path and code. Scores are computed, never accepted.
 */
export function validateAnswers(
  compiled: CompiledInstrument,
  answers: unknown,
  strictness: Strictness,
): Result<Evaluation, { readonly code: "invalid_answers"; readonly problems: readonly Problem[] }> {
  if (typeof answers !== "object" || answers === null || Array.isArray(answers)) {
    return refused({ code: "invalid_answers", problems: [problemAt("", "wrong_type", { expected: "answers" })] });
  }
  const evaluation = evaluateInstrument(compiled, answers as Answers, strictness);
  const problems = strictness.complete
    ? evaluation.problems
    : evaluation.problems.filter((problem) => !openInDrafts.has(problem.code));
  return problems.length === 0 ? accepted(evaluation) : refused({ code: "invalid_answers", problems });
}

function keepRelevant(nodes: readonly Node[], answers: Answers, prefix: string, evaluation: Evaluation): Answers {
  const kept: { [name: string]: AnswerValue } = {};
  for (const node of nodes) {
    const raw = Object.hasOwn(answers, node.name) ? answers[node.name] : undefined;
    const path = prefix + node.name;
    if (evaluation.relevant.get(path) !== true) continue;
    if (node.type === "repeat") {
      const rows = rowsGiven(raw);
      const inner = rows.map((row, index) => keepRelevant(node.children, row, `${path}[${index}].`, evaluation));
      if (raw !== undefined && raw !== null) kept[node.name] = inner;
      continue;
    }
    if (isAnswerable(node) && raw !== undefined && raw !== null) kept[node.name] = raw;
    Object.assign(kept, keepRelevant(node.children, answers, prefix, evaluation));
  }
  return kept;
}

/**
 * The answers without those of hidden items, of items that hold none, and of names the instrument does not have; call it
 * before sending. Hidden answers count for nothing, so this changes no relevance, calculation or score.
 */
export function withoutHiddenAnswers(compiled: CompiledInstrument, answers: Answers, evaluation: Evaluation): Answers {
  return keepRelevant(compiled.roots, answers, "", evaluation);
}

function defaultOf(compiled: CompiledInstrument, node: Node, situation: Situation): AnswerValue {
  const root = newFrame({}, { index: 0, prefix: "" });
  const environment = environmentAt(compiled, situation, root, { frame: root, repeats: [] });
  const expression = node.expressions.default;
  const value = expression ? scalarOf(evaluateExpression(expression, environment)) : null;
  if (value === null || value === "") return null;
  if (node.type === "multi" || node.type === "rank") return codesOf(value);
  if (node.type === "int" || node.type === "dec") return typeof value === "number" ? value : null;
  if (node.type === "geopoint" || node.type === "attachment") return null;
  return typeof value === "boolean" ? null : String(value);
}

/** Answers to open a form with: the defaults of questions outside repeats, or of the rows of one repeat. */
export function initialAnswers(compiled: CompiledInstrument, situation: Situation, repeat?: string): Answers {
  const initial: { [name: string]: AnswerValue } = {};
  const inside = repeat === undefined ? [] : [...(compiled.byName.get(repeat)?.repeats ?? []), repeat];
  for (const node of compiled.nodes) {
    const here = node.repeats.length === inside.length && node.repeats.every((name, depth) => name === inside[depth]);
    if (!here || !isAnswerable(node) || !node.expressions.default) continue;
    const value = defaultOf(compiled, node, situation);
    if (value !== null) initial[node.name] = value;
  }
  return initial;
}
