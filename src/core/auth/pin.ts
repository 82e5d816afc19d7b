import { accepted, type Result, refused } from "../result.ts";

export type PinFailure = { readonly code: "pin_not_digits" } | { readonly code: "pin_too_easy" };

/** Decides on the code that takes a shared screen back from a family: 4 to 8 digits, no single digit, no run. */
export function checkPin(pin: string): Result<string, PinFailure> {
  if (!/^\d{4,8}$/.test(pin)) return refused({ code: "pin_not_digits" });
  const digits = [...pin].map(Number);
  const steps = new Set(digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10));
  const [only] = [...steps];
  if (steps.size === 1 && only !== undefined && [0, 1, 9].includes(only)) return refused({ code: "pin_too_easy" });
  return accepted(pin);
}
