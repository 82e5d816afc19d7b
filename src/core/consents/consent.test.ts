import { describe, expect, test } from "vitest";
import { type Consent, isInForce, recordConsent, withdrawConsent } from "./consent.ts";

const today = "2026-11-21";
const aConsent = (changes: Partial<Consent> = {}): Consent => ({
  personId: "ana",
  purpose: "care",
  givenOn: "2026-02-03",
  validTo: null,
  withdrawnOn: null,
  ...changes,
});

describe("a consent holds", () => {
  test.each<[string, Partial<Consent>, boolean]>([
    ["from the day it is given", { givenOn: today }, true],
    ["not before", { givenOn: "2026-11-22" }, false],
    ["until the day before its end", { validTo: "2026-11-22" }, true],
    ["not on its last day", { validTo: today }, false],
    ["not from the day it is taken back", { withdrawnOn: today }, false],
    ["until the day before it is taken back", { withdrawnOn: "2026-11-22" }, true],
  ])("%s", (_, changes, holds) => {
    expect(isInForce(aConsent(changes), today)).toBe(holds);
  });
});

describe("recording a consent", () => {
  const record = (changes: object = {}, consents: readonly Consent[] = []) =>
    recordConsent(
      { purposes: ["care", "photo"], membersThatDay: ["ana"], consents, today },
      { personId: "ana", purpose: "care", givenOn: "2026-02-03", ...changes },
    );

  test.each([
    ["a purpose of another programme", { purpose: "marketing" }, "unknown_purpose"],
    ["somebody who does not live there", { personId: "eva" }, "not_a_member"],
    ["a day to come", { givenOn: "2026-11-22" }, "day_in_future"],
    ["an end before the beginning", { validTo: "2026-02-03" }, "ends_before_it_starts"],
  ])("refuses %s", (_, changes, code) => {
    expect(record(changes)).toMatchObject({ ok: false, failure: { code } });
  });

  test("is not given twice, but again after it was taken back", () => {
    expect(record({}, [aConsent()])).toMatchObject({ failure: { code: "already_given" } });
    expect(record({}, [aConsent({ purpose: "photo" })])).toMatchObject({ ok: true });
    expect(record({}, [aConsent({ withdrawnOn: "2026-06-01" })])).toMatchObject({ ok: true });
  });
});

describe("taking a consent back", () => {
  const withdraw = (withdrawnOn: string, changes: Partial<Consent> = {}, baseVersion = 1) =>
    withdrawConsent({ ...aConsent(changes), version: 1 }, { baseVersion, withdrawnOn }, today);

  test("counts from its day on", () => {
    expect(withdraw("2026-11-20")).toEqual({ ok: true, value: "2026-11-20" });
    expect(withdraw("2026-02-03")).toMatchObject({ ok: true });
  });
  test("comes once, after it was given, on what was last seen, and not in advance", () => {
    expect(withdraw("2026-02-02")).toMatchObject({ failure: { code: "before_it_was_given" } });
    expect(withdraw("2026-11-22")).toMatchObject({ failure: { code: "day_in_future" } });
    expect(withdraw(today, {}, 2)).toMatchObject({ failure: { code: "stale" } });
    expect(withdraw(today, { withdrawnOn: "2026-06-01" })).toMatchObject({
      failure: { code: "already_withdrawn", withdrawnOn: "2026-06-01" },
    });
  });
});
