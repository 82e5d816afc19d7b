import { addMonths, daysBetween, type IsoDate, monthsBetween } from "../calendar/dates.ts";
import type { WorkingCalendar } from "../calendar/workingDays.ts";
import { countDue } from "../deadlines/due.ts";
import { accepted, type Result, refused } from "../result.ts";
import type { ProgrammePack } from "./pack.ts";

export type SessionKindFailure =
  | { readonly code: "session_kind_unknown"; readonly kind: string }
  | { readonly code: "session_level_not_foreseen"; readonly kind: string; readonly level: string };

/** Checks that the programme has this kind of session at this level. */
export function checkSessionKind(pack: ProgrammePack, kind: string, level: string): Result<string, SessionKindFailure> {
  const known = pack.trajectory.kinds.find((candidate) => candidate.id === kind);
  if (!known) return refused({ code: "session_kind_unknown", kind });
  const levels: readonly string[] = known.levels;
  return levels.includes(level) ? accepted(kind) : refused({ code: "session_level_not_foreseen", kind, level });
}

/** How far an accompaniment has come against what its trajectory foresees; `null` where the programme does not say. */
export interface TrajectoryStanding {
  readonly sessionsHeld: number;
  readonly sessionsForeseen: number | null;
  readonly monthsUsed: number;
  readonly monthsMost: number | null;
  readonly endsBy: IsoDate | null;
}

export interface TrajectoryFacts {
  readonly openedOn: IsoDate;
  readonly sessionsHeld: number;
  /** Whole months spent suspended; they do not count. */
  readonly monthsSuspended: number;
}

/** Standing of a case in one trajectory on a day. */
export function trajectoryStanding(
  pack: ProgrammePack,
  trajectory: string,
  facts: TrajectoryFacts,
  on: IsoDate,
): TrajectoryStanding | undefined {
  const known = pack.trajectory.trajectories.find((candidate) => candidate.id === trajectory);
  if (!known) return undefined;
  const most = known.mostMonths.value;
  return {
    sessionsHeld: facts.sessionsHeld,
    sessionsForeseen: known.sessions.value,
    monthsUsed: Math.max(0, monthsBetween(facts.openedOn, on) - facts.monthsSuspended),
    monthsMost: most,
    endsBy: most === null ? null : addMonths(facts.openedOn, most + facts.monthsSuspended),
  };
}

/** The day by which the next session is expected by the programme's rhythm; undefined when it has none. */
export function nextSessionBy(pack: ProgrammePack, lastOn: IsoDate, calendar: WorkingCalendar): IsoDate | undefined {
  const every = pack.trajectory.rhythm.every.value;
  if (every === null) return undefined;
  const start = { at: `${lastOn}T00:00:00.000Z`, on: lastOn };
  const { due } = countDue(start, { duration: every, lastDay: "as_counted" }, calendar);
  return due.kind === "day" ? due.on : due.at.slice(0, 10);
}

/** True when more days have gone by without a session than the programme lets pass in silence. */
export function isLongWithoutSession(pack: ProgrammePack, since: IsoDate, on: IsoDate): boolean {
  const days = pack.trajectory.rhythm.warnAfterDays.value;
  return days !== null && daysBetween(since, on) > days;
}
