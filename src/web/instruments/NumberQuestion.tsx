import { useState } from "react";
import type { Block } from "../../core/instruments/pages.ts";
import { useLocale } from "../i18n/LocaleProvider.tsx";
import { readNumber, writeNumber } from "../i18n/numbers.ts";
import { TextArea } from "../ui/TextArea.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useQuestionField } from "./questionLabel.tsx";
import { useFilling } from "./useFilling.tsx";

/** As many characters as the engine keeps of one answer. */
const LONGEST = 20_000;

/** A text of one line or of several. */
export function TextQuestion({ block }: { readonly block: Block }) {
  const { answer, set, reading } = useFilling();
  const field = useQuestionField(block);
  const { path, node } = block;
  const item = node.source.kind === "item" ? node.source.item : undefined;
  const raw = answer(path);
  const value = typeof raw === "string" ? raw : "";
  const change = (text: string) => set(path, text === "" ? null : text);
  const shared = {
    ...field,
    value,
    onChange: change,
    maxLength: LONGEST,
    readOnly: reading.evaluation.readOnly.has(path),
  };
  if (item?.type === "text" && item.multiline) return <TextArea {...shared} rows={3} />;
  return <TextField {...shared} autoComplete="off" />;
}

/**
 * A number as people write it. What cannot be read stays in the box and in the answers as it was typed, so that it is asked
 * again instead of being lost.
 */
export function NumberQuestion({ block }: { readonly block: Block }) {
  const { answer, set, reading } = useFilling();
  const { tag } = useLocale();
  const field = useQuestionField(block);
  const { path, node } = block;
  const [typed, setTyped] = useState<string | null>(null);
  const raw = answer(path);
  const stored = typeof raw === "number" ? writeNumber(raw, tag, 6) : typeof raw === "string" ? raw : "";
  const item = node.source.kind === "item" ? node.source.item : undefined;
  const unit = item?.type === "int" || item?.type === "dec" ? item.unit : undefined;
  const change = (text: string) => {
    const read = readNumber(text, tag);
    setTyped(text);
    set(path, read.ok ? read.value : text.trim() === "" ? null : text.slice(0, 100));
  };
  return (
    <TextField
      {...field}
      value={typed ?? stored}
      onChange={change}
      onBlur={() => setTyped(null)}
      inputMode={node.type === "int" ? "numeric" : "decimal"}
      autoComplete="off"
      width="short"
      readOnly={reading.evaluation.readOnly.has(path)}
      {...(unit ? { suffix: unit } : {})}
    />
  );
}
