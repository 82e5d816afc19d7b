import { describe, expect, test } from "vitest";
import type { WorkingCalendar } from "../src/core/calendar/workingDays.ts";
import { startDeadline } from "../src/core/deadlines/deadline.ts";
import type { Answers } from "../src/core/instruments/answers.ts";
import { compareRatings } from "../src/core/instruments/compareRatings.ts";
import { compileInstrument } from "../src/core/instruments/compile.ts";
import type { CompiledInstrument } from "../src/core/instruments/compiled.ts";
import { evaluateInstrument } from "../src/core/instruments/evaluateInstrument.ts";
import { deadlineRuleFor } from "../src/core/packs/deadlineRules.ts";
import { evaluateEntry } from "../src/core/packs/entry.ts";
import type { PackFacts } from "../src/core/packs/facts.ts";
import { moveCase } from "../src/core/packs/moveCase.ts";
import { packForTerritory } from "../src/core/packs/overlay.ts";
import type { ProgrammePack } from "../src/core/packs/pack.ts";
import { pendingTexts, pendingValues } from "../src/core/packs/pending.ts";
import { refusalEffect, sharedInstrument } from "../src/core/packs/planRules.ts";
import { aPack } from "./builders/packFiles.ts";

const today = "2026-11-21";
const nothing = { forms: [], agreements: [], meetings: [], decisions: [], documents: [], reason: "" };

function shared(pack: ProgrammePack): CompiledInstrument {
  const definition = pack.instruments[sharedInstrument(pack) ?? ""];
  const compiled = definition && compileInstrument(definition);
  if (!compiled?.ok) throw new Error("no shared instrument");
  return compiled.value;
}

describe("the Spanish programme", () => {
  const pack = aPack("faros-es");
  const inTown = (code: string) => packForTerritory(pack, ["iso-3166:ES", `ine-municipality:${code}`]);
  const intake = { municipality: "albacete", children_in_home: 2, risk_circumstance: true, separation_needed: false };

  test.each([
    [{ ...intake, family_wants: true }, "accepted"],
    [{ ...intake, family_wants: true, municipality: "other" }, "community_services"],
    [{ ...intake, family_wants: true, children_in_home: 0, pregnancy: true }, "accepted"],
    [{ ...intake, family_wants: true, children_in_home: 0, pregnancy: false }, "community_services"],
    [{ ...intake, family_wants: true, separation_needed: true }, "protection_authority"],
    [{ ...intake, family_wants: false }, "talk_first"],
    [intake, undefined],
  ])("entry with %o proposes %s", (facts, outcome) => {
    expect(evaluateEntry(pack, { intake: facts }, today).proposed?.outcome).toBe(outcome);
  });

  test("is assessed by family and team over five dimensions, and the differences come to the table", () => {
    const compiled = shared(pack);
    const all = (code: string): Answers => Object.fromEntries(compiled.nodes.map(({ name }) => [name, code]));
    const scores = (answers: Answers, rater: "family" | "team") => {
      const { problems, scores } = evaluateInstrument(compiled, answers, { today, rater });
      expect(problems).toEqual([]);
      return Object.fromEntries(Object.entries(scores).map(([dimension, { score }]) => [dimension, score]));
    };
    expect(scores(all("so_today"), "family")).toEqual({
      basic_needs: 2,
      voice: 2,
      family_life: 2,
      identity: 2,
      support: 2,
    });
    const team = { ...all("halfway"), peer_support: "not_yet", autonomy: "declined" };
    expect(scores(team, "team")).toMatchObject({ basic_needs: 1, support: 0.67 });
    const differences = compareRatings(compiled, all("halfway"), team, { today });
    expect(differences.map(({ item }) => item)).toEqual(["peer_support"]);
  });

  test("every question cites a passage of the law or of the project", () => {
    const items = shared(pack).nodes.map(({ provenance }) => provenance);
    expect(items).toHaveLength(15);
    for (const provenance of items) {
      expect(["lo-1-1996-2", "seed-faros"]).toContain(provenance?.source);
      expect(provenance?.passage).toMatch(/\S/);
    }
  });

  test("names the thirteen circumstances of article 17.2 and gives them no score", () => {
    const risk = pack.instruments["indicadores-riesgo"];
    expect(
      risk?.items
        .filter(({ name }) => name.startsWith("circumstance_"))
        .map(({ name }) => name.slice(-1))
        .join(""),
    ).toBe("abcdefghijklm");
    expect(risk?.scoring).toBeUndefined();
    expect(risk?.raters).toEqual(["team"]);
  });

  test("runs from assessment to closing by its own table", () => {
    const facts = (times: number, agreed: boolean): PackFacts => ({
      plan: { agreed },
      assessments: { "mirada-compartida": { times, closedOn: today, scores: {}, familyScores: {}, changes: {} } },
    });
    const step = (from: string, to: string, known: PackFacts, more: object = {}, closing: string | null = null) => {
      const move = { from, to, role: "family_worker", closing, evidence: { ...nothing, ...more } };
      return moveCase(pack, move, known, today);
    };
    expect(step("assessment", "planning", facts(1, false), { forms: ["mirada-compartida"] }).ok).toBe(true);
    expect(step("planning", "accompaniment", facts(1, true), { agreements: ["signed_project"] })).toMatchObject({
      value: { starts: ["risk_project", "project_review"] },
    });
    const reason = { reason: "La familia sigue por su cuenta" };
    expect(step("accompaniment", "closed", facts(1, true), reason, "circumstances_changed")).toMatchObject({
      failure: { code: "stage_guard_not_met", met: "no" },
    });
    expect(step("accompaniment", "closed", facts(2, true), reason, "circumstances_changed").ok).toBe(true);
    expect(refusalEffect(pack)).toEqual({ effect: "none" });
  });

  test.each([
    [
      "02003",
      "risk_project",
      { duration: { amount: 12, unit: "months" }, extension: { times: 1, duration: { amount: 6, unit: "months" } } },
    ],
    ["28047", "risk_project", { duration: { amount: 12, unit: "months" }, extension: null }],
    ["02003", "project_review", { duration: { amount: 6, unit: "months" }, repeats: true }],
    ["33044", "project_review", { duration: { amount: 6, unit: "months" } }],
    ["02003", "follow_up", { duration: { amount: 12, unit: "months" } }],
    ["28047", "declaration_notice", { duration: { amount: 10, unit: "working_days" } }],
  ])("in %s the term %s is the one of its law", (code, deadline, rule) => {
    expect(deadlineRuleFor(inTown(code), deadline, {}, today)).toMatchObject({ ok: true, value: rule });
  });

  test("in Collado Villalba the review comes at 3 months when somebody is under 3", () => {
    const facts = (under_3: number) => ({ household: { under_3 } });
    const rule = deadlineRuleFor(inTown("28047"), "project_review", facts(1), today);
    expect(rule).toMatchObject({ value: { duration: { amount: 3 } } });
    expect(deadlineRuleFor(inTown("28047"), "project_review", facts(0), today)).toMatchObject({
      value: { duration: { amount: 6 } },
    });
    const calendar: WorkingCalendar = { restDays: [6, 7], holidays: new Set(), years: new Set([2027]) };
    const at = { at: `${today}T09:00:00.000Z`, on: today };
    expect(rule.ok && startDeadline(rule.value, at, calendar).due).toEqual({ kind: "day", on: "2027-02-22" });
  });

  test.each([
    ["33044", "risk_project", "term_in_resolution"],
    ["28047", "follow_up", "follow_up"],
    ["00000", "risk_project", "risk_project"],
  ])("in %s nobody knows the term %s, and no clock starts", (code, deadline, pending) => {
    expect(deadlineRuleFor(inTown(code), deadline, {}, today)).toMatchObject({
      failure: { code: "deadline_pending", pending },
    });
  });

  test("each territory says who declares risk; nowhere else is it known", () => {
    const decider = (one: ProgrammePack) =>
      one.decisions.decisions.find(({ id }) => id === "risk_declaration")?.decidedBy.value;
    expect(decider(inTown("02003"))).toMatchObject({ body: "provincial_commission" });
    expect(decider(inTown("28047"))).toMatchObject({ body: "municipal_body" });
    expect(decider(inTown("33044"))).toMatchObject({ body: "children_commission" });
    expect(decider(pack)).toBeNull();
  });

  test("leaves the co-created instrument open and says so", () => {
    const open = pendingValues(pack).map(({ id }) => id);
    expect(open).toEqual(expect.arrayContaining(["co_created_instrument", "sessions", "length", "retention"]));
  });
});

