import { describe, expect, it } from "vitest";
import { base32, enrolmentAddress, fromBase32, stepAt, stepBytes, stepsToTry, useStep } from "./totp.ts";

describe("one-time codes", () => {
  it("counts steps of half a minute", () => {
    expect(stepAt(59_000)).toBe(1);
    expect(stepAt(60_000)).toBe(2);
  });

  it("tries the present step first and one to either side", () => {
    expect(stepsToTry(90_000)).toEqual([3, 2, 4]);
  });

  it("writes a step as eight bytes, the highest first", () => {
    expect([...stepBytes(0x1_0000_0002)]).toEqual([0, 0, 0, 1, 0, 0, 0, 2]);
  });

  it("accepts a code once and none older than the last one", () => {
    expect(useStep(7, null).ok).toBe(true);
    expect(useStep(7, 6).ok).toBe(true);
    expect(useStep(7, 7)).toEqual({ ok: false, failure: { code: "code_already_used" } });
    expect(useStep(6, 7).ok).toBe(false);
  });

  it("writes base 32 as RFC 4648 shows, without padding, and reads it back", () => {
    const vectors: [string, string][] = [
      ["f", "MY"],
      ["fo", "MZXQ"],
      ["foo", "MZXW6"],
      ["foob", "MZXW6YQ"],
      ["fooba", "MZXW6YTB"],
      ["foobar", "MZXW6YTBOI"],
    ];
    for (const [plain, coded] of vectors) {
      const bytes = Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
      expect(base32(bytes)).toBe(coded);
      expect(fromBase32(coded)).toEqual(bytes);
    }
    const all = Uint8Array.from({ length: 255 }, (_, index) => index);
    expect(fromBase32(base32(all))).toEqual(all);
  });

  it("keeps account and issuer from leaving their place in the address", () => {
    const address = new URL(enrolmentAddress("ABC", "a&secret=X@example.org", "Trenza: prueba"));
    expect(address.searchParams.get("secret")).toBe("ABC");
    expect(address.searchParams.get("issuer")).toBe("Trenza: prueba");
  });
});
