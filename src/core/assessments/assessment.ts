import type { IsoDate } from "../calendar/dates.ts";
import { canonicalJson } from "../canonical.ts";
import type { Answers } from "../instruments/answers.ts";
import { compareRatings, type RatingDifference } from "../instruments/compareRatings.ts";
import { type CompiledInstrument, isAnswerable, type Node } from "../instruments/compiled.ts";
import type { Rater } from "../instruments/definition.ts";
import type { Situation } from "../instruments/frames.ts";
import { messageOf } from "../instruments/messages.ts";
import type { Problem } from "../instruments/problems.ts";
import type { DimensionScore } from "../instruments/scores.ts";
import { type Snapshot, snapshotAsShown } from "../instruments/snapshot.ts";
import { validateAnswers } from "../instruments/validateAnswers.ts";
import { accepted, type Result, refused } from "../result.ts";
import { type FieldConflict, type StaleFailure, staleEdit } from "../stale.ts";

/** The steps of a joint assessment. A step is skipped when the instrument has no such rater. */
export const assessmentSteps = {
  family_answering: ["team_answering", "discussing"],
  team_answering: ["discussing"],
  discussing: ["closed"],
  closed: [],
} as const satisfies Record<string, readonly string[]>;
export type AssessmentState = keyof typeof assessmentSteps;

export interface Discussion {
  readonly item: string;
  readonly note: string;
}

/** An assessment as its rules need it. */
export interface Assessment {
  readonly state: AssessmentState;
  readonly version: number;
  readonly openedOn: IsoDate;
  readonly caseClosedOn: IsoDate | null;
  readonly familyAnswers: Answers;
  readonly teamAnswers: Answers;
  readonly priorities: readonly string[];
}

