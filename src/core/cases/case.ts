import { CARE_PURPOSE } from "../access/actions.ts";
import type { IsoDate } from "../calendar/dates.ts";
import { type Consent, isInForce } from "../consents/consent.ts";
import type { PackFacts } from "../packs/facts.ts";
import { initialStage, isClosedStage, moveCase, offeredTransitions } from "../packs/moveCase.ts";
import { hasPackText, type ProgrammePack } from "../packs/pack.ts";
import type { ReferralState } from "../referrals/referral.ts";
import { accepted, type Result, refused } from "../result.ts";
import type { Evidence, MovedStage, StageFailure } from "../stages/stageTable.ts";
import type { StaleFailure } from "../stale.ts";

export interface OpeningState {
  readonly pack: ProgrammePack;
  readonly referral: { readonly state: ReferralState; readonly householdId: string | null } | null;
  readonly householdId: string;
  readonly hasOpenCase: boolean;
  readonly consents: readonly Consent[];
  /** Members today whose consent opens an accompaniment: everybody but the children of the household. */
  readonly mayConsent: readonly string[];
  readonly today: IsoDate;
}

export type OpeningFailure =
  | { readonly code: "already_open" }
  | { readonly code: "not_accepted" }
  | { readonly code: "consent_missing"; readonly purpose: string };

/** The purpose without whose consent a programme does not accompany; undefined when its law asks for none. */
export function openingPurpose(pack: ProgrammePack): string | undefined {
  return pack.pack.purposes.find((purpose) => purpose.consent && purpose.id === CARE_PURPOSE)?.id;
}

/** True when somebody who may consent has agreed to what the programme needs to accompany. */
export function hasOpeningConsent(state: Pick<OpeningState, "pack" | "consents" | "mayConsent" | "today">): boolean {
  const purpose = openingPurpose(state.pack);
  if (purpose === undefined) return true;
  return state.consents.some(
    (consent) =>
      consent.purpose === purpose && state.mayConsent.includes(consent.personId) && isInForce(consent, state.today),
  );
}

/** Opens the accompaniment of an accepted family that has consented, in the first stage of its programme. */
export function openCase(state: OpeningState): Result<{ readonly stage: string }, OpeningFailure> {
  if (state.hasOpenCase) return refused({ code: "already_open" });
  const { referral, pack } = state;
  if (referral?.state !== "accepted" || referral.householdId !== state.householdId) {
    return refused({ code: "not_accepted" });
  }
  if (!hasOpeningConsent(state)) {
    const id = openingPurpose(pack) ?? CARE_PURPOSE;
    const key = `purpose.${id}`;
    return refused({ code: "consent_missing", purpose: hasPackText(pack, key) ? (pack.texts.es[key] ?? id) : id });
  }
  return accepted({ stage: initialStage(pack) });
}

/** Everything a move along the programme's table is judged by. */
export interface CaseSituation {
  readonly pack: ProgrammePack;
  readonly version: number;
  readonly stage: string;
  readonly openedOn: IsoDate;
  readonly closedOn: IsoDate | null;
  readonly facts: PackFacts;
  readonly evidence: Omit<Evidence, "reason">;
  readonly roles: readonly string[];
  readonly today: IsoDate;
}

export type MoveFailure =
  | StaleFailure
  | { readonly code: "case_closed"; readonly closedOn: IsoDate }
  | { readonly code: "unknown_stage" }
  | { readonly code: "role_not_allowed" }
  | { readonly code: "guard_not_met"; readonly details: { readonly guard: string } }
  | { readonly code: "guard_unknown"; readonly details: { readonly guard: string } }
  | { readonly code: "needs_missing"; readonly details: { readonly kind: string; readonly of: string | null } };
type ClosingFailure =
  | MoveFailure
  | { readonly code: "unknown_closing" }
  | { readonly code: "day_in_future" }
  | { readonly code: "before_it_opened" };

interface Step {
  readonly baseVersion: number;
  readonly to: string;
  readonly closing: string | null;
  readonly reason: string;
}

