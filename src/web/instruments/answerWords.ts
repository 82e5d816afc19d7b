import type { Node } from "../../core/instruments/compiled.ts";
import { choiceLabelOf, type Situation } from "../../core/instruments/frames.ts";

/** One answer in words: labels of choices, texts as they are. Empty text when there is none; null when it has no short form. */
export function answerWords(node: Node | undefined, raw: unknown, situation: Situation): string | null {
  if (raw === null || raw === undefined || raw === "") return "";
  const codes = Array.isArray(raw) ? raw : [raw];
  if (codes.every((code) => typeof code === "string" || typeof code === "number")) {
    return codes.map((code) => choiceLabelOf(node, String(code), situation) ?? String(code)).join(", ");
  }
  return null;
}
