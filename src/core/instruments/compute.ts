import { evaluateExpression, holds } from "../expressions/evaluate.ts";
import { scalarOf } from "../expressions/values.ts";
import type { Answers } from "./answers.ts";
import { type CompiledInstrument, isAnswerable, type Node } from "./compiled.ts";
import { environmentAt, type Frame, framesOf, newFrame, rawAnswer, rowsGiven, type Situation } from "./frames.ts";
import { readAnswer } from "./readAnswer.ts";

/** Most rows taken from one repeat; more are reported, not computed. */
export const mostRows = 500;

function isHeldByRelevant(node: Node, frame: Frame): boolean {
  const { parent } = node;
  if (!parent) return true;
  return parent.type === "repeat" ? true : frame.relevant.has(parent.name);
}

function isForRater(node: Node, situation: Situation): boolean {
  return node.raters === undefined || node.raters.includes(situation.rater);
}

function openRows(node: Node, frame: Frame): void {
  const rows = rowsGiven(rawAnswer(frame.answers, node.name)).slice(0, mostRows);
  const frames = rows.map((row, index) =>
    newFrame(row, { parent: frame, index, prefix: `${frame.prefix}${node.name}[${index}].` }),
  );
  frame.rows.set(node.name, frames);
}

/**
 * Computes, in dependency order, which items are relevant and every value, row by row. The value of a hidden item is
 * blank for all others, whatever was answered.
 */
export function compute(compiled: CompiledInstrument, answers: Answers, situation: Situation): Frame {
  const root = newFrame(answers, { index: 0, prefix: "" });
  for (const node of compiled.order) {
    for (const frame of framesOf(root, node.repeats)) {
      if (!isHeldByRelevant(node, frame) || !isForRater(node, situation)) continue;
      const environment = environmentAt(compiled, situation, root, { frame, repeats: node.repeats });
      const { relevant, calculation } = node.expressions;
      if (relevant && !holds(relevant, environment)) continue;
      frame.relevant.add(node.name);
      if (node.type === "repeat") openRows(node, frame);
      else if (calculation) frame.values.set(node.name, scalarOf(evaluateExpression(calculation, environment)));
      else if (isAnswerable(node)) {
        const reading = readAnswer(node.type, rawAnswer(frame.answers, node.name));
        frame.values.set(node.name, reading.fits ? reading.value : null);
      }
    }
  }
  return root;
}
