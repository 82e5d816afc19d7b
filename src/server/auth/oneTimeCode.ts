import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { base32, codeOf, fromBase32, stepBytes, stepsToTry } from "../../core/auth/totp.ts";

/** A new shared secret of 160 bits, in base 32 (RFC 4226 §4 recommends the length of the hash). */
export function newSecret(): string {
  return base32(randomBytes(20));
}

/** The code of one step (RFC 6238 with SHA-1, which is what authenticator programs implement). */
export function codeAt(secret: string, step: number, digits?: number): string {
  return codeOf(createHmac("sha1", fromBase32(secret)).update(stepBytes(step)).digest(), digits);
}

/** The step whose code was typed, among those valid at `now` (milliseconds); all of them are compared every time. */
export function matchingStep(secret: string, code: string, now: number): number | undefined {
  const typed = Buffer.from(code.padEnd(6).slice(0, 6));
  const steps = stepsToTry(now).filter((step) => timingSafeEqual(typed, Buffer.from(codeAt(secret, step))));
  return code.length === 6 ? steps[0] : undefined;
}