describe("the Chilean programme", () => {
  const pack = aPack("familias-cl");
  const intake = { qualified: true, commitment_signed: true, extreme_poverty: false, poverty: true };

  test("has 63 numbered slots, of which the five published ones have a text", () => {
    const items = pack.instruments["matriz-bienestar"]?.items ?? [];
    expect(items.map(({ number }) => number)).toEqual(Array.from({ length: 63 }, (_, index) => `i${index + 1}`));
    expect(items.flatMap((item) => (item.label ? [item.name] : []))).toEqual(["i32", "i33", "i41", "i42", "i43"]);
    expect(pendingTexts(pack)).toEqual([{ instrument: "matriz-bienestar", pending: 58, questions: 63 }]);
  });

  test("answers to a pending slot are refused", () => {
    const { problems } = evaluateInstrument(
      shared(pack),
      { i1: "to_work_on", i32: "to_work_on" },
      { today, rater: "team" },
    );
    expect(problems.map(({ path }) => path)).toEqual(["i1"]);
  });

  test.each([
    [{ ...intake, extreme_poverty: true }, null, "accepted"],
    [{ ...intake, people_in_home: 2 }, "1960-01-01", "accepted"],
    [
      { ...intake, people_in_home: 3, homeless: false, commune_has_spare_coverage: false },
      "1960-01-01",
      "not_eligible",
    ],
    [{ ...intake, poverty: true, commune_has_spare_coverage: true }, "1990-01-01", "accepted"],
    [{ ...intake, extreme_poverty: true, commitment_signed: false }, null, "wait_for_commitment"],
    [{ ...intake, qualified: false }, null, "wait_for_qualification"],
  ])("entry with %o and birth %s proposes %s", (facts, referenceBirth, outcome) => {
    expect(evaluateEntry(pack, { intake: facts, referenceBirth }, today).proposed?.outcome).toBe(outcome);
  });

  test("foresees 12 or 16 sessions, at most 24 months, and 12 months of suspension", () => {
    const trajectories = pack.trajectory.trajectories.map(({ id, sessions, mostMonths }) => [
      id,
      sessions.value,
      mostMonths.value,
    ]);
    expect(trajectories).toEqual([
      ["simple", 12, 24],
      ["double", 16, 24],
    ]);
    expect(pack.trajectory.suspension?.mostMonths.value).toBe(12);
  });

  test("a family that does not accept the plan is no longer in the programme", () => {
    expect(refusalEffect(pack)).toEqual({ effect: "move", to: "ended" });
  });
});
