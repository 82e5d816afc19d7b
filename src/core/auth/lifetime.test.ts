import { describe, expect, it } from "vitest";
import { mayTry } from "./attempts.ts";
import { expiryOf, needsTouch, signInState } from "./lifetime.ts";

const minute = 60_000;
const start = Date.UTC(2026, 10, 21, 8);
const times = { lastSeenAt: start, expiresAt: expiryOf(start), endedAt: null };

describe("an open browser", () => {
  it("stays open up to a quarter of an hour without a request, not longer", () => {
    expect(signInState(times, start + 15 * minute - 1)).toBe("open");
    expect(signInState(times, start + 15 * minute)).toBe("idle");
  });

  it("ends after twelve hours, however busy", () => {
    const busy = { ...times, lastSeenAt: start + 12 * 60 * minute - 1 };
    expect(signInState(busy, start + 12 * 60 * minute - 1)).toBe("open");
    expect(signInState(busy, start + 12 * 60 * minute)).toBe("expired");
  });

  it("stays ended once ended, also when the clock steps back", () => {
    expect(signInState({ ...times, endedAt: start + minute }, start)).toBe("ended");
  });

  it("notes that it was seen once in half a minute", () => {
    expect(needsTouch(times, start + 29_999)).toBe(false);
    expect(needsTouch(times, start + 30_000)).toBe(true);
  });
});

describe("the limit on tries", () => {
  it("closes an account after ten wrong passwords and an address after a hundred", () => {
    expect([mayTry("account", 9), mayTry("account", 10)]).toEqual([true, false]);
    expect([mayTry("address", 99), mayTry("address", 100)]).toEqual([true, false]);
  });
});
