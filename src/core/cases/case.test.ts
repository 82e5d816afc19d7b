import { describe, expect, test } from "vitest";
import { aPack } from "../../../tests/builders/packFiles.ts";
import { type CaseSituation, closeCase, moveStage, type OpeningState, offeredMoves, openCase } from "./case.ts";
import { changeClocks } from "./clocks.ts";
import { assignTeam, leaveTeam } from "./team.ts";

const pack = aPack();
const today = "2026-11-21";

describe("opening a case", () => {
  const consent = { personId: "ana", purpose: "care", givenOn: "2026-02-03", validTo: null, withdrawnOn: null };
  const open = (changes: Partial<OpeningState> = {}) =>
    openCase({
      pack,
      referral: { state: "accepted", householdId: "h" },
      householdId: "h",
      hasOpenCase: false,
      consents: [consent],
      mayConsent: ["ana"],
      today,
      ...changes,
    });

  test("begins in the first stage of the programme", () => {
    expect(open()).toEqual({ ok: true, value: { stage: "sowing" } });
  });

  test("has one open case at a time", () => {
    expect(open({ hasOpenCase: true })).toEqual({ ok: false, failure: { code: "already_open" } });
  });

  test.each([
    ["no referral", null],
    ["a referral that is not accepted", { state: "screened" as const, householdId: "h" }],
    ["a referral of another family", { state: "accepted" as const, householdId: "g" }],
  ])("is refused with %s", (_, referral) => {
    expect(open({ referral })).toEqual({ ok: false, failure: { code: "not_accepted" } });
  });

  test.each([
    ["nobody has consented", { consents: [] }],
    ["only a child has consented", { consents: [{ ...consent, personId: "luz" }] }],
    ["the consent was taken back", { consents: [{ ...consent, withdrawnOn: "2026-06-01" }] }],
    ["the consent was for something else", { consents: [{ ...consent, purpose: "harvest_photo" }] }],
  ])("is refused when %s, in the programme's words", (_, changes) => {
    expect(open(changes)).toEqual({
      ok: false,
      failure: { code: "consent_missing", purpose: "Cuidar el bancal contigo" },
    });
  });

  test("needs no consent where the programme asks for none", () => {
    const without = {
      ...pack,
      pack: { ...pack.pack, purposes: pack.pack.purposes.map((one) => ({ ...one, consent: false })) },
    };
    expect(open({ pack: without, consents: [] })).toMatchObject({ ok: true });
  });
});

const situation = (changes: Partial<CaseSituation> = {}): CaseSituation => ({
  pack,
  version: 4,
  stage: "sowing",
  openedOn: "2026-02-01",
  closedOn: null,
  facts: {
    plan: { agreed: true, goals: 1, goals_achieved: 0 },
    assessments: { bancal: { times: 1, closedOn: "2026-02-03", scores: {}, familyScores: {}, changes: {} } },
  },
  evidence: { forms: ["bancal"], agreements: ["muddy_handshake"], meetings: [], decisions: [], documents: [] },
  roles: ["family_worker"],
  today,
  ...changes,
});

describe("moving a stage", () => {
  const move = (changes: Partial<CaseSituation> = {}, input: object = {}) =>
    moveStage(situation(changes), { baseVersion: 4, to: "growing", reason: "", ...input });

  test("goes along the programme's table and says which clocks it starts", () => {
    expect(move()).toMatchObject({
      ok: true,
      value: { stage: "growing", starts: ["first_watering", "weeding_review"] },
    });
  });

  test.each<[string, Partial<CaseSituation>, object, object]>([
    ["a stage the table does not lead to", {}, { to: "resting" }, { code: "unknown_stage" }],
    ["a stage nobody knows", {}, { to: "moon" }, { code: "unknown_stage" }],
    ["a closing stage: closing asks for more", {}, { to: "compost", reason: "se mudan" }, { code: "use_closing" }],
    ["a role the table does not name", { roles: ["supervisor"] }, {}, { code: "role_not_allowed" }],
    [
      "an older version",
      {},
      { baseVersion: 3 },
      { code: "stale", conflict: [{ field: "stage", yours: "growing", theirs: "sowing" }] },
    ],
    ["a closed case", { closedOn: "2026-10-01" }, {}, { code: "case_closed", closedOn: "2026-10-01" }],
    [
      "a missing agreement",
      { evidence: { ...situation().evidence, agreements: [] } },
      {},
      { code: "needs_missing", details: { kind: "agreement", of: "muddy_handshake" } },
    ],
    [
      "a condition that is not met",
      { facts: { ...situation().facts, plan: { agreed: false } } },
      {},
      { code: "guard_not_met" },
    ],
    ["a condition nobody can judge", { facts: {} }, {}, { code: "guard_unknown" }],
  ])("refuses %s", (_, changes, input, failure) => {
    expect(move(changes, input)).toMatchObject({ ok: false, failure });
  });

  test("takes the step with whichever role of the person the table names", () => {
    expect(move({ roles: ["auditor", "family_worker"] })).toMatchObject({ ok: true });
  });

  test("offers each way on with what it still needs", () => {
    const offered = offeredMoves(situation({ evidence: { ...situation().evidence, agreements: [] } }));
    expect(offered).toEqual([
      {
        to: "growing",
        closes: false,
        closings: [],
        needsReason: false,
        missing: [{ kind: "agreement", of: "muddy_handshake" }],
      },
      { to: "compost", closes: true, closings: ["moved_house", "prefers_cactus"], needsReason: true, missing: [] },
    ]);
    expect(offeredMoves(situation({ roles: ["peer_partner"] }))).toEqual([]);
  });
});

