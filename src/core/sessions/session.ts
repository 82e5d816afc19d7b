import type { IsoDate } from "../calendar/dates.ts";
import type { ProgrammePack } from "../packs/pack.ts";
import { checkSessionKind } from "../packs/trajectoryRules.ts";
import { accepted, type Result, refused } from "../result.ts";

export const sessionStates = ["planned", "held", "missed", "cancelled"] as const;
export type SessionState = (typeof sessionStates)[number];

/** Only a planned session is still open; its result is final, and its text changes by correction alone. */
export const sessionTransitions = {
  planned: ["held", "missed", "cancelled"],
  held: [],
  missed: [],
  cancelled: [],
} as const satisfies Record<SessionState, readonly SessionState[]>;

export const progressDirections = ["forward", "same", "back"] as const;
export type ProgressDirection = (typeof progressDirections)[number];

export interface SessionCase {
  readonly openedOn: IsoDate;
  readonly closedOn: IsoDate | null;
}

type KindFailure =
  | { readonly code: "unknown_kind"; readonly kind: string }
  | { readonly code: "level_not_allowed"; readonly kind: string; readonly level: string };
export type CaseClosed = { readonly code: "case_closed"; readonly closedOn: IsoDate };
type TooEarly = { readonly code: "day_before_opening"; readonly openedOn: IsoDate };

function kindFailure(
  pack: ProgrammePack,
  { kind, level }: { readonly kind: string; readonly level: string },
): KindFailure | undefined {
  const checked = checkSessionKind(pack, kind, level);
  if (checked.ok) return undefined;
  return checked.failure.code === "session_kind_unknown"
    ? { code: "unknown_kind", kind }
    : { code: "level_not_allowed", kind, level };
}

export interface SessionPlanned {
  readonly kind: string;
  readonly level: string;
  readonly on: IsoDate;
}

export type PlanSessionFailure =
  | CaseClosed
  | KindFailure
  | { readonly code: "day_in_past" }
  | { readonly code: "not_in_team" };

/** Plans a session from today on. Whoever will go works with the family on that day. */
export function planSession(
  pack: ProgrammePack,
  situation: SessionCase & { readonly goerInTeam: boolean },
  planned: SessionPlanned,
  today: IsoDate,
): Result<SessionPlanned, PlanSessionFailure> {
  if (situation.closedOn !== null) return refused({ code: "case_closed", closedOn: situation.closedOn });
  const wrong = kindFailure(pack, planned);
  if (wrong) return refused(wrong);
  if (planned.on < today) return refused({ code: "day_in_past" });
  if (!situation.goerInTeam) return refused({ code: "not_in_team" });
  return accepted(planned);
}

export interface SessionTold {
  readonly kind: string;
  readonly level: string;
  readonly heldOn: IsoDate;
  readonly notes: string;
  readonly concern: string;
  readonly present: readonly { readonly personId: string | null; readonly name: string }[];
  readonly progress: readonly {
    readonly goalId: string;
    readonly direction: ProgressDirection;
    readonly words: string;
  }[];
  readonly agreements: readonly { readonly taskId: string; readonly dueOn: IsoDate | null }[];
}

export interface RecordSituation extends SessionCase {
  /** State of the session with this id; undefined when nothing was planned under it. */
  readonly state: SessionState | undefined;
  readonly version: number;
  readonly memberIds: readonly string[];
  readonly goalIds: readonly string[];
}

export type RecordFailure =
  | CaseClosed
  | TooEarly
  | KindFailure
  | { readonly code: "already_recorded"; readonly state: SessionState }
  | { readonly code: "day_in_future" }
  | { readonly code: "nobody_present" }
  | { readonly code: "not_a_member" }
  | { readonly code: "unknown_goal" }
  | { readonly code: "nothing_told" }
  | { readonly code: "concern_without_follow_up" };

/**
 * A session held before the case was closed may arrive after it (a phone without signal): it is accepted. One held
 * after the closing is not.
 */
function dayFailure(
  day: IsoDate,
  { openedOn, closedOn }: SessionCase,
  today: IsoDate,
): CaseClosed | TooEarly | { readonly code: "day_in_future" } | undefined {
  if (day > today) return { code: "day_in_future" };
  if (day < openedOn) return { code: "day_before_opening", openedOn };
  return closedOn !== null && day > closedOn ? { code: "case_closed", closedOn } : undefined;
}

