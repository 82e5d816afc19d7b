import type { IsoDate } from "../calendar/dates.ts";
import type { Result } from "../result.ts";
import {
  type MovedStage,
  moveStage,
  obstacles,
  type StageFailure,
  type StageMove,
  type Transition,
  transitionsFor,
} from "../stages/stageTable.ts";
import { judge } from "./condition.ts";
import type { PackFacts } from "./facts.ts";
import type { ProgrammePack } from "./pack.ts";

/** A transition on offer and what still keeps it from being taken. */
export interface OfferedTransition {
  readonly transition: Transition;
  readonly obstacles: readonly StageFailure[];
}

function guardOn(facts: PackFacts, on: IsoDate): (condition: string) => "yes" | "no" | "unknown" {
  return (condition) => judge(condition, facts, on).met;
}

/** The transitions a role may take from a stage, each with what is still missing today. */
export function offeredTransitions(
  pack: ProgrammePack,
  move: Pick<StageMove, "from" | "role" | "evidence">,
  facts: PackFacts,
  on: IsoDate,
): readonly OfferedTransition[] {
  return transitionsFor(pack.stages, move.from, move.role).map((transition) => ({
    transition,
    obstacles: obstacles(transition, move.evidence, guardOn(facts, on)),
  }));
}

/** Moves a family along the programme's table. Clocks to start, meet and stop are in the answer. */
export function moveCase(
  pack: ProgrammePack,
  move: StageMove,
  facts: PackFacts,
  on: IsoDate,
): Result<MovedStage, StageFailure> {
  return moveStage(pack.stages, move, guardOn(facts, on));
}

/** The stage a case opens in. */
export function initialStage(pack: ProgrammePack): string {
  return pack.stages.initial;
}

/** True when the stage ends the accompaniment. */
export function isClosedStage(pack: ProgrammePack, stage: string): boolean {
  return pack.stages.stages.some((candidate) => candidate.id === stage && candidate.kind === "closed");
}
