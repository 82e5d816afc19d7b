import { useEffect, useState } from "react";

/** The value once it has stopped changing for a while, so that a question is not asked at every stroke. */
export function useSettled<Value extends object>(value: Value, milliseconds: number): Value {
  const text = JSON.stringify(value);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), milliseconds);
    return () => clearTimeout(timer);
  }, [text, milliseconds]);
  return JSON.parse(settled) as Value;
}
