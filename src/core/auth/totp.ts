import { accepted, type Result, refused } from "../result.ts";

/** Seconds a code lives (RFC 6238, recommended default). */
export const STEP_SECONDS = 30;
/** Steps tried before and after the present one, for telephones whose clock is off by up to half a minute. */
export const DRIFT_STEPS = 1;
export const DIGITS = 6;

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Number of the 30-second step a moment (milliseconds since 1970) lies in. */
export function stepAt(now: number): number {
  return Math.floor(now / 1000 / STEP_SECONDS);
}

/** The steps whose codes may be typed at `now`, the likeliest first. */
export function stepsToTry(now: number): number[] {
  const present = stepAt(now);
  const steps = [present];
  for (let drift = 1; drift <= DRIFT_STEPS; drift++) steps.push(present - drift, present + drift);
  return steps;
}

/** The eight bytes of a step that are signed with the secret (RFC 4226 §5.2). */
export function stepBytes(step: number): Uint8Array {
  const bytes = new Uint8Array(8);
  for (let index = 7, rest = step; index >= 0; index--) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}

/** Dynamic truncation of an HMAC to a code of `digits` digits (RFC 4226 §5.3). */
export function codeOf(mac: Uint8Array, digits = DIGITS): string {
  const offset = (mac[mac.length - 1] ?? 0) & 0x0f;
  const [first = 0, second = 0, third = 0, fourth = 0] = mac.slice(offset, offset + 4);
  const number = (first & 0x7f) * 2 ** 24 + second * 2 ** 16 + third * 2 ** 8 + fourth;
  return String(number % 10 ** digits).padStart(digits, "0");
}

/** Whether a code that matches `step` may be used: each code once, and never one older than the last used. */
export function useStep(step: number, lastUsed: number | null): Result<number, { readonly code: "code_already_used" }> {
  return lastUsed !== null && step <= lastUsed ? refused({ code: "code_already_used" }) : accepted(step);
}

/** RFC 4648 base 32 without padding, as authenticator programs expect it. */
export function base32(bytes: Uint8Array): string {
  let text = "";
  let value = 0;
  let bits = 0;
  for (const byte of bytes) {
    value = (value * 256 + byte) % 2 ** 24;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32.charAt(Math.floor(value / 2 ** bits) % 32);
    }
  }
  return bits === 0 ? text : text + BASE32.charAt((value * 2 ** (5 - bits)) % 32);
}

/** The bytes of a base 32 text; anything outside the alphabet is skipped. */
export function fromBase32(text: string): Uint8Array {
  const bytes: number[] = [];
  let value = 0;
  let bits = 0;
  for (const letter of text.toUpperCase()) {
    const digit = BASE32.indexOf(letter);
    if (digit < 0) continue;
    value = (value * 32 + digit) % 2 ** 16;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push(Math.floor(value / 2 ** bits) % 256);
    }
  }
  return Uint8Array.from(bytes);
}

/** Address that an authenticator program reads from a QR code. */
export function enrolmentAddress(secret: string, account: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_SECONDS}`;
}