describe("closing", () => {
  const close = (input: object = {}, changes: Partial<CaseSituation> = {}) =>
    closeCase(situation(changes), {
      baseVersion: 4,
      to: "compost",
      closing: "moved_house",
      closedOn: "2026-11-20",
      words: "Se mudan; sigue otro equipo.",
      ...input,
    });

  test("keeps reason and stage", () => {
    expect(close()).toMatchObject({ ok: true, value: { stage: "compost", closing: "moved_house", kind: "closed" } });
  });

  test.each<[string, object, string]>([
    ["a reason of another stage", { closing: "tomatoes" }, "unknown_closing"],
    ["a stage that does not close", { to: "growing" }, "unknown_stage"],
    ["a day to come", { closedOn: "2026-11-22" }, "day_in_future"],
    ["a day before it opened", { closedOn: "2026-01-31" }, "before_it_opened"],
    ["no words", { words: "  " }, "needs_missing"],
  ])("refuses %s", (_, input, code) => {
    expect(close(input)).toMatchObject({ ok: false, failure: { code } });
  });

  test("is refused while the table's decision and meeting are missing", () => {
    const grown = {
      stage: "growing",
      roles: ["supervisor"],
      facts: {
        case: { sessions_held: 2 },
        assessments: { bancal: { times: 1, closedOn: null, scores: { company: 2 }, familyScores: {}, changes: {} } },
      },
    };
    const harvest = { to: "harvest", closing: "tomatoes" };
    expect(close(harvest, grown)).toMatchObject({
      failure: { code: "needs_missing", details: { kind: "decision", of: "ripe" } },
    });
    const evidence = { ...situation().evidence, decisions: ["ripe"], meetings: ["snail_council"] };
    expect(close(harvest, { ...grown, evidence })).toMatchObject({ ok: true, value: { meets: ["weeding_review"] } });
  });
});

describe("clocks", () => {
  const calendar = { restDays: [6, 7], holidays: new Set<string>(), years: new Set<number>() };
  const at = { at: "2026-11-20T10:00:00.000Z", on: "2026-11-20" };
  const none = { starts: [], meets: [], stops: [] };
  const change = (touched: object, running: { id: string; deadlineId: string }[] = [], facts = {}) =>
    changeClocks({ pack, facts, running, calendar }, { ...none, ...touched }, at);

  test("start with the due the programme's term gives", () => {
    expect(change({ starts: ["first_watering", "weeding_review"] }).started).toEqual([
      { deadlineId: "first_watering", due: { kind: "moment", at: "2026-11-22T10:00:00.000Z" } },
      { deadlineId: "weeding_review", due: { kind: "day", on: "2027-02-22" } },
    ]);
  });

  test("follow the variant that surely applies", () => {
    expect(change({ starts: ["weeding_review"] }, [], { household: { under_6: 1 } }).started).toEqual([
      { deadlineId: "weeding_review", due: { kind: "day", on: "2026-12-21" } },
    ]);
  });

  test("do not start while they run, nor when nobody knows their term", () => {
    expect(change({ starts: ["first_watering"] }, [{ id: "1", deadlineId: "first_watering" }]).started).toEqual([]);
    expect(change({ starts: ["worm_census"] }).started).toEqual([]);
  });

  test("start again when met if they repeat, and not when they are stopped as well", () => {
    const running = [{ id: "1", deadlineId: "weeding_review" }];
    const met = change({ meets: ["weeding_review"] }, running);
    expect(met.ended).toEqual([{ id: "1", state: "met" }]);
    expect(met.started).toMatchObject([{ deadlineId: "weeding_review" }]);
    expect(change({ meets: ["weeding_review"], stops: ["weeding_review"] }, running).started).toEqual([]);
    expect(change({ stops: ["weeding_review"] }, running)).toEqual({
      ended: [{ id: "1", state: "stopped" }],
      started: [],
    });
  });
});

describe("the team", () => {
  const assign = (changes: object) =>
    assignTeam({ worksThere: true, excluded: false, current: [], ...changes }, { userId: "eva", role: "lead" });
  test("takes colleagues of the place without a conflict of interest, once in each role", () => {
    expect(assign({})).toMatchObject({ ok: true });
    expect(assign({ worksThere: false })).toMatchObject({ failure: { code: "unknown_colleague" } });
    expect(assign({ excluded: true })).toMatchObject({ failure: { code: "excluded" } });
    expect(assign({ current: [{ userId: "eva", role: "lead" }] })).toMatchObject({
      failure: { code: "already_in_team" },
    });
    expect(assign({ current: [{ userId: "eva", role: "member" }] })).toMatchObject({ ok: true });
  });
  test("lets a handover be planned, once and not before it began", () => {
    expect(leaveTeam({ from: "2026-02-01", to: null }, "2026-12-31")).toEqual({ ok: true, value: "2026-12-31" });
    expect(leaveTeam({ from: "2026-02-01", to: null }, "2026-02-01")).toMatchObject({
      failure: { code: "before_it_started" },
    });
    expect(leaveTeam({ from: "2026-02-01", to: "2026-03-01" }, "2026-12-31")).toMatchObject({
      failure: { code: "already_ended" },
    });
  });
});
