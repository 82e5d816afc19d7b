import type { ReactNode } from "react";
import type { Block } from "../../core/instruments/pages.ts";
import type { FieldProps } from "../ui/field.tsx";
import { useFilling } from "./useFilling.tsx";

/** What every field of the kit needs to know of a question: its words, its help and what is wrong with it. */
export function useQuestionField(block: Block): FieldProps {
  const { wording, say, shownProblem, reading } = useFilling();
  const { node, path } = block;
  const item = node.source.kind === "item" ? node.source.item : undefined;
  const problem = shownProblem(path);
  const guidance = reading.situation.rater === "team" ? item?.guidance : undefined;
  const help = [item?.hint, guidance].flatMap((text) => (text ? [say(text, path)] : []));
  return {
    name: path,
    label: <Numbered number={node.number}>{wording(block)}</Numbered>,
    ...(help.length > 0 ? { hint: <span className="whitespace-pre-line">{help.join("\n")}</span> } : {}),
    ...(problem ? { error: problem } : {}),
  };
}

/** A question's words with its printed number before them. */
export function Numbered({ number, children }: { readonly number?: string | undefined; readonly children: ReactNode }) {
  return (
    <span className="text-lg leading-snug">
      {number && <span className="numeric mr-2 font-normal text-ink-soft">{number}</span>}
      <span className="whitespace-pre-line">{children}</span>
    </span>
  );
}
