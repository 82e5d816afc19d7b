import { CircleAlert, Delete } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { useTexts } from "../i18n/LocaleProvider.tsx";
import { Button } from "./Button.tsx";
import { classes } from "./classes.ts";
import { uiTexts } from "./texts.ts";

export interface PinPadProps {
  readonly label: string;
  /** How many figures at most; without `confirm` the code is handed over with the last one. */
  readonly length?: number;
  /** For codes whose length only their owner knows: the button that hands over what was typed. */
  readonly confirm?: string;
  readonly busy?: boolean;
  readonly onComplete: (pin: string) => void;
  readonly error?: string;
  readonly hint?: string;
}

/** A code typed with large keys or with the keyboard. The figures are never shown. */
export function PinPad(props: PinPadProps) {
  const { label, length = 6, confirm, onComplete, error, hint } = props;
  const t = useTexts(uiTexts);
  const [pin, setPin] = useState("");
  const labelId = useId();
  const press = (digit: string) => {
    const next = pin + digit;
    if (next.length > length) return;
    if (next.length < length || confirm) return setPin(next);
    handOver(next);
  };
  const handOver = (code: string) => {
    setPin("");
    onComplete(code);
  };
  const erase = () => setPin(pin.slice(0, -1));
  const type = (event: KeyboardEvent) => {
    if (/^\d$/.test(event.key)) press(event.key);
    else if (event.key === "Backspace") erase();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would read the label before every key
    <div
      role="group"
      aria-labelledby={labelId}
      onKeyDown={type}
      className="grid w-full max-w-xs justify-items-center gap-4"
    >
      <p id={labelId} className="text-lg font-bold">
        {label}
      </p>
      {hint && <p className="text-sm text-ink-soft">{hint}</p>}
      <p role="status" className="flex min-h-6 gap-3">
        <span className="sr-only">
          {confirm ? t.pin.typed({ n: pin.length }) : t.pin.entered({ n: pin.length, total: length })}
        </span>
        {Array.from({ length: confirm ? Math.max(4, pin.length) : length }, (_, at) => at).map((at) => (
          <span
            key={at}
            className={classes("size-4 rounded-full border-2 border-edge", at < pin.length && "border-teal bg-teal")}
          />
        ))}
      </p>
      {error && (
        <p role="alert" className="flex gap-1.5 font-bold text-ochre">
          <CircleAlert className="mt-0.5 size-5 shrink-0" />
          {error}
        </p>
      )}
      <div className="grid w-full grid-cols-3 gap-2">
        {DIGITS.map((digit) => (
          <button
            key={digit}
            type="button"
            onClick={() => press(digit)}
            className={classes(KEY, digit === "0" && "col-start-2")}
          >
            {digit}
          </button>
        ))}
        <button
          type="button"
          onClick={erase}
          className={classes(KEY, "flex items-center justify-center gap-1 text-base")}
        >
          <Delete className="size-5" />
          {t.pin.erase}
        </button>
      </div>
      {confirm && (
        <Button tone="primary" size="large" busy={props.busy ?? false} onPress={() => handOver(pin)} className="w-full">
          {confirm}
        </Button>
      )}
    </div>
  );
}

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"];
const KEY = "numeric min-h-16 rounded-lg border border-edge bg-surface text-2xl hover:bg-sunken active:bg-teal-soft";
