import type { IsoDate } from "../calendar/dates.ts";
import type { DeadlineRule } from "../deadlines/deadline.ts";
import { accepted, type Result, refused } from "../result.ts";
import { judge } from "./condition.ts";
import type { PackFacts } from "./facts.ts";
import type { ProgrammePack } from "./pack.ts";
import type { DeadlineEntry } from "./sections.ts";

export type DeadlineRuleFailure =
  | { readonly code: "deadline_unknown"; readonly deadline: string }
  | { readonly code: "deadline_not_in_force"; readonly deadline: string; readonly on: IsoDate }
  | { readonly code: "deadline_pending"; readonly deadline: string; readonly pending: string };

/**
 * The term of a deadline for one family on a day. The first variant whose condition is surely true replaces the
 * duration; a variant nobody can judge does not. A duration nobody knows starts no clock, and the answer says so.
 */
export function deadlineRuleFor(
  pack: ProgrammePack,
  deadline: string,
  facts: PackFacts,
  on: IsoDate,
): Result<DeadlineRule, DeadlineRuleFailure> {
  const entry = pack.deadlines.find((candidate) => candidate.id === deadline);
  if (!entry) return refused({ code: "deadline_unknown", deadline });
  if ((entry.from !== null && on < entry.from) || (entry.to !== null && on >= entry.to)) {
    return refused({ code: "deadline_not_in_force", deadline, on });
  }
  const variant = entry.variants.find(({ when }) => judge(when, facts, on).met === "yes");
  const duration = variant?.duration ?? entry.duration.value;
  if (duration === null) {
    return refused({ code: "deadline_pending", deadline, pending: entry.duration.pending ?? "" });
  }
  const { id, lastDay, extension, repeats } = entry;
  return accepted({ id, duration, lastDay, extension, repeats });
}

/** Something that happened, by the pack's vocabulary; `of` names which instrument, session kind, decision or document. */
export interface Happening {
  readonly event: string;
  readonly of: string | null;
}

type Listening = Pick<DeadlineEntry, "startsOn" | "metOn" | "stopsOn">;

function hears(entry: Listening, key: keyof Listening, happening: Happening): boolean {
  return entry[key].some(({ event, of }) => event === happening.event && (of === null || of === happening.of));
}

/** Whether any deadline of the programme, in any of its territories, listens to an event. */
export function someDeadlineHears(pack: ProgrammePack, happening: Happening): boolean {
  const everywhere = [pack, ...Object.values(pack.overlays)].flatMap(({ deadlines }) => deadlines);
  return everywhere.some((entry) =>
    (["startsOn", "metOn", "stopsOn"] as const).some((key) => hears(entry, key, happening)),
  );
}

/** The deadlines an event starts, meets and stops. A rule without `of` answers to every event of its kind. */
export function deadlinesTouched(
  pack: ProgrammePack,
  happening: Happening,
): { readonly starts: readonly string[]; readonly meets: readonly string[]; readonly stops: readonly string[] } {
  const answering = (key: keyof Listening) =>
    pack.deadlines.filter((entry) => hears(entry, key, happening)).map((entry) => entry.id);
  return { starts: answering("startsOn"), meets: answering("metOn"), stops: answering("stopsOn") };
}
