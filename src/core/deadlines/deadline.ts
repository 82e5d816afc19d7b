import { addDays } from "../calendar/dates.ts";
import { addHours } from "../calendar/instants.ts";
import type { WorkingCalendar } from "../calendar/workingDays.ts";
import { accepted, type Result, refused } from "../result.ts";
import {
  type CountedDue,
  countDue,
  type DatedMoment,
  type Due,
  type Duration,
  isPast,
  type LastDayRule,
} from "./due.ts";

/** How far a term may be lengthened. */
interface ExtensionRule {
  readonly times: number;
  readonly duration: Duration;
  readonly reasonRequired: boolean;
}

/** A term as a programme states it, already resolved to one duration. */
export interface DeadlineRule {
  readonly id: string;
  readonly duration: Duration;
  readonly lastDay: LastDayRule;
  readonly extension: ExtensionRule | null;
  /** A term that starts again each time it is met, such as a six-monthly review. */
  readonly repeats: boolean;
}

interface Extension {
  readonly granted: DatedMoment;
  readonly reason: string;
  readonly due: Due;
}

/** The states of a running term; `met` and `stopped` are final. */
const deadlineTransitions = {
  running: ["met", "stopped"],
  met: [],
  stopped: [],
} as const satisfies Record<DeadlineState, readonly DeadlineState[]>;
type DeadlineState = "running" | "met" | "stopped";

export interface Deadline {
  readonly rule: DeadlineRule;
  readonly started: DatedMoment;
  readonly due: Due;
  readonly yearsWithoutHolidays: readonly number[];
  readonly extensions: readonly Extension[];
  readonly state: DeadlineState;
  readonly ended: DatedMoment | null;
}

/** Starts a term. What is due is computed from the fact that started it; nobody types it. */
export function startDeadline(rule: DeadlineRule, started: DatedMoment, calendar: WorkingCalendar): Deadline {
  return { rule, started, ...countDue(started, rule, calendar), extensions: [], state: "running", ended: null };
}

export type ExtensionFailure =
  | { readonly code: "deadline_ended"; readonly state: DeadlineState }
  | { readonly code: "deadline_expired"; readonly due: Due }
  | { readonly code: "extension_not_foreseen"; readonly rule: string }
  | { readonly code: "extension_limit_reached"; readonly times: number }
  | { readonly code: "extension_needs_reason" };

/** Lengthens a running term once more by what its rule grants. A term already over cannot be lengthened. */
export function extendDeadline(
  deadline: Deadline,
  reason: string,
  now: DatedMoment,
  calendar: WorkingCalendar,
): Result<Deadline, ExtensionFailure> {
  const rule = deadline.rule.extension;
  if (deadline.state !== "running") return refused({ code: "deadline_ended", state: deadline.state });
  if (!rule) return refused({ code: "extension_not_foreseen", rule: deadline.rule.id });
  if (isPast(deadline.due, now)) return refused({ code: "deadline_expired", due: deadline.due });
  if (deadline.extensions.length >= rule.times) {
    return refused({ code: "extension_limit_reached", times: rule.times });
  }
  if (rule.reasonRequired && reason.trim() === "") return refused({ code: "extension_needs_reason" });
  const counted = countExtended(deadline, rule, calendar);
  const extension = { granted: now, reason: reason.trim(), due: counted.due };
  return accepted({ ...deadline, ...counted, extensions: [...deadline.extensions, extension] });
}

function countExtended(deadline: Deadline, extension: ExtensionRule, calendar: WorkingCalendar): CountedDue {
  const granted = deadline.extensions.length + 1;
  const { rule, started } = deadline;
  if (rule.duration.unit === extension.duration.unit) {
    // Months are added to the first day: 31 August + 6 + 6 months ends on 31 August, not on the 28th it passed through.
    const amount = rule.duration.amount + granted * extension.duration.amount;
    return countDue(started, { duration: { ...rule.duration, amount }, lastDay: rule.lastDay }, calendar);
  }
  return countDue(endOf(deadline.due), { duration: extension.duration, lastDay: rule.lastDay }, calendar);
}

function endOf(due: Due): DatedMoment {
  if (due.kind === "moment") return { at: due.at, on: due.at.slice(0, 10) };
  return { at: `${addDays(due.on, 1)}T00:00:00.000Z`, on: due.on };
}

export type EndFailure = { readonly code: "deadline_ended"; readonly state: DeadlineState };

/** Records that what was due is done, on time or late, or that it is no longer due. */
export function endDeadline(
  deadline: Deadline,
  state: "met" | "stopped",
  now: DatedMoment,
): Result<Deadline, EndFailure> {
  const allowed: readonly DeadlineState[] = deadlineTransitions[deadline.state];
  if (!allowed.includes(state)) return refused({ code: "deadline_ended", state: deadline.state });
  return accepted({ ...deadline, state, ended: now });
}

export type DeadlineStanding = "running" | "due_soon" | "expired" | "met" | "met_late" | "stopped";

/** How much before its end a term is called "due soon". */
export interface SoonBefore {
  readonly days: number;
  readonly hours: number;
}

/** How a term stands at a moment; `expired` only while nobody has met it. */
export function deadlineStanding(deadline: Deadline, now: DatedMoment, soon: SoonBefore): DeadlineStanding {
  if (deadline.state === "stopped") return "stopped";
  if (deadline.state === "met") return deadline.ended && isPast(deadline.due, deadline.ended) ? "met_late" : "met";
  if (isPast(deadline.due, now)) return "expired";
  const { due } = deadline;
  if (due.kind === "moment") return due.at <= addHours(now.at, soon.hours) ? "due_soon" : "running";
  return due.on <= addDays(now.on, soon.days) ? "due_soon" : "running";
}
