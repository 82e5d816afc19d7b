import { describe, expect, test } from "vitest";
import { aPack } from "../../../tests/builders/packFiles.ts";
import type { WorkingCalendar } from "../calendar/workingDays.ts";
import { type Evidence, moveStage, type StageMove } from "../stages/stageTable.ts";
import { deadlineRuleFor, deadlinesTouched, someDeadlineHears } from "./deadlineRules.ts";
import { caseFacts, householdFacts, type PackFacts } from "./facts.ts";
import { moveCase, offeredTransitions } from "./moveCase.ts";
import { packForTerritory } from "./overlay.ts";
import { packText } from "./pack.ts";
import { checkAgreement, checkPriorities, refusalEffect, sharedInstrument } from "./planRules.ts";
import { checkSessionKind, isLongWithoutSession, nextSessionBy, trajectoryStanding } from "./trajectoryRules.ts";

const pack = aPack();
const today = "2026-11-21";
const calendar: WorkingCalendar = { restDays: [6, 7], holidays: new Set(), years: new Set([2026, 2027]) };

const nothing: Evidence = { forms: [], agreements: [], meetings: [], decisions: [], documents: [], reason: "" };

function aMove(changes: Partial<StageMove> = {}): StageMove {
  return { from: "sowing", to: "growing", role: "family_worker", closing: null, evidence: nothing, ...changes };
}

const ready: PackFacts = {
  plan: { agreed: true },
  case: { sessions_held: 3 },
  assessments: { bancal: { times: 1, closedOn: today, scores: { company: 1.5 }, familyScores: {}, changes: {} } },
};
const shown: Evidence = { ...nothing, forms: ["bancal"], agreements: ["muddy_handshake"] };

describe("stages", () => {
  test("move by the table and say which clocks start", () => {
    expect(moveCase(pack, aMove({ evidence: shown }), ready, today)).toEqual({
      ok: true,
      value: {
        stage: "growing",
        kind: "active",
        closing: null,
        starts: ["first_watering", "weeding_review"],
        meets: [],
        stops: [],
      },
    });
  });

  test.each([
    ["a stage the programme does not have", aMove({ to: "orbit" }), { code: "stage_unknown", stage: "orbit" }],
    ["a step the table does not have", aMove({ to: "harvest" }), { code: "transition_not_foreseen" }],
    ["a role the step is not for", aMove({ role: "supervisor", evidence: shown }), { code: "transition_not_allowed" }],
    [
      "a missing agreement",
      aMove({ evidence: { ...shown, agreements: ["leaf_print"] } }),
      { code: "stage_need_missing", kind: "agreement", of: "muddy_handshake" },
    ],
    [
      "a missing reason",
      aMove({ to: "compost", closing: "moved_house" }),
      { code: "stage_need_missing", kind: "reason" },
    ],
    [
      "closing without saying why",
      aMove({ to: "compost", evidence: { ...nothing, reason: "we tried" } }),
      { code: "closing_required", stage: "compost" },
    ],
    [
      "a closing of another stage",
      aMove({ to: "compost", closing: "tomatoes", evidence: { ...nothing, reason: "we tried" } }),
      { code: "closing_not_foreseen", closing: "tomatoes" },
    ],
  ])("refuse %s", (_name, move, failure) => {
    expect(moveCase(pack, move, ready, today)).toMatchObject({ ok: false, failure });
  });

  test("tell a condition that does not hold from one nobody can judge", () => {
    const unjudged = moveCase(pack, aMove({ evidence: shown }), {}, today);
    expect(unjudged).toMatchObject({ failure: { code: "stage_guard_not_met", met: "unknown" } });
    const notAgreed = moveCase(pack, aMove({ evidence: shown }), { ...ready, plan: { agreed: false } }, today);
    expect(notAgreed).toMatchObject({ failure: { code: "stage_guard_not_met", met: "no" } });
  });

  test("offer a role its steps with everything still missing", () => {
    const offered = offeredTransitions(pack, aMove(), { plan: { agreed: false }, assessments: {} }, today);
    expect(offered.map(({ transition, obstacles }) => [transition.to, obstacles.map(({ code }) => code)])).toEqual([
      ["growing", ["stage_guard_not_met", "stage_need_missing", "stage_need_missing"]],
      ["compost", ["stage_need_missing"]],
    ]);
    expect(offeredTransitions(pack, aMove({ role: "auditor" }), ready, today)).toEqual([]);
  });

  test("every step the table refuses stays refused whatever is shown", () => {
    const all: Evidence = {
      forms: ["bancal"],
      agreements: ["muddy_handshake"],
      meetings: ["snail_council"],
      decisions: ["ripe"],
      documents: ["rain_note"],
      reason: "x",
    };
    const stages = pack.stages.stages.map(({ id }) => id);
    for (const from of stages) {
      for (const to of stages) {
        const foreseen = pack.stages.stages.find(({ id }) => id === from)?.transitions.some((step) => step.to === to);
        for (const role of pack.pack.roles) {
          const moved = moveStage(pack.stages, aMove({ from, to, role, evidence: all }), () => "yes");
          if (!foreseen) expect(moved).toMatchObject({ failure: { code: "transition_not_foreseen" } });
        }
      }
    }
  });
});