interface FieldProblem {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

export type ClosedFailure = { readonly code: "case_closed"; readonly closedOn: IsoDate };
export type AnswersFailure =
  | ClosedFailure
  | StaleFailure
  | { readonly code: "wrong_state" }
  | { readonly code: "invalid_answers"; readonly fields: readonly FieldProblem[] };
export type PrioritiesFailure = { readonly code: "wrong_priorities"; readonly most: number };

/** Whose turn it is first, given who rates with this instrument. */
export function firstStep(raters: readonly Rater[]): AssessmentState {
  return raters.includes("family") ? "family_answering" : "team_answering";
}

function stepAfter(state: "family_answering" | "team_answering", raters: readonly Rater[]): AssessmentState {
  return state === "family_answering" && raters.includes("team") ? "team_answering" : "discussing";
}

export interface OpeningCase {
  readonly openedOn: IsoDate;
  readonly closedOn: IsoDate | null;
  /** Whether this case has an assessment with the same instrument that nobody closed. */
  readonly unfinished: boolean;
}

export type OpeningFailure =
  | ClosedFailure
  | { readonly code: "future_day" }
  | { readonly code: "before_case"; readonly openedOn: IsoDate }
  | { readonly code: "already_open" }
  | { readonly code: "nothing_to_answer" };

/** Begins an assessment: one at a time per instrument, inside the accompaniment, with something to answer. */
export function openAssessment(
  compiled: CompiledInstrument,
  found: OpeningCase,
  openedOn: IsoDate,
  today: IsoDate,
): Result<{ readonly state: AssessmentState }, OpeningFailure> {
  if (found.closedOn !== null) return refused({ code: "case_closed", closedOn: found.closedOn });
  if (openedOn > today) return refused({ code: "future_day" });
  if (openedOn < found.openedOn) return refused({ code: "before_case", openedOn: found.openedOn });
  if (found.unfinished) return refused({ code: "already_open" });
  if (!compiled.nodes.some(isAnswerable)) return refused({ code: "nothing_to_answer" });
  return accepted({ state: firstStep(compiled.definition.raters) });
}

function fieldsOf(problems: readonly Problem[]): FieldProblem[] {
  return problems.map((problem) => ({ path: problem.path, code: problem.code, message: messageOf(problem, "es") }));
}

function checkPriorities(compiled: CompiledInstrument, priorities: readonly string[]): PrioritiesFailure | undefined {
  const most = compiled.definition.priorities?.max ?? 0;
  const known = (name: string) => {
    const node: Node | undefined = compiled.byName.get(name);
    return node !== undefined && isAnswerable(node);
  };
  const fine = priorities.length <= most && new Set(priorities).size === priorities.length && priorities.every(known);
  return fine ? undefined : { code: "wrong_priorities", most };
}

export interface AnswersGiven {
  readonly baseVersion: number;
  readonly answers: Answers;
  readonly finished: boolean;
}

type Decided = { readonly state: AssessmentState; readonly version: number; readonly answers: Answers };

/** Both values of every answer that is not the same; lists and places are compared by what they say. */
function bothSides(yours: Answers, theirs: Answers): readonly FieldConflict[] {
  const names = new Set([...Object.keys(yours), ...Object.keys(theirs)]);
  return [...names]
    .map((field) => ({ field, yours: yours[field] ?? null, theirs: theirs[field] ?? null }))
    .filter((both) => canonicalJson(both.yours) !== canonicalJson(both.theirs));
}

function saveAnswers(
  compiled: CompiledInstrument,
  assessment: Assessment,
  given: AnswersGiven,
  turn: { readonly state: "family_answering" | "team_answering"; readonly rater: Rater; readonly today: IsoDate },
): Result<Decided, AnswersFailure> {
  if (assessment.caseClosedOn !== null) return refused({ code: "case_closed", closedOn: assessment.caseClosedOn });
  if (assessment.state !== turn.state) return refused({ code: "wrong_state" });
  const stored = turn.rater === "family" ? assessment.familyAnswers : assessment.teamAnswers;
  const stale = staleEdit({ base: given.baseVersion, current: assessment.version }, bothSides(given.answers, stored));
  if (stale) return refused(stale);
  const checked = validateAnswers(compiled, given.answers, {
    today: turn.today,
    rater: turn.rater,
    complete: given.finished,
  });
  if (!checked.ok) return refused({ code: "invalid_answers", fields: fieldsOf(checked.failure.problems) });
  const state = given.finished ? stepAfter(turn.state, compiled.definition.raters) : turn.state;
  return accepted({ state, version: assessment.version + 1, answers: given.answers });
}

/** The family's answers and priorities; once finished they are not touched again. */
export function saveFamilyAnswers(
  compiled: CompiledInstrument,
  assessment: Assessment,
  given: AnswersGiven & { readonly priorities: readonly string[] },
  today: IsoDate,
): Result<Decided & { readonly priorities: readonly string[] }, AnswersFailure | PrioritiesFailure> {
  const decided = saveAnswers(compiled, assessment, given, { state: "family_answering", rater: "family", today });
  if (!decided.ok) return decided;
  const wrong = checkPriorities(compiled, given.priorities);
  if (wrong) return refused(wrong);
  return accepted({ ...decided.value, priorities: given.priorities });
}

/** The team's own answers, given without sight of the family's. */
export function saveTeamAnswers(
  compiled: CompiledInstrument,
  assessment: Assessment,
  given: AnswersGiven,
  today: IsoDate,
): Result<Decided, AnswersFailure> {
  return saveAnswers(compiled, assessment, given, { state: "team_answering", rater: "team", today });
}

/** «Hablemos de esto»: where the two ratings lie far apart. Empty unless both rated. */
export function differencesOf(
  compiled: CompiledInstrument,
  assessment: Pick<Assessment, "familyAnswers" | "teamAnswers">,
  today: IsoDate,
): readonly RatingDifference[] {
  const { raters } = compiled.definition;
  if (!raters.includes("family") || !raters.includes("team")) return [];
  return compareRatings(compiled, assessment.familyAnswers, assessment.teamAnswers, { today });
}

export interface Closing {
  readonly baseVersion: number;
  readonly discussions: readonly Discussion[];
  readonly priorities: readonly string[];
  readonly closedOn: IsoDate;
}

export type ClosingFailure =
  | ClosedFailure
  | StaleFailure
  | PrioritiesFailure
  | { readonly code: "wrong_state" }
  | { readonly code: "future_day" }
  | { readonly code: "before_opening"; readonly openedOn: IsoDate }
  | { readonly code: "discussion_missing"; readonly fields: readonly FieldProblem[] };

/** A finished assessment: scores recomputed here, and everything as it was shown. */
export interface ClosedAssessment {
  readonly version: number;
  readonly closedOn: IsoDate;
  readonly discussions: readonly Discussion[];
  readonly priorities: readonly string[];
  readonly scores: Readonly<Record<"family" | "team", readonly DimensionScore[]>>;
  readonly asShown: readonly Snapshot[];
}

function checkClosing(
  compiled: CompiledInstrument,
  assessment: Assessment,
  closing: Closing,
  today: IsoDate,
): ClosingFailure | undefined {
  if (assessment.caseClosedOn !== null) return { code: "case_closed", closedOn: assessment.caseClosedOn };
  if (assessment.state !== "discussing") return { code: "wrong_state" };
  const versions = { base: closing.baseVersion, current: assessment.version };
  const both = { field: "priorities", yours: closing.priorities.join(", "), theirs: assessment.priorities.join(", ") };
  const stale = staleEdit(versions, [both]);
  if (stale) return stale;
  if (closing.closedOn > today) return { code: "future_day" };
  if (closing.closedOn < assessment.openedOn) return { code: "before_opening", openedOn: assessment.openedOn };
  const missing = differencesOf(compiled, assessment, today).filter(
    ({ item }) => !closing.discussions.some((discussion) => discussion.item === item && discussion.note.trim() !== ""),
  );
  if (missing.length > 0) {
    const message = "Escriba cómo se conversó esta diferencia.";
    return {
      code: "discussion_missing",
      fields: missing.map(({ item }) => ({ path: item, code: "missing", message })),
    };
  }
  return checkPriorities(compiled, closing.priorities);
}

/** Closes: every difference was talked over, priorities are the family's last word, scores are computed, never accepted. */
export function closeAssessment(
  compiled: CompiledInstrument,
  assessment: Assessment,
  closing: Closing,
  today: IsoDate,
): Result<ClosedAssessment, ClosingFailure> {
  const failure = checkClosing(compiled, assessment, closing, today);
  if (failure) return refused(failure);
  const raters = (["family", "team"] as const).filter((rater) => compiled.definition.raters.includes(rater));
  const answersOf = (rater: "family" | "team") =>
    rater === "family" ? assessment.familyAnswers : assessment.teamAnswers;
  const scoresOf = (rater: "family" | "team"): readonly DimensionScore[] => {
    if (!raters.includes(rater)) return [];
    const situation: Situation = { today: closing.closedOn, rater };
    const checked = validateAnswers(compiled, answersOf(rater), { ...situation, complete: false });
    return checked.ok ? Object.values(checked.value.scores) : [];
  };
  return accepted({
    version: assessment.version + 1,
    closedOn: closing.closedOn,
    discussions: closing.discussions.map(({ item, note }) => ({ item, note: note.trim() })),
    priorities: closing.priorities,
    scores: { family: scoresOf("family"), team: scoresOf("team") },
    asShown: raters.map((rater) => snapshotAsShown(compiled, answersOf(rater), { today: closing.closedOn, rater })),
  });
}
