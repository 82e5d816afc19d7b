import { describe, expect, it } from "vitest";
import { base32 } from "../../core/auth/totp.ts";
import { codeAt, matchingStep, newSecret } from "./oneTimeCode.ts";

const secret = base32(Buffer.from("12345678901234567890"));

describe("one-time codes", () => {
  it("agree with the vectors of RFC 6238, appendix B", () => {
    const vectors: [number, string][] = [
      [59, "94287082"],
      [1111111109, "07081804"],
      [1111111111, "14050471"],
      [1234567890, "89005924"],
      [2000000000, "69279037"],
      [20000000000, "65353130"],
    ];
    for (const [seconds, code] of vectors) expect(codeAt(secret, Math.floor(seconds / 30), 8)).toBe(code);
  });

  it("are accepted half a minute early or late, not more", () => {
    const now = 1_234_567_890_000;
    const step = Math.floor(now / 30_000);
    expect(matchingStep(secret, codeAt(secret, step), now)).toBe(step);
    expect(matchingStep(secret, codeAt(secret, step - 1), now)).toBe(step - 1);
    expect(matchingStep(secret, codeAt(secret, step + 1), now)).toBe(step + 1);
    expect(matchingStep(secret, codeAt(secret, step + 2), now)).toBeUndefined();
    expect(matchingStep(secret, codeAt(secret, step - 2), now)).toBeUndefined();
  });

  it("refuse text of any other length", () => {
    const now = 1_234_567_890_000;
    const code = codeAt(secret, Math.floor(now / 30_000));
    for (const typed of ["", code.slice(0, 5), `${code}0`, `${code} `]) {
      expect(matchingStep(secret, typed, now)).toBeUndefined();
    }
  });

  it("come from a secret of 160 bits that is new every time", () => {
    expect(newSecret()).toMatch(/^[A-Z2-7]{32}$/);
    expect(newSecret()).not.toBe(newSecret());
  });
});
