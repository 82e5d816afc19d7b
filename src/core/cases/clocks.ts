import type { WorkingCalendar } from "../calendar/workingDays.ts";
import { countDue, type DatedMoment, type Due } from "../deadlines/due.ts";
import { deadlineRuleFor } from "../packs/deadlineRules.ts";
import type { PackFacts } from "../packs/facts.ts";
import type { ProgrammePack } from "../packs/pack.ts";

/** Clocks that an event of the programme starts, meets and stops, by their names in the pack. */
export interface TouchedClocks {
  readonly starts: readonly string[];
  readonly meets: readonly string[];
  readonly stops: readonly string[];
}

export interface RunningClock {
  readonly id: string;
  readonly deadlineId: string;
}

export interface ClockChanges {
  readonly ended: readonly { readonly id: string; readonly state: "met" | "stopped" }[];
  readonly started: readonly { readonly deadlineId: string; readonly due: Due }[];
}

export interface ClockSituation {
  readonly pack: ProgrammePack;
  readonly facts: PackFacts;
  readonly running: readonly RunningClock[];
  readonly calendar: WorkingCalendar;
}

/**
 * What an event does to the clocks of a case. A clock that runs is not started twice, one that repeats starts again
 * when it is met, and a term nobody knows starts no clock.
 */
export function changeClocks(situation: ClockSituation, touched: TouchedClocks, at: DatedMoment): ClockChanges {
  const { pack, facts, running, calendar } = situation;
  const met = running.filter(({ deadlineId }) => touched.meets.includes(deadlineId));
  const stopped = running.filter(
    ({ deadlineId }) => touched.stops.includes(deadlineId) && !met.some((one) => one.deadlineId === deadlineId),
  );
  const ended = [
    ...met.map(({ id }) => ({ id, state: "met" as const })),
    ...stopped.map(({ id }) => ({ id, state: "stopped" as const })),
  ];
  const still = running.filter(({ id }) => !ended.some((one) => one.id === id)).map(({ deadlineId }) => deadlineId);
  const repeating = met
    .map(({ deadlineId }) => deadlineId)
    .filter((id) => !touched.stops.includes(id) && repeats(pack, id));
  const started = [...new Set([...touched.starts, ...repeating])]
    .filter((deadlineId) => !still.includes(deadlineId))
    .flatMap((deadlineId) => {
      const rule = deadlineRuleFor(pack, deadlineId, facts, at.on);
      return rule.ok ? [{ deadlineId, due: countDue(at, rule.value, calendar).due }] : [];
    });
  return { ended, started };
}

function repeats(pack: ProgrammePack, deadlineId: string): boolean {
  return pack.deadlines.some(({ id, repeats: again }) => id === deadlineId && again);
}