describe("plans", () => {
  test("hold between the least and the most priorities of the programme", () => {
    expect(checkPriorities(pack, 0)).toMatchObject({ failure: { code: "too_few_priorities", least: 1 } });
    expect(checkPriorities(pack, 3)).toMatchObject({ ok: true });
    expect(checkPriorities(pack, 4)).toMatchObject({ failure: { code: "too_many_priorities", most: 3 } });
  });

  test("are agreed in a way the programme knows, after its assessments", () => {
    expect(checkAgreement(pack, "muddy_handshake", ["bancal"])).toMatchObject({ ok: true });
    expect(checkAgreement(pack, "wink", ["bancal"])).toMatchObject({ failure: { code: "agreement_unknown" } });
    expect(checkAgreement(pack, "leaf_print", [])).toMatchObject({
      failure: { code: "plan_needs_assessment", assessment: "bed" },
    });
    expect(sharedInstrument(pack)).toBe("bancal");
  });

  test("not agreed have the effect the programme says", () => {
    expect(refusalEffect(pack)).toEqual({ effect: "move", to: "compost" });
  });
});

describe("the trajectory", () => {
  test("has the kinds of session and levels of the programme, no others", () => {
    expect(checkSessionKind(pack, "watering_visit", "family")).toMatchObject({ ok: true });
    expect(checkSessionKind(pack, "watering_visit", "group")).toMatchObject({
      failure: { code: "session_level_not_foreseen" },
    });
    expect(checkSessionKind(pack, "seance", "group")).toMatchObject({ failure: { code: "session_kind_unknown" } });
  });

  test("does not count suspended months", () => {
    const facts = { openedOn: "2026-03-10", sessionsHeld: 2, monthsSuspended: 2 };
    expect(trajectoryStanding(pack, "short_season", facts, today)).toEqual({
      sessionsHeld: 2,
      sessionsForeseen: 4,
      monthsUsed: 6,
      monthsMost: 6,
      endsBy: "2026-11-10",
    });
    expect(trajectoryStanding(pack, "long_season", facts, today)?.sessionsForeseen).toBeNull();
    expect(trajectoryStanding(pack, "eternal", facts, today)).toBeUndefined();
  });

  test("says when the next session is expected and when the silence is long", () => {
    expect(nextSessionBy(pack, "2026-11-10", calendar)).toBe("2026-11-24");
    expect(isLongWithoutSession(pack, "2026-10-22", today)).toBe(false);
    expect(isLongWithoutSession(pack, "2026-10-21", today)).toBe(true);
  });
});