function contentFailure(situation: RecordSituation, told: SessionTold): RecordFailure | undefined {
  if (told.present.length === 0) return { code: "nobody_present" };
  const known = told.present.every(({ personId }) => personId === null || situation.memberIds.includes(personId));
  if (!known) return { code: "not_a_member" };
  if (!told.progress.every(({ goalId }) => situation.goalIds.includes(goalId))) return { code: "unknown_goal" };
  const said = told.notes.trim() !== "" || told.progress.length > 0 || told.agreements.length > 0;
  if (!said && told.concern.trim() === "") return { code: "nothing_told" };
  const followed = told.agreements.some(({ dueOn }) => dueOn !== null);
  return told.concern.trim() !== "" && !followed ? { code: "concern_without_follow_up" } : undefined;
}

/** What is stored of a session that was held. */
export interface SessionHeld {
  readonly state: "held";
  readonly version: number;
}

/** Records what happened in a session, planned or not. */
export function recordSession(
  pack: ProgrammePack,
  situation: RecordSituation,
  told: SessionTold,
  today: IsoDate,
): Result<SessionHeld, RecordFailure> {
  const { state } = situation;
  if (state !== undefined && state !== "planned") return refused({ code: "already_recorded", state });
  const wrong = dayFailure(told.heldOn, situation, today) ?? kindFailure(pack, told) ?? contentFailure(situation, told);
  if (wrong) return refused(wrong);
  return accepted({ state: "held", version: state === undefined ? 1 : situation.version + 1 });
}

export type MissFailure = { readonly code: "not_planned"; readonly state: SessionState } | { readonly code: "not_yet" };

/** A planned session did not take place (from its day on) or is called off (any day). */
export function missSession(
  planned: { readonly state: SessionState; readonly on: IsoDate | null; readonly version: number },
  outcome: "missed" | "cancelled",
  today: IsoDate,
): Result<{ readonly state: "missed" | "cancelled"; readonly version: number }, MissFailure> {
  const allowed: readonly SessionState[] = sessionTransitions[planned.state];
  if (!allowed.includes(outcome)) return refused({ code: "not_planned", state: planned.state });
  if (outcome === "missed" && planned.on !== null && planned.on > today) return refused({ code: "not_yet" });
  return accepted({ state: outcome, version: planned.version + 1 });
}

export interface SessionText {
  readonly heldOn: IsoDate;
  readonly minutes: number | null;
  readonly notes: string;
}

export type CorrectFailure =
  | { readonly code: "not_held"; readonly state: SessionState }
  | {
      readonly code: "already_corrected";
      readonly conflict: readonly { field: string; yours: unknown; theirs: unknown }[];
    }
  | { readonly code: "nothing_changed" }
  | { readonly code: "day_in_future" }
  | TooEarly
  | { readonly code: "day_after_closing"; readonly closedOn: IsoDate };

export interface CorrectedSession {
  readonly state: SessionState;
  readonly text: SessionText;
  /** The text that already corrects this one; only the latest text can be corrected. */
  readonly correction: SessionText | null;
}

/** Writes a new text beside the old one, which stays. */
export function correctSession(
  situation: SessionCase,
  session: CorrectedSession,
  correction: SessionText,
  today: IsoDate,
): Result<SessionText, CorrectFailure> {
  if (session.state !== "held") return refused({ code: "not_held", state: session.state });
  if (session.correction) {
    const conflict = (["heldOn", "minutes", "notes"] as const)
      .map((field) => ({ field, yours: correction[field], theirs: session.correction?.[field] ?? null }))
      .filter(({ yours, theirs }) => yours !== theirs);
    return refused({ code: "already_corrected", conflict });
  }
  const { text } = session;
  if (correction.heldOn === text.heldOn && correction.minutes === text.minutes && correction.notes === text.notes) {
    return refused({ code: "nothing_changed" });
  }
  const wrong = dayFailure(correction.heldOn, situation, today);
  if (wrong?.code === "case_closed") return refused({ code: "day_after_closing", closedOn: wrong.closedOn });
  return wrong ? refused(wrong) : accepted(correction);
}
