import { daysBetween, type IsoDate } from "../calendar/dates.ts";

/** What is read of a file to know what asks for attention. */
export interface AttentionFacts {
  readonly today: IsoDate;
  readonly hasOpenCase: boolean;
  /** Whether the family could have a case: an accepted referral without one. */
  readonly mayOpenCase: boolean;
  readonly consentMissing: boolean;
  readonly lastSessionOn: IsoDate | null;
  readonly openedOn: IsoDate | null;
  /** Days the programme lets pass without a session; `null` while it does not say. */
  readonly warnAfterDays: number | null;
  readonly deadlines: readonly { readonly id: string; readonly deadlineId: string; readonly dueOn: IsoDate }[];
  readonly appointments: readonly { readonly id: string; readonly kind: string; readonly on: IsoDate }[];
  readonly tasks: readonly { readonly id: string; readonly title: string; readonly dueOn: IsoDate | null }[];
  readonly alerts: readonly { readonly id: string; readonly text: string; readonly reviewOn: IsoDate }[];
  readonly consents: readonly { readonly id: string; readonly purpose: string; readonly validTo: IsoDate | null }[];
  readonly openAssessments: readonly { readonly id: string; readonly title: string; readonly openedOn: IsoDate }[];
}

export type AttentionKind =
  | "deadline"
  | "appointment_without_result"
  | "task_overdue"
  | "alert_review"
  | "consent_missing"
  | "consent_ending"
  | "no_visit"
  | "no_case"
  | "assessment_open";

/** One thing to look at. `days` counts from today and is negative once it is over. */
export interface AttentionItem {
  readonly kind: AttentionKind;
  readonly on: IsoDate | null;
  readonly days: number | null;
  readonly urgency: "overdue" | "soon" | "to_do";
  readonly what: string;
  readonly recordId: string | null;
}

/** A term or a consent is announced this many days before it ends; the same span the day's list uses for "soon". */
export const soonDays = 14;

const rank = { overdue: 0, soon: 1, to_do: 2 } as const;

/** Everything a file asks for today, the most urgent first; of equal urgency, what has waited longest. */
export function attentionList(facts: AttentionFacts): readonly AttentionItem[] {
  return [...dated(facts), ...undated(facts)].sort(
    (left, right) =>
      rank[left.urgency] - rank[right.urgency] ||
      (left.days ?? 0) - (right.days ?? 0) ||
      left.what.localeCompare(right.what, "es"),
  );
}

function item(facts: AttentionFacts, kind: AttentionKind, on: IsoDate, about: { what: string; id: string }) {
  const days = daysBetween(facts.today, on);
  const urgency: AttentionItem["urgency"] = days < 0 ? "overdue" : days <= soonDays ? "soon" : "to_do";
  return { kind, on, days, urgency, what: about.what, recordId: about.id };
}

function dated(facts: AttentionFacts): readonly AttentionItem[] {
  const { today } = facts;
  return [
    ...facts.deadlines.map(({ id, deadlineId, dueOn }) => item(facts, "deadline", dueOn, { what: deadlineId, id })),
    ...facts.appointments
      .filter(({ on }) => on < today)
      .map(({ id, kind, on }) => item(facts, "appointment_without_result", on, { what: kind, id })),
    ...facts.tasks.flatMap(({ id, title, dueOn }) =>
      dueOn !== null && dueOn < today ? [item(facts, "task_overdue", dueOn, { what: title, id })] : [],
    ),
    ...facts.alerts
      .filter(({ reviewOn }) => reviewOn <= today)
      .map(({ id, text, reviewOn }) => item(facts, "alert_review", reviewOn, { what: text, id })),
    ...facts.consents.flatMap(({ id, purpose, validTo }) =>
      validTo !== null && validTo >= today && daysBetween(today, validTo) <= soonDays
        ? [item(facts, "consent_ending", validTo, { what: purpose, id })]
        : [],
    ),
  ].filter((found) => found.kind !== "deadline" || found.urgency !== "to_do");
}

function undated(facts: AttentionFacts): readonly AttentionItem[] {
  const toDo = (kind: AttentionKind, about: Partial<AttentionItem> = {}): AttentionItem => ({
    kind,
    on: null,
    days: null,
    urgency: "to_do",
    what: "",
    recordId: null,
    ...about,
  });
  const items: AttentionItem[] = facts.openAssessments.map(({ id, title, openedOn }) =>
    toDo("assessment_open", { what: title, recordId: id, on: openedOn }),
  );
  if (!facts.hasOpenCase) return facts.mayOpenCase ? [toDo("no_case"), ...items] : items;
  if (facts.consentMissing) items.unshift(toDo("consent_missing", { urgency: "overdue" }));
  const since = facts.lastSessionOn ?? facts.openedOn;
  const silent = since === null ? 0 : daysBetween(since, facts.today);
  if (facts.warnAfterDays !== null && silent > facts.warnAfterDays) {
    items.push(toDo("no_visit", { on: since, days: -silent, urgency: "overdue" }));
  }
  return items;
}
