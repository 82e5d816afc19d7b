import { describe, expect, it } from "vitest";
import { COMMON_PASSWORDS } from "./commonPasswords.ts";
import { hashSecret, matchesSecret, TooBusy } from "./hashing.ts";

describe("passwords", () => {
  it("are stored as argon2id with 64 MiB, 3 passes and 1 lane", async () => {
    const stored = await hashSecret("manzanas y nueces");
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
    expect(await matchesSecret(stored, "manzanas y nueces")).toBe(true);
    expect(await matchesSecret(stored, "manzanas y nuez")).toBe(false);
  }, 60_000);

  it("of an account that does not exist never match, not even the decoy's own text", async () => {
    expect(await matchesSecret(undefined, "no account has this password")).toBe(false);
  }, 60_000);

  it("wait two at a time in a queue of twenty; the next one is refused at once", async () => {
    const tries = Array.from({ length: 23 }, () => matchesSecret(undefined, "x"));
    const outcomes = await Promise.allSettled(tries);
    const refused = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(refused.map((outcome) => outcome.reason)).toEqual([expect.any(TooBusy)]);
    expect(await matchesSecret(undefined, "x")).toBe(false);
  }, 60_000);

  it("that anybody would try first are in the list that ships", () => {
    expect(COMMON_PASSWORDS.size).toBeGreaterThan(10_000);
    for (const known of ["password", "qwerty123456", "contraseña", "1q2w3e4r5t6y"]) {
      expect(COMMON_PASSWORDS.has(known)).toBe(true);
    }
    for (const word of COMMON_PASSWORDS) expect(word).toBe(word.toLowerCase());
  });
});
