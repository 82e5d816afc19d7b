import { describe, expect, test } from "vitest";
import { type AttentionFacts, attentionList } from "./attention.ts";

const quiet: AttentionFacts = {
  today: "2026-11-21",
  hasOpenCase: true,
  mayOpenCase: false,
  consentMissing: false,
  lastSessionOn: "2026-11-10",
  openedOn: "2026-02-01",
  warnAfterDays: 30,
  deadlines: [],
  appointments: [],
  tasks: [],
  alerts: [],
  consents: [],
  openAssessments: [],
};
const kinds = (changes: Partial<AttentionFacts>) =>
  attentionList({ ...quiet, ...changes }).map(({ kind, urgency }) => `${kind} ${urgency}`);

describe("what asks for attention", () => {
  test("is nothing in a file where all is well", () => {
    expect(attentionList(quiet)).toEqual([]);
  });

  test("puts what is over first, the longest over before the rest, then what comes soon", () => {
    const list = attentionList({
      ...quiet,
      deadlines: [
        { id: "1", deadlineId: "review", dueOn: "2026-11-28" },
        { id: "2", deadlineId: "plan", dueOn: "2026-11-19" },
        { id: "3", deadlineId: "far", dueOn: "2027-03-01" },
      ],
      tasks: [
        { id: "4", title: "Llamar a la escuela", dueOn: "2026-11-01" },
        { id: "5", title: "Sin prisa", dueOn: null },
        { id: "6", title: "Mañana", dueOn: "2026-11-22" },
      ],
    });
    expect(list.map(({ what, days, urgency }) => [what, days, urgency])).toEqual([
      ["Llamar a la escuela", -20, "overdue"],
      ["plan", -2, "overdue"],
      ["review", 7, "soon"],
    ]);
  });

  test("asks for the outcome of a visit whose day has gone by, not of today's", () => {
    const appointments = [
      { id: "1", kind: "visit", on: "2026-11-20" },
      { id: "2", kind: "visit", on: "2026-11-21" },
    ];
    expect(kinds({ appointments })).toEqual(["appointment_without_result overdue"]);
  });

  test("says when nobody has been there for longer than the programme lets pass", () => {
    expect(kinds({ lastSessionOn: "2026-10-22" })).toEqual([]);
    expect(kinds({ lastSessionOn: "2026-10-21" })).toEqual(["no_visit overdue"]);
    expect(kinds({ lastSessionOn: null })).toEqual(["no_visit overdue"]);
    expect(kinds({ lastSessionOn: null, warnAfterDays: null })).toEqual([]);
  });

  test("asks to look again at an alert on its day", () => {
    const alert = (reviewOn: string) => [{ id: "1", text: "perro suelto", reviewOn }];
    expect(kinds({ alerts: alert("2026-11-21") })).toEqual(["alert_review soon"]);
    expect(kinds({ alerts: alert("2026-11-22") })).toEqual([]);
  });

  test("warns of a consent that is missing or about to end", () => {
    expect(kinds({ consentMissing: true })).toEqual(["consent_missing overdue"]);
    expect(kinds({ consents: [{ id: "1", purpose: "care", validTo: "2026-12-05" }] })).toEqual(["consent_ending soon"]);
    expect(kinds({ consents: [{ id: "1", purpose: "care", validTo: "2026-12-06" }] })).toEqual([]);
  });

  test("before there is a case, only says that one can be opened", () => {
    expect(kinds({ hasOpenCase: false, mayOpenCase: true, lastSessionOn: null })).toEqual(["no_case to_do"]);
    expect(kinds({ hasOpenCase: false, lastSessionOn: null })).toEqual([]);
  });

  test("remembers an assessment that was begun", () => {
    expect(kinds({ openAssessments: [{ id: "1", title: "Bancal", openedOn: "2026-11-01" }] })).toEqual([
      "assessment_open to_do",
    ]);
  });
});
