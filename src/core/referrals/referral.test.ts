import { describe, expect, test } from "vitest";
import { aPack } from "../../../tests/builders/packFiles.ts";
import { decideReferral } from "./decision.ts";
import { openQuestions, type Referral, type ScreeningSituation, screenReferral } from "./referral.ts";
import { linkReferral, registerReferral } from "./registration.ts";

const pack = aPack();
const today = "2026-02-10";

const aReferral = (changes: Partial<Referral> = {}): Referral => ({
  version: 1,
  state: "received",
  receivedOn: "2026-02-02",
  source: "school",
  facts: {},
  screening: null,
  householdId: null,
  ...changes,
});
const near = { minutes_walking: 5, allergic_to_tomato: false, plot_metres: 3, sun: "full" };

function screen(
  facts: Readonly<Record<string, string | number | boolean | null>>,
  changes: Partial<ScreeningSituation> = {},
) {
  return screenReferral({ referral: aReferral(), pack, household: null, ...changes }, { baseVersion: 1, facts }, today);
}

describe("registering a referral", () => {
  const input = { receivedOn: "2026-02-10", familyName: " Rojas ", contact: " ", reason: " pide ayuda " };
  test("keeps the words without blanks around them", () => {
    expect(registerReferral(input, today)).toEqual({
      ok: true,
      value: { receivedOn: "2026-02-10", familyName: "Rojas", contact: "", reason: "pide ayuda" },
    });
  });
  test("refuses a day that has not come", () => {
    expect(registerReferral({ ...input, receivedOn: "2026-02-11" }, today)).toMatchObject({
      failure: { code: "day_in_future" },
    });
  });
  test("joins a family once", () => {
    const free = { version: 3, householdId: null };
    expect(linkReferral(free, { householdId: "h", baseVersion: 3 })).toEqual({ ok: true, value: "h" });
    expect(linkReferral(free, { householdId: "h", baseVersion: 2 })).toMatchObject({ failure: { code: "stale" } });
    expect(linkReferral({ version: 3, householdId: "g" }, { householdId: "h", baseVersion: 3 })).toMatchObject({
      failure: { code: "already_linked" },
    });
  });
});

describe("screening", () => {
  test("keeps what each condition looked at and how it came out", () => {
    const screened = screen(near);
    expect(screened).toMatchObject({ ok: true, value: { state: "screened", facts: near } });
    const distance = screened.ok && screened.value.screening.conditions.find(({ id }) => id === "near");
    expect(distance).toEqual({ id: "near", met: "yes", used: [{ name: "intake.minutes_walking", value: 5 }] });
  });

  test("proposes nothing while an age is not known", () => {
    expect(screen(near)).toMatchObject({ value: { screening: { proposed: null } } });
  });

  test("reads the age of a family that has a file already", () => {
    const household = { births: ["1984-03-07", "2017"], referenceBirth: "1984-03-07", registeredOn: "2025-01-01" };
    expect(screen(near, { household })).toMatchObject({
      value: { screening: { proposed: "welcome", groups: ["balcony", "courtyard"] } },
    });
  });

  test("proposes another service to a family that lives far away, whatever else is unknown", () => {
    expect(screen({ minutes_walking: 45 })).toMatchObject({ value: { screening: { proposed: "other_garden" } } });
  });

  test.each([
    [{ height: 3 }, { code: "unknown_fact", fact: "height" }],
    [{ minutes_walking: "cinco" }, { code: "bad_fact", fact: "minutes_walking" }],
    [{ sun: "midnight" }, { code: "bad_fact", fact: "sun" }],
    [{ seeds_since: "2026-02-30" }, { code: "bad_fact", fact: "seeds_since" }],
    [{ allergic_to_tomato: 1 }, { code: "bad_fact", fact: "allergic_to_tomato" }],
  ])("refuses the answer %j", (facts, failure) => {
    expect(screen(facts as never)).toEqual({ ok: false, failure });
  });

  test("takes an empty answer as not known yet", () => {
    expect(screen({ minutes_walking: 5, sun: "", plot_metres: null })).toMatchObject({
      value: { facts: { minutes_walking: 5 } },
    });
    expect(openQuestions(pack, { sun: "full" })).toEqual(["minutes_walking"]);
  });

  test("an edit on an older version shows both answers of each question that differs", () => {
    const referral = aReferral({ version: 2, facts: { minutes_walking: 5, sun: "half" } });
    expect(screen({ minutes_walking: 9, sun: "half" }, { referral })).toEqual({
      ok: false,
      failure: { code: "stale", conflict: [{ field: "minutes_walking", yours: 9, theirs: 5 }] },
    });
  });

  test.each(["accepted", "declined", "redirected"] as const)("is over once the family is %s", (state) => {
    expect(screen(near, { referral: aReferral({ state }) })).toEqual({
      ok: false,
      failure: { code: "already_decided" },
    });
  });
});

