import { type ReactNode, useState } from "react";
import { useLocale, useTexts } from "../i18n/LocaleProvider.tsx";
import { readNumber, writeNumber } from "../i18n/numbers.ts";
import type { FieldProps } from "./field.tsx";
import { type FieldWidth, TextField } from "./TextField.tsx";
import { uiTexts } from "./texts.ts";

export interface NumberFieldProps extends FieldProps {
  readonly value: number | null;
  /** The number, or null while the box is empty or holds something else (`text` says what). */
  readonly onChange: (value: number | null, text: string) => void;
  /** Whole numbers bring up the plain number pad on phones. */
  readonly whole?: boolean;
  readonly suffix?: ReactNode;
  readonly width?: FieldWidth;
}

/** A number as people write it: decimal comma or point, spaces or points between thousands. No spin buttons. */
export function NumberField({ value, onChange, whole = false, width = "short", ...props }: NumberFieldProps) {
  const { tag } = useLocale();
  const t = useTexts(uiTexts);
  const [draft, setDraft] = useState<string | null>(null);
  const [left, setLeft] = useState(false);
  const text = draft ?? (value === null ? "" : writeNumber(value, tag, 6));
  const unreadable = left && text.trim() !== "" && !readNumber(text, tag).ok;
  const change = (next: string) => {
    const read = readNumber(next, tag);
    setDraft(next);
    setLeft(false);
    onChange(read.ok ? read.value : null, next);
  };
  const leave = () => {
    setLeft(true);
    if (readNumber(text, tag).ok) setDraft(null);
  };
  return (
    <TextField
      {...props}
      {...(unreadable ? { error: t.errors.number } : {})}
      value={text}
      onChange={change}
      onBlur={leave}
      inputMode={whole ? "numeric" : "decimal"}
      autoComplete="off"
      width={width}
    />
  );
}
