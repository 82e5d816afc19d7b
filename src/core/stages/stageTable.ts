import { accepted, type Result, refused } from "../result.ts";

/** What must be there before a stage moves. `of` names which form, agreement, meeting, decision or document. */
interface StageNeed {
  readonly kind: "form" | "agreement" | "meeting" | "decision" | "document" | "reason";
  readonly of: string | null;
}

export interface Transition {
  readonly to: string;
  readonly roles: readonly string[];
  readonly guard: string | null;
  readonly needs: readonly StageNeed[];
  readonly starts: readonly string[];
  readonly meets: readonly string[];
  readonly stops: readonly string[];
}

interface Stage {
  readonly id: string;
  readonly kind: "active" | "paused" | "closed";
  readonly transitions: readonly Transition[];
}

interface Closing {
  readonly id: string;
  readonly stages: readonly string[];
}

/** The only ways an accompaniment may move: data of a programme. */
export interface StageTable {
  readonly initial: string;
  readonly stages: readonly Stage[];
  readonly closings: readonly Closing[];
}

/** What can be shown to have happened, by kind of need. */
export interface Evidence {
  readonly forms: readonly string[];
  readonly agreements: readonly string[];
  readonly meetings: readonly string[];
  readonly decisions: readonly string[];
  readonly documents: readonly string[];
  readonly reason: string;
}

export interface StageMove {
  readonly from: string;
  readonly to: string;
  readonly role: string;
  /** Why it is closed; needed exactly when the new stage is a closed one. */
  readonly closing: string | null;
  readonly evidence: Evidence;
}

export interface MovedStage {
  readonly stage: string;
  readonly kind: Stage["kind"];
  readonly closing: string | null;
  readonly starts: readonly string[];
  readonly meets: readonly string[];
  readonly stops: readonly string[];
}

export type StageFailure =
  | { readonly code: "stage_unknown"; readonly stage: string }
  | { readonly code: "transition_not_foreseen"; readonly from: string; readonly to: string }
  | { readonly code: "transition_not_allowed"; readonly from: string; readonly to: string; readonly role: string }
  | { readonly code: "stage_guard_not_met"; readonly guard: string; readonly met: "no" | "unknown" }
  | { readonly code: "stage_need_missing"; readonly kind: StageNeed["kind"]; readonly of: string | null }
  | { readonly code: "closing_required"; readonly stage: string }
  | { readonly code: "closing_not_foreseen"; readonly closing: string; readonly stage: string };

/** Says whether a condition holds now; the table does not know the facts. */
export type Guard = (condition: string) => "yes" | "no" | "unknown";

/** The transitions a role may take from a stage, whether or not they are possible today. */
export function transitionsFor(table: StageTable, stage: string, role: string): readonly Transition[] {
  const found = table.stages.find((candidate) => candidate.id === stage);
  return (found?.transitions ?? []).filter((transition) => transition.roles.includes(role));
}

function isThere(need: StageNeed, evidence: Evidence): boolean {
  if (need.kind === "reason") return evidence.reason.trim() !== "";
  const found = {
    form: evidence.forms,
    agreement: evidence.agreements,
    meeting: evidence.meetings,
    decision: evidence.decisions,
    document: evidence.documents,
  }[need.kind];
  return need.of !== null && found.includes(need.of);
}

/** What still keeps a transition from being taken; empty when nothing does. */
export function obstacles(transition: Transition, evidence: Evidence, guard: Guard): readonly StageFailure[] {
  const found: StageFailure[] = [];
  if (transition.guard !== null) {
    const met = guard(transition.guard);
    if (met !== "yes") found.push({ code: "stage_guard_not_met", guard: transition.guard, met });
  }
  for (const need of transition.needs) {
    if (!isThere(need, evidence)) found.push({ code: "stage_need_missing", kind: need.kind, of: need.of });
  }
  return found;
}

/** Moves a case one stage along the table, or says the first reason why not. */
export function moveStage(table: StageTable, move: StageMove, guard: Guard): Result<MovedStage, StageFailure> {
  const { from, to, role, closing } = move;
  const current = table.stages.find((stage) => stage.id === from);
  const next = table.stages.find((stage) => stage.id === to);
  if (!current || !next) return refused({ code: "stage_unknown", stage: current ? to : from });
  const transition = current.transitions.find((candidate) => candidate.to === to);
  if (!transition) return refused({ code: "transition_not_foreseen", from, to });
  if (!transition.roles.includes(role)) return refused({ code: "transition_not_allowed", from, to, role });
  const [obstacle] = obstacles(transition, move.evidence, guard);
  if (obstacle) return refused(obstacle);
  const foreseen = table.closings.filter((candidate) => candidate.stages.includes(to)).map((candidate) => candidate.id);
  if (next.kind === "closed" && foreseen.length > 0 && closing === null) {
    return refused({ code: "closing_required", stage: to });
  }
  if (closing !== null && (next.kind !== "closed" || !foreseen.includes(closing))) {
    return refused({ code: "closing_not_foreseen", closing, stage: to });
  }
  const { starts, meets, stops } = transition;
  return accepted({ stage: to, kind: next.kind, closing, starts, meets, stops });
}
