import { codesOf, toText } from "../expressions/values.ts";
import type { CompiledInstrument, Node } from "./compiled.ts";
import type { LocalText } from "./definition.ts";
import type { Evaluation } from "./evaluateInstrument.ts";
import { choiceLabelOf, type Situation } from "./frames.ts";
import { fillText, textIn } from "./labels.ts";

/** Everything needed to write a text as the person answering sees it. */
export interface Reading {
  readonly compiled: CompiledInstrument;
  readonly evaluation: Evaluation;
  readonly situation: Situation;
}

/** Path of a question as seen from another path: the same rows as far as both stand in the same repeats. */
function pathSeenFrom(node: Node, from: string): string {
  const rows = from.match(/[^.[\]]+(?:\.[^.[\]]+)*\[\d+\]\./g) ?? [];
  const prefix = node.repeats.map((repeat, depth) => {
    const row = rows[depth];
    return row?.startsWith(`${repeat}[`) ? row : `${repeat}[0].`;
  });
  return prefix.join("") + node.name;
}

/** An answer or calculation in words: labels of choices, numbers and texts as they are; blank gives the empty text. */
export function shownValue(reading: Reading, node: Node, path: string): string {
  const value = reading.evaluation.values.get(path) ?? null;
  if (!node.list) return toText(value);
  const codes = node.type === "choice" ? [toText(value)].filter((code) => code !== "") : codesOf(value);
  return codes.map((code) => choiceLabelOf(node, code, reading.situation) ?? code).join(", ");
}

/** A text in the reader's language with `${name}` replaced by the answer of that question. */
export function shownText(reading: Reading, text: LocalText, path: string): string {
  return fillText(textIn(text, reading.situation.language ?? "es"), (name) => {
    const node = reading.compiled.byName.get(name);
    return node ? shownValue(reading, node, pathSeenFrom(node, path)) : "";
  });
}

/** The wording of a question for whoever answers: the plain one for the family and the child, where there is one. */
export function wordingFor(node: Node, situation: Situation): LocalText | undefined {
  return situation.rater === "team" ? node.label : (node.labelFamily ?? node.label);
}