describe("deciding", () => {
  const screening = { on: today, proposed: "welcome", groups: [], conditions: [] };
  const referral = aReferral({ version: 2, state: "screened", facts: near, screening });
  const decide = (changes: object, given: Partial<Referral> = {}) =>
    decideReferral(
      { referral: { ...referral, ...given }, pack },
      { baseVersion: 2, outcome: "welcome", reasons: [], explanation: "", ...changes },
    );

  test("accepts what the rules propose without further words: the conditions are the reasons", () => {
    expect(decide({})).toMatchObject({ ok: true, value: { state: "accepted", outcome: "welcome" } });
  });

  test("asks why when the rules propose something else", () => {
    const far = { screening: { ...screening, proposed: "other_garden" } };
    expect(decide({}, far)).toEqual({ ok: false, failure: { code: "explanation_missing" } });
    expect(decide({ explanation: "Su hermana la acerca en coche." }, far)).toMatchObject({ ok: true });
  });

  test("declines only with reasons of the programme or in words", () => {
    const declined = { screening: { ...screening, proposed: "not_this_year" } };
    expect(decide({ outcome: "not_this_year" }, declined)).toMatchObject({ failure: { code: "reasons_missing" } });
    expect(decide({ outcome: "not_this_year", reasons: ["too_far"] }, declined)).toMatchObject({
      failure: { code: "unknown_reason" },
    });
    expect(decide({ outcome: "not_this_year", reasons: ["allergy", "allergy"] }, declined)).toMatchObject({
      value: { state: "declined", reasons: ["allergy"] },
    });
  });

  test("redirects nobody to nowhere", () => {
    const far = { screening: { ...screening, proposed: "other_garden" } };
    const redirect = { outcome: "other_garden", reasons: ["too_far"] };
    expect(decide(redirect, far)).toMatchObject({ failure: { code: "destination_missing" } });
    expect(decide({ ...redirect, redirectedTo: " Huerto del Sur " }, far)).toMatchObject({
      value: { state: "redirected", redirectedTo: "Huerto del Sur" },
    });
  });

  test("a family that waits stays open to another decision", () => {
    const waits = { outcome: "wait_for_spring", reasons: ["out_of_season"], explanation: "En marzo." };
    expect(decide(waits)).toMatchObject({ value: { state: "screened", outcome: "wait_for_spring" } });
  });

  test("comes after the intake, with every required question answered", () => {
    expect(decide({}, { state: "received", screening: null })).toMatchObject({ failure: { code: "not_screened" } });
    expect(decide({}, { facts: { sun: "full" } })).toMatchObject({
      failure: { code: "not_screened", details: { questions: ["minutes_walking"] } },
    });
  });

  test("is taken once, and on what was last saved", () => {
    expect(decide({}, { state: "accepted" })).toMatchObject({ failure: { code: "already_decided" } });
    expect(decide({ baseVersion: 1 })).toMatchObject({ failure: { code: "stale" } });
    expect(decide({ outcome: "maybe" })).toMatchObject({ failure: { code: "unknown_outcome" } });
  });
});