/** Moves a case one stage; the first role of the person that the table lets take the step counts. */
export function moveStage(
  situation: CaseSituation,
  input: { readonly baseVersion: number; readonly to: string; readonly reason: string },
): Result<MovedStage, MoveFailure | { readonly code: "use_closing" }> {
  const closes = isClosedStage(situation.pack, input.to);
  if (closes && situation.closedOn === null) return refused({ code: "use_closing" });
  const moved = step(situation, { ...input, closing: null });
  if (!moved.ok && moved.failure.code === "unknown_closing") return refused({ code: "unknown_stage" });
  return moved as Result<MovedStage, MoveFailure>;
}

/** Closes a case with a reason of the programme's list and the words of how it went. */
export function closeCase(
  situation: CaseSituation,
  input: {
    readonly baseVersion: number;
    readonly to: string;
    readonly closing?: string;
    readonly closedOn: IsoDate;
    readonly words: string;
  },
): Result<MovedStage, ClosingFailure> {
  if (input.closedOn > situation.today) return refused({ code: "day_in_future" });
  if (input.closedOn < situation.openedOn) return refused({ code: "before_it_opened" });
  if (situation.closedOn === null && !isClosedStage(situation.pack, input.to))
    return refused({ code: "unknown_stage" });
  return step(situation, { ...input, closing: input.closing ?? null, reason: input.words });
}

function step(
  situation: CaseSituation,
  input: Step,
): Result<MovedStage, MoveFailure | { readonly code: "unknown_closing" }> {
  const { pack, stage, facts, evidence, roles, today, closedOn } = situation;
  if (closedOn !== null) return refused({ code: "case_closed", closedOn });
  if (input.baseVersion !== situation.version) {
    return refused({ code: "stale", conflict: [{ field: "stage", yours: input.to, theirs: stage }] });
  }
  const transition = pack.stages.stages.find(({ id }) => id === stage)?.transitions.find(({ to }) => to === input.to);
  const role = roles.find((candidate) => (transition?.roles as readonly string[] | undefined)?.includes(candidate));
  const { to, closing, reason } = input;
  const moved = moveCase(
    pack,
    { from: stage, to, role: role ?? "", closing, evidence: { ...evidence, reason } },
    facts,
    today,
  );
  return moved.ok ? moved : refused(inOurWords(moved.failure));
}

function inOurWords(failure: StageFailure): MoveFailure | { readonly code: "unknown_closing" } {
  switch (failure.code) {
    case "stage_unknown":
    case "transition_not_foreseen":
      return { code: "unknown_stage" };
    case "transition_not_allowed":
      return { code: "role_not_allowed" };
    case "stage_guard_not_met":
      return { code: failure.met === "no" ? "guard_not_met" : "guard_unknown", details: { guard: failure.guard } };
    case "stage_need_missing":
      return { code: "needs_missing", details: { kind: failure.kind, of: failure.of } };
    case "closing_required":
    case "closing_not_foreseen":
      return { code: "unknown_closing" };
  }
}

/** One way on from the current stage and what still keeps it from being taken. A reason is asked for at the step itself. */
export interface Move {
  readonly to: string;
  readonly closes: boolean;
  readonly closings: readonly string[];
  readonly needsReason: boolean;
  readonly missing: readonly {
    readonly kind: "guard" | Exclude<StageNeedKind, "reason">;
    readonly of: string | null;
  }[];
}
type StageNeedKind = Extract<StageFailure, { code: "stage_need_missing" }>["kind"];

/** The moves somebody with these roles is offered today. */
export function offeredMoves(situation: CaseSituation): readonly Move[] {
  const { pack, stage, facts, evidence, roles, today } = situation;
  const seen = new Map<string, Move>();
  for (const role of roles) {
    const move = { from: stage, role, evidence: { ...evidence, reason: "given" } };
    for (const { transition, obstacles } of offeredTransitions(pack, move, facts, today)) {
      seen.set(transition.to, {
        to: transition.to,
        closes: isClosedStage(pack, transition.to),
        closings: pack.stages.closings.filter(({ stages }) => stages.includes(transition.to)).map(({ id }) => id),
        needsReason: transition.needs.some((need) => need.kind === "reason"),
        missing: obstacles.flatMap(missingOf),
      });
    }
  }
  return [...seen.values()];
}

function missingOf(failure: StageFailure): Move["missing"] {
  if (failure.code === "stage_guard_not_met") return [{ kind: "guard", of: failure.guard }];
  if (failure.code === "stage_need_missing" && failure.kind !== "reason")
    return [{ kind: failure.kind, of: failure.of }];
  return [];
}