describe("terms", () => {
  test("take the first variant that is surely true", () => {
    const toddler = { household: householdFacts(["2024-01-01", "1990-01-01"], today, today) };
    expect(deadlineRuleFor(pack, "weeding_review", toddler, today)).toMatchObject({
      value: { duration: { amount: 1 } },
    });
    const unsure = { household: householdFacts(["2020", "1990"], today, today) };
    expect(deadlineRuleFor(pack, "weeding_review", unsure, today)).toMatchObject({
      value: { duration: { amount: 3 } },
    });
  });

  test("nobody knows, or not in force, start no clock and say so", () => {
    expect(deadlineRuleFor(pack, "worm_census", {}, today)).toMatchObject({
      failure: { code: "deadline_pending", pending: "worm_census" },
    });
    expect(deadlineRuleFor(pack, "weeding_review", {}, "2024-02-29")).toMatchObject({
      failure: { code: "deadline_not_in_force" },
    });
    expect(deadlineRuleFor(pack, "eclipse", {}, today)).toMatchObject({ failure: { code: "deadline_unknown" } });
  });

  test("answer to the events they name, and only those", () => {
    const watering = deadlinesTouched(pack, { event: "session_held", of: "watering_visit" });
    expect(watering).toEqual({ starts: [], meets: ["first_watering"], stops: [] });
    expect(deadlinesTouched(pack, { event: "session_held", of: "soup_day" }).meets).toEqual([]);
    expect(deadlinesTouched(pack, { event: "case_closed", of: null }).stops).toEqual(["weeding_review", "worm_census"]);
    expect(deadlinesTouched(pack, { event: "case_opened", of: null }).starts).toEqual(["worm_census"]);
  });

  test("are known to hear an event also when only a territory's own deadline does", () => {
    const heard = { event: "session_held", of: "moon_walk" } as const;
    expect(someDeadlineHears(pack, { event: "session_held", of: "watering_visit" })).toBe(true);
    expect(someDeadlineHears(pack, heard)).toBe(false);
    const [deadline] = pack.deadlines;
    const [key, overlay] = Object.entries(pack.overlays)[0] ?? [];
    if (!deadline || !key || !overlay) throw new Error("the pack of the tests has deadlines and a territory");
    const local = { ...overlay, deadlines: [{ ...deadline, stopsOn: [heard] }] };
    expect(someDeadlineHears({ ...pack, overlays: { [key]: local } }, heard)).toBe(true);
  });
});

describe("a territory", () => {
  const roof = packForTerritory(pack, ["garden", "garden:roof-7"]);

  test("replaces terms, deciding bodies, closings and words, and nothing else", () => {
    expect(deadlineRuleFor(roof, "worm_census", {}, today)).toMatchObject({
      value: { duration: { unit: "working_days" } },
    });
    expect(roof.decisions.decisions[1]?.decidedBy.value).toEqual({ role: null, body: "wind_committee" });
    expect(roof.stages.closings.map(({ id }) => id)).toContain("blown_away");
    expect(packText(roof, "deadline.worm_census", "en")).toBe("Roof worm census");
    expect(packText(roof, "stage.sowing", "en")).toBe("Sowing");
    expect(roof.stages.stages).toEqual(pack.stages.stages);
    expect(roof.territory).toBe("garden:roof-7");
  });

  test("without a sheet the programme runs as it is", () => {
    expect(packForTerritory(pack, ["garden:cellar"])).toEqual(pack);
  });
});

describe("facts of a family", () => {
  test("count ages on the day, and count nothing by age while one age is in doubt", () => {
    expect(householdFacts(["2025-06-01", "2014-11-21", "1950-01-01"], "2025-01-01", today)).toEqual({
      size: 3,
      under_3: 1,
      under_6: 1,
      under_12: 1,
      under_14: 2,
      under_18: 2,
      over_64: 1,
      youngest_age: 1,
      months_since_registered: 22,
    });
    expect(householdFacts(["2025-06-01", null], today, today)).toMatchObject({
      size: 2,
      under_18: null,
      youngest_age: null,
    });
  });

  test("tell how long a case is open and since when nobody met", () => {
    const situation = {
      stage: "growing",
      openedOn: "2026-08-20",
      stageSince: "2026-10-21",
      sessionsHeld: 1,
      lastSessionOn: null,
    };
    expect(caseFacts(situation, today)).toMatchObject({ months_open: 3, months_in_stage: 1, days_since_session: null });
  });
});
