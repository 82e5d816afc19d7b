import { describe, expect, test } from "vitest";
import { aPack } from "../../../tests/builders/packFiles.ts";
import { evaluateEntry } from "./entry.ts";
import type { PackFacts } from "./facts.ts";

const pack = aPack();
const today = "2026-11-21";

function facts(intake: PackFacts["intake"] = {}, changes: PackFacts = {}): PackFacts {
  return {
    referenceBirth: "1990-05-01",
    referral: { received_on: today },
    household: { under_18: 0 },
    intake: { minutes_walking: 5, plot_metres: 3, sun: "full", allergic_to_tomato: false, ...intake },
    ...changes,
  };
}

function metOf(evaluation: ReturnType<typeof evaluateEntry>): Readonly<Record<string, string>> {
  return Object.fromEntries(evaluation.conditions.map(({ id, met }) => [id, met]));
}

describe("entry rules", () => {
  test("propose to accept when everything required is met and one group fits", () => {
    const evaluation = evaluateEntry(pack, facts(), today);
    expect(evaluation.proposed).toEqual({ outcome: "welcome", name: "Bienvenida al huerto" });
    expect(metOf(evaluation)).toEqual({
      near: "yes",
      adult: "yes",
      no_allergy: "yes",
      room_for_pots: "yes",
      small_hands: "no",
    });
  });

  test("explain each condition in the programme's words, with the values looked at and the source", () => {
    const near = evaluateEntry(pack, facts({ minutes_walking: 45 }), today, "en").conditions[0];
    expect(near).toMatchObject({
      met: "no",
      explanation: "You live far: another garden is closer.",
      used: [{ name: "intake.minutes_walking", value: 45 }],
      source: "garden-rules",
    });
  });

  test("propose the outcome of the first condition that fails, in the order of the programme", () => {
    const both = evaluateEntry(pack, facts({ minutes_walking: 45, allergic_to_tomato: true }), today);
    expect(both).toMatchObject({ proposed: { outcome: "other_garden" }, because: ["near"] });
    const child = evaluateEntry(pack, facts({}, { referenceBirth: "2015-01-01" }), today);
    expect(child).toMatchObject({ proposed: { outcome: "wait_for_spring" }, because: ["adult"] });
    const excluded = evaluateEntry(pack, facts({ allergic_to_tomato: true }), today);
    expect(excluded).toMatchObject({ proposed: { outcome: "not_this_year" }, because: ["no_allergy"] });
  });

  test("propose nothing while a fact is missing, and say which", () => {
    const evaluation = evaluateEntry(pack, facts({ allergic_to_tomato: null, minutes_walking: null }), today);
    expect(evaluation).toMatchObject({ proposed: null, because: ["near", "no_allergy"] });
    expect(evaluation.conditions[0]?.explanation).toBe("Falta saber a cuántos minutos vivís.");
  });

  test("a birth known only by its year leaves the age open when both answers are possible", () => {
    expect(metOf(evaluateEntry(pack, facts({}, { referenceBirth: "2008" }), today)).adult).toBe("unknown");
    expect(metOf(evaluateEntry(pack, facts({}, { referenceBirth: "2007" }), today)).adult).toBe("yes");
  });

  test("a missing fact does not matter where the other half decides", () => {
    const noSun = evaluateEntry(pack, facts({ plot_metres: null, sun: "none" }), today);
    expect(metOf(noSun).room_for_pots).toBe("no");
    const sunny = evaluateEntry(pack, facts({ plot_metres: null, sun: "full" }), today);
    expect(metOf(sunny).room_for_pots).toBe("unknown");
  });

  test("a group counts only while it is in force", () => {
    const noBalcony = facts({ plot_metres: 0 }, { household: { under_18: 2 } });
    expect(evaluateEntry(pack, noBalcony, "2026-02-28").proposed?.outcome).toBe("welcome");
    const after = evaluateEntry(pack, noBalcony, "2026-03-01");
    expect(after.proposed?.outcome).toBe("other_garden");
    expect(after.groups.find((group) => group.id === "courtyard")).toMatchObject({ inForce: false, met: "no" });
  });
});
